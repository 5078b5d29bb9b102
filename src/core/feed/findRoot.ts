import { PipelineError } from '../../domain/error.ts'
import type { CanonicalFeed } from './canonicalFeed.ts'
import { declares, type Scope } from './resolveName.ts'

export interface Root {
  readonly format: CanonicalFeed['format']
  /** Prefix of bare names, see `resolveName`. */
  readonly family: '' | 'atom' | 'sitemap'
}

const REFUSED: Readonly<Record<string, string>> = {
  opml: 'it is OPML, a list of Feeds',
  urlset: 'it is a sitemap without news',
  sitemapindex: 'it is an index of sitemaps',
  kml: 'it is KML, a map',
  svg: 'it is SVG, a picture',
  gpx: 'it is GPX, a track',
  error: 'it is an error message',
}

const HTML = new Set(['html', 'head', 'body'])
// Injected before a Feed at times, so no proof.
const HTML_PARTS = new Set(['meta', 'script', 'style', 'link', 'div', 'p'])

/**
 * Says whether an element is the root of a Feed.
 *
 * @param raw Name as written.
 * @param scope Of the element: a sitemap that declares the news extension is as good as a Feed.
 * @returns `html` for a sign that the document is a page; undefined for anything else: the root may still come.
 * @throws PipelineError FEED_HTML or FEED_NOT_A_FEED when the document is something else that we know.
 */
export function findRoot(raw: string, scope: Scope): Root | 'html' | undefined {
  const local = raw.toLowerCase().replace(/^.*:/, '')
  if (local === 'feed' || local === 'entry') return { format: 'atom', family: 'atom' }
  if (local === 'rss' || local === 'channel') return { format: 'rss', family: '' }
  if (local === 'rdf') return { format: 'rdf', family: '' }
  if (local === 'urlset' && declares(scope, 'news')) return { format: 'sitemap', family: 'sitemap' }
  if (HTML.has(local)) throw refuseHtml()
  if (Object.hasOwn(REFUSED, local)) {
    throw new PipelineError('FEED_NOT_A_FEED', `Cannot parse the Feed: ${REFUSED[local]}`)
  }
  return HTML_PARTS.has(local) ? 'html' : undefined
}

/** The refusal of an HTML page. */
export function refuseHtml(): PipelineError {
  return new PipelineError('FEED_HTML', 'Cannot parse the Feed: it is an HTML page')
}
