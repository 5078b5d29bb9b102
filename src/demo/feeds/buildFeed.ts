import type { FeedFormat } from '../../domain/feed.ts'
import { articlePath } from '../articlePath.ts'
import { encodeText } from '../encodeText.ts'
import type { Answer } from '../serveAnswers.ts'
import type { StandArticle, StandExtraEntry, StandFeed, StandOutlet } from '../stand.ts'
import type { FeedView, FeedViewEntry } from './feedView.ts'
import { renderAtom } from './renderAtom.ts'
import { renderJsonFeed } from './renderJsonFeed.ts'
import { renderRdf } from './renderRdf.ts'
import { renderRss } from './renderRss.ts'

const MAX_ENTRIES = 50

const RENDERERS: Readonly<Record<FeedFormat, (view: FeedView) => string>> = {
  rss: renderRss,
  atom: renderAtom,
  rdf: renderRdf,
  json: renderJsonFeed,
}

/**
 * Builds the answer of a feed: its outlet's articles and extra lines, newest first, 50 at most.
 *
 * @param articles Those of this outlet, as they stand now.
 */
export function buildFeed(
  outlet: StandOutlet,
  feed: StandFeed,
  articles: readonly StandArticle[],
  origin: string,
): Answer {
  const chosen = articles.filter((article) => !feed.sections || feed.sections.includes(article.section))
  const entries = [
    ...chosen.map((article) => articleEntry(outlet, feed, article, origin)),
    ...feed.extraEntries.map((entry, index) => extraEntry(outlet, feed, entry, index)),
  ]
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())
    .slice(0, MAX_ENTRIES)
  const updatedAt = new Date(Math.max(0, ...entries.map((entry) => entry.updatedAt.getTime())))
  const homeUrl = `${origin}/${outlet.id}/`
  const view: FeedView = { outlet, feed, feedUrl: `${homeUrl}${feed.path}`, homeUrl, updatedAt, entries }
  const text = `${feed.hasByteOrderMark ? '\ufeff' : ''}${RENDERERS[feed.format](view)}`
  return {
    status: 200,
    contentType: feed.contentType,
    body: encodeText(text, feed.charset),
    lastModified: updatedAt,
  }
}

function articleEntry(outlet: StandOutlet, feed: StandFeed, article: StandArticle, origin: string): FeedViewEntry {
  const publishedAt = new Date(article.publishedAt)
  return {
    guid: `${outlet.id}:${article.slug}`,
    link: linkOf(outlet, feed, article, origin),
    title: article.headline,
    summary: article.standfirst ?? article.paragraphs[0] ?? article.headline,
    paragraphs: article.paragraphs,
    authors: article.authors,
    tags: article.tags,
    publishedAt,
    updatedAt: article.updatedAt === undefined ? publishedAt : new Date(article.updatedAt),
  }
}

function extraEntry(outlet: StandOutlet, feed: StandFeed, entry: StandExtraEntry, index: number): FeedViewEntry {
  const date = new Date(entry.publishedAt)
  return {
    guid: `${outlet.id}:${feed.id}:extra-${index}`,
    link: entry.link === null ? undefined : entry.link.replace(/^\//, `/${outlet.id}/`),
    title: entry.title,
    summary: entry.summary,
    paragraphs: [entry.summary],
    authors: [],
    tags: [],
    publishedAt: date,
    updatedAt: date,
  }
}

function linkOf(outlet: StandOutlet, feed: StandFeed, article: StandArticle, origin: string): string {
  const path = article.movedFrom === undefined ? articlePath(outlet, article) : `/${outlet.id}${article.movedFrom}`
  const query = feed.linkQuery === undefined ? '' : `${path.includes('?') ? '&' : '?'}${feed.linkQuery}`
  if (feed.linkStyle === 'absolute') return `${origin}${path}${query}`
  // Atom has xml:base, so the shortest spelling is right; RSS has no base and can only start at the root.
  return feed.format === 'atom' ? `${path.slice(outlet.id.length + 2)}${query}` : `${path}${query}`
}
