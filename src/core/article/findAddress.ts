import { getDomain } from 'tldts'
import type { Article } from '../../domain/article.ts'
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
 * Finds what a page says of itself at another site: where its piece is at home, and who publishes it.
 *
 * @param head The page's own words.
 * @param publisher Of its JSON-LD article.
 * @param url Where the page was found.
 * @returns Absolute http(s) URLs, none of them of the site of `url`; undefined when there is none.
 * @throws Never.
 */
export function findElsewhere(head: PageHead, publisher: unknown, url: string): Article['elsewhere'] {
  const link = head.links.find(({ rel }) => rel.split(/\s+/).includes('canonical'))?.href
  const canonicalUrl = [link, findMeta(head, ['og:url'])].map((found) => atOtherSite(found, url)).find(Boolean)
  const named = typeof publisher === 'object' && publisher !== null ? (publisher as Record<string, unknown>) : {}
  const publisherUrl = [named['url'], named['@id']].map((found) => atOtherSite(found, url)).find(Boolean)
  if (canonicalUrl === undefined && publisherUrl === undefined) return undefined
  return {
    ...(canonicalUrl === undefined ? {} : { canonicalUrl }),
    ...(publisherUrl === undefined ? {} : { publisherUrl }),
  }
}

function atOtherSite(address: unknown, url: string): string | undefined {
  const [found, page] = [resolve(typeof address === 'string' ? address : undefined, url), resolve(url, url)]
  return found && page && !isSameSite(found, page) ? found.href : undefined
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
  // A page deep in the site that names the front page is a template's mistake.
  const isFrontPage = own.pathname === '/' && own.search === '' && page.pathname !== '/'
  if (!isSameSite(own, page) || isFrontPage) return undefined
  own.hash = ''
  return own.href
}

function isSameSite(one: URL, other: URL): boolean {
  const domain = getDomain(one.hostname)
  return one.hostname === other.hostname || (domain !== null && domain === getDomain(other.hostname))
}

function resolve(address: string | undefined, url: string): URL | undefined {
  if (address === undefined || address.trim() === '' || address.length > MAX_LENGTH) return undefined
  const resolved = URL.parse(address.trim(), url)
  return resolved && /^https?:$/.test(resolved.protocol) ? resolved : undefined
}
