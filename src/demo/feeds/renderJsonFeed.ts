import { formatDate } from '../formatDate.ts'
import type { FeedView, FeedViewEntry } from './feedView.ts'
import { renderFullText } from './renderFullText.ts'

/** Writes JSON Feed 1.1. */
export function renderJsonFeed(view: FeedView): string {
  const { feed, outlet } = view
  const items = view.entries.map((entry) => itemOf(entry, view))
  return `${JSON.stringify(
    {
      version: 'https://jsonfeed.org/version/1.1',
      title: feed.title,
      home_page_url: view.homeUrl,
      feed_url: view.feedUrl,
      description: outlet.tagline,
      language: outlet.language,
      items,
    },
    undefined,
    2,
  )}\n`
}

function itemOf(entry: FeedViewEntry, { feed, outlet }: FeedView): object {
  return {
    id: entry.guid,
    ...(entry.link !== undefined && { url: entry.link }),
    title: entry.title,
    summary: entry.summary,
    ...(feed.hasFullText ? { content_html: renderFullText(entry).text } : { content_text: entry.summary }),
    date_published: formatDate(entry.publishedAt, 'rfc3339', feed.zone),
    date_modified: formatDate(entry.updatedAt, 'rfc3339', feed.zone),
    authors: (entry.authors.length > 0 ? entry.authors : [outlet.name]).map((name) => ({ name })),
    tags: entry.tags,
    language: outlet.language,
  }
}
