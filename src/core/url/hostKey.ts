import { parse } from 'tldts'
import type { SiteKeyKind } from '../../domain/limits.ts'

/**
 * Names whom a request disturbs, for politeness: requests with one key are spaced and counted together.
 *
 * @param url Absolute http(s) address.
 * @param kind `domain`: the registrable domain (`news.example.co.uk` gives `example.co.uk`); `privateDomain`: the same, but
 *   that the customers of `github.io` and its like are sites of their own; `host`: each host for itself.
 * @returns `host:port` for an IP literal, `localhost` or another name without a public suffix, and for each name where `kind`
 *   is `host`; `url` itself when it is not an address.
 * @throws Never.
 */
export function hostKey(url: string, kind: SiteKeyKind = 'domain'): string {
  const parsed = URL.parse(url)
  if (!parsed) return url
  const { domain, isIp } = parse(parsed.hostname, { allowPrivateDomains: kind === 'privateDomain' })
  if (domain && !isIp && kind !== 'host') return domain
  const port = parsed.port === '' ? (parsed.protocol === 'https:' ? '443' : '80') : parsed.port
  return `${parsed.hostname}:${port}`
}
