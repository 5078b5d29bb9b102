import { getDomain } from 'tldts'
import { findMeta, type PageHead } from './pageHead.ts'

const MAX_LENGTH = 2048

/**
 * Finds the address that a page calls its own.
 *
 * @param head The page's own words.
 * @param url Where the page was found.
 * @returns Absolute http(s) URL on the same registrable domain; undefined when there is none or it cannot be believed.
 * @throws Never.
 */
export function findCanonicalUrl(head: PageHead, url: string): string | undefined {
  const link = head.links.find(({ rel }) => rel.split(/\s+/).includes('canonical'))?.href
  return believe(link, url) ?? believe(findMeta(head, ['og:url']), url)
}

/**
 * Finds the lead image.
 *
 * @param keys Names of meta elements, best first.
 * @returns Absolute http(s) URL, of any site; undefined when there is none.
 * @throws Never.
 */
export function findImageUrl(head: PageHead, url: string, keys: readonly string[]): string | undefined {
  return resolve(findMeta(head, keys), url)?.href
}

function believe(address: string | undefined, url: string): string | undefined {
  const [own, page] = [resolve(address, url), resolve(url, url)]
  if (!own || !page) return undefined
  const isSameSite =
    own.hostname === page.hostname ||
    (getDomain(own.hostname) !== null && getDomain(own.hostname) === getDomain(page.hostname))
  // A page deep in the site that names the front page is a template's mistake.
  const isFrontPage = own.pathname === '/' && own.search === '' && page.pathname !== '/'
  if (!isSameSite || isFrontPage) return undefined
  own.hash = ''
  return own.href
}

function resolve(address: string | undefined, url: string): URL | undefined {
  if (address === undefined || address.trim() === '' || address.length > MAX_LENGTH) return undefined
  const resolved = URL.parse(address.trim(), url)
  return resolved && /^https?:$/.test(resolved.protocol) ? resolved : undefined
}
