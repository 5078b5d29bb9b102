import { PipelineError } from '../../domain/error.ts'
import type { CanonicalFeed } from './canonicalFeed.ts'

export interface Root {
  readonly format: CanonicalFeed['format']
  /** Prefix of bare names, see `resolveName`. */
  readonly family: '' | 'atom'
}

const REFUSED: Readonly<Record<string, string>> = {
  html: 'it is an HTML page',
  opml: 'it is OPML, a list of Feeds',
  urlset: 'it is a sitemap',
  sitemapindex: 'it is an index of sitemaps',
  kml: 'it is KML, a map',
  svg: 'it is SVG, a picture',
  error: 'it is an error message',
}

const HTML_PARTS = new Set(['head', 'body', 'meta', 'script', 'style'])

/**
 * Says whether an element is the root of a Feed.
 *
 * @param raw Name as written.
 * @returns undefined when it is not; then the root may still come.
 * @throws PipelineError FEED_HTML or FEED_NOT_A_FEED when the document is something else that we know.
 */
export function findRoot(raw: string): Root | undefined {
  const local = raw.toLowerCase().replace(/^.*:/, '')
  if (local === 'feed' || local === 'entry') return { format: 'atom', family: 'atom' }
  if (local === 'rss' || local === 'channel') return { format: 'rss', family: '' }
  if (local === 'rdf') return { format: 'rdf', family: '' }
  if (HTML_PARTS.has(local)) throw refusal('html')
  if (Object.hasOwn(REFUSED, local)) throw refusal(local)
  return undefined
}

function refusal(local: string): PipelineError {
  return new PipelineError(
    local === 'html' ? 'FEED_HTML' : 'FEED_NOT_A_FEED',
    `Cannot parse the Feed: ${REFUSED[local]}`,
  )
}
