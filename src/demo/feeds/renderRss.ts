import { formatDate } from '../formatDate.ts'
import { type Markup, markup } from '../markup.ts'
import type { FeedView, FeedViewEntry } from './feedView.ts'
import { renderFullText } from './renderFullText.ts'

/** Writes RSS 2.0 with the content, Dublin Core and Atom modules; summaries are HTML in CDATA. */
export function renderRss(view: FeedView): string {
  const { feed, outlet } = view
  return markup`<?xml version="1.0" encoding="${feed.charset}"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${feed.title}</title>
<link>${view.homeUrl}</link>
<description>${outlet.tagline}</description>
<language>${outlet.language}</language>
<lastBuildDate>${formatDate(view.updatedAt, 'rfc822', feed.zone)}</lastBuildDate>
<generator>Claimwire newsstand</generator>
<ttl>15</ttl>
<atom:link href="${view.feedUrl}" rel="self" type="application/rss+xml"/>
${view.entries.map((entry) => renderItem(entry, view))}</channel>
</rss>
`.text
}

function renderItem(entry: FeedViewEntry, { feed }: FeedView): Markup {
  // RSS has no date of change of its own; Atom's is the usual extension.
  const isUpdated = entry.updatedAt.getTime() !== entry.publishedAt.getTime()
  return markup`<item>
<title>${entry.title}</title>
${entry.link !== undefined && markup`<link>${entry.link}</link>\n`}<guid isPermaLink="false">${entry.guid}</guid>
<pubDate>${formatDate(entry.publishedAt, 'rfc822', feed.zone)}</pubDate>
${isUpdated && markup`<atom:updated>${formatDate(entry.updatedAt, 'rfc3339', feed.zone)}</atom:updated>\n`}${entry.authors.map((name) => markup`<dc:creator>${cdata({ text: name })}</dc:creator>\n`)}${entry.tags.map((tag) => markup`<category>${tag}</category>\n`)}<description>${cdata(markup`<p>${entry.summary}</p>`)}</description>
${feed.hasFullText && markup`<content:encoded>${cdata(renderFullText(entry))}</content:encoded>\n`}</item>
`
}

function cdata(content: Markup): Markup {
  return { text: `<![CDATA[${content.text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` }
}
