import lists from './trackingParameters.json' with { type: 'json' }

const EXACT: ReadonlySet<string> = new Set(lists.exact)
// WHATWG URL takes megabytes; nothing that we poll or fetch is that long.
const MAX_LENGTH = 8192

/**
 * Gives an address the one spelling that can still be fetched: only removals and rewritings that are safe on any site.
 *
 * Scheme and host in lower case, no default port, no trailing dot of the host, no fragment, no tracking parameters,
 * percent-encoding as RFC 3986 section 6.2.2 has it. Order and case of what remains are kept.
 *
 * @param url As found: a Feed, a page, a redirect; may be relative when `base` is given.
 * @param base Absolute address that a relative `url` is resolved against.
 * @returns undefined when it is not an http(s) address, names no host, or carries a user name or password.
 * @throws Never.
 */
export function normalizeUrl(url: string, base?: string): string | undefined {
  if (url.length > MAX_LENGTH || url.trim() === '') return undefined
  const parsed = URL.parse(url.trim(), base)
  if (!parsed || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return undefined
  if (parsed.username !== '' || parsed.password !== '') return undefined

  parsed.hash = ''
  const host = parsed.hostname.replace(/\.$/, '')
  if (host === '') return undefined
  parsed.hostname = host
  parsed.pathname = normalizeEscapes(parsed.pathname.replace(/;jsessionid=[^/;]*/i, ''))
  parsed.search = withoutTracking(parsed.search)
  return parsed.href
}

function withoutTracking(search: string): string {
  if (search === '') return ''
  // Split by hand: URLSearchParams would rewrite the parameters that stay.
  const kept = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !isTracking(part))
  return kept.length === 0 ? '' : `?${normalizeEscapes(kept.join('&'))}`
}

function isTracking(part: string): boolean {
  const name = part.slice(0, part.includes('=') ? part.indexOf('=') : undefined).toLowerCase()
  return EXACT.has(name) || lists.prefixes.some((prefix) => name.startsWith(prefix))
}

// Upper-case hexadecimal, and letters, digits, "-", ".", "_", "~" never escaped.
function normalizeEscapes(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16))
    return /[A-Za-z0-9\-._~]/.test(character) ? character : octet.toUpperCase()
  })
}
