import { parse } from 'tldts'

/**
 * Names whom a request disturbs, for politeness: requests with one key are spaced and counted together.
 *
 * @param url Absolute http(s) address.
 * @returns The registrable domain (`news.example.co.uk` gives `example.co.uk`); `host:port` for an IP literal, `localhost` or
 *   another name without a public suffix; `url` itself when it is not an address.
 * @throws Never.
 */
export function hostKey(url: string): string {
  const parsed = URL.parse(url)
  if (!parsed) return url
  const { domain, isIp } = parse(parsed.hostname)
  if (domain && !isIp) return domain
  const port = parsed.port === '' ? (parsed.protocol === 'https:' ? '443' : '80') : parsed.port
  return `${parsed.hostname}:${port}`
}
