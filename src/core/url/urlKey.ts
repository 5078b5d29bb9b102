import { keyHost } from './keyHost.ts'
import { normalizeUrl } from './normalizeUrl.ts'
import lists from './trackingParameters.json' with { type: 'json' }

const REFERRAL: ReadonlySet<string> = new Set(lists.referral)
const VIEW: ReadonlySet<string> = new Set(lists.view)
const NO_MIRRORS: ReadonlyMap<string, string> = new Map()
const REFERRAL_VALUE = new RegExp(lists.referralValue, 'i')
const VIEW_VALUE = new RegExp(lists.viewValue, 'i')

/**
 * Makes the key under which spellings of one piece meet. Lossy: it is compared, never fetched.
 *
 * Scheme, `www.`/`m.`/`amp.` hosts, AMP paths and caches, print views, index pages, trailing slashes, parameter order and
 * referral labels (`ref=twitter`, but not `ref=12345`) do not count. Case of the path does, and so do the hosts of languages.
 *
 * @param canonicalUrl Answer of `normalizeUrl`.
 * @param mirrors Hosts that show the pieces of another under the same paths, see `mapMirrors`.
 * @returns Host, path, sorted query; the input itself when it is not an address.
 * @throws Never.
 */
export function urlKey(canonicalUrl: string, mirrors: ReadonlyMap<string, string> = NO_MIRRORS): string {
  const url = URL.parse(unwrapCache(canonicalUrl))
  if (!url) return canonicalUrl
  const port = url.port === '' ? '' : `:${url.port}`
  const host = keyHost(url.hostname)
  return `${mirrors.get(host) ?? host}${port}${keyPath(url.pathname)}${keyQuery(url.search)}`
}

// https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a and https://www.google.com/amp/s/www.example.org/a
function unwrapCache(address: string): string {
  const wrapped =
    /^https?:\/\/[^/]+\.cdn\.ampproject\.org\/[a-z]\/(s\/)?([^/]+\.[^/]+\/.*)$/i.exec(address) ??
    /^https?:\/\/(?:www\.)?google\.[a-z.]+\/amp\/(s\/)?([^/]+\.[^/]+\/.*)$/i.exec(address)
  if (!wrapped) return address
  return normalizeUrl(`${wrapped[1] ? 'https' : 'http'}://${wrapped[2]}`) ?? address
}

function keyPath(path: string): string {
  const short = path
    .replace(/\/{2,}/g, '/')
    .replace(/\/(?:index|default|home)\.(?:html?|php|aspx?|jsp|shtml)$/i, '/')
    .replace(/^\/amp(?=\/.)/i, '')
    .replace(/\/amp\/?$|\.amp(?=$|\.html?$)|\/amp(?=\.html?$)/i, '')
    .replace(/\/+$/, '')
  return short === '' ? '/' : short
}

function keyQuery(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !isLabel(part))
    .sort()
  return kept.length === 0 ? '' : `?${kept.join('&')}`
}

function isLabel(part: string): boolean {
  const at = part.includes('=') ? part.indexOf('=') : part.length
  const name = part.slice(0, at).toLowerCase()
  const value = part.slice(at + 1)
  return (REFERRAL.has(name) && REFERRAL_VALUE.test(value)) || (VIEW.has(name) && VIEW_VALUE.test(value))
}
