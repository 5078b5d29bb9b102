import { formatDate } from '../formatDate.ts'
import { type Markup, markup } from '../markup.ts'
import type { FeedView, FeedViewEntry } from './feedView.ts'

/** Writes RSS 1.0 (RDF) with Dublin Core; every entry must have a link there. */
export function renderRdf(view: FeedView): string {
  const { feed, outlet } = view
  const entries = view.entries.filter((entry) => entry.link !== undefined)
  return markup`<?xml version="1.0" encoding="${feed.charset}"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<channel rdf:about="${view.feedUrl}">
<title>${feed.title}</title>
<link>${view.homeUrl}</link>
<description>${outlet.tagline}</description>
<dc:language>${outlet.language}</dc:language>
<dc:date>${formatDate(view.updatedAt, 'rfc3339', feed.zone)}</dc:date>
<items><rdf:Seq>
${entries.map((entry) => markup`<rdf:li rdf:resource="${entry.link}"/>\n`)}</rdf:Seq></items>
</channel>
${entries.map((entry) => renderItem(entry, view))}</rdf:RDF>
`.text
}

function renderItem(entry: FeedViewEntry, { feed }: FeedView): Markup {
  return markup`<item rdf:about="${entry.link}">
<title>${entry.title}</title>
<link>${entry.link}</link>
<description>${entry.summary}</description>
${entry.authors.map((name) => markup`<dc:creator>${name}</dc:creator>\n`)}${entry.tags.map((tag) => markup`<dc:subject>${tag}</dc:subject>\n`)}<dc:date>${formatDate(entry.publishedAt, 'rfc3339', feed.zone)}</dc:date>
<dcterms:modified>${formatDate(entry.updatedAt, 'rfc3339', feed.zone)}</dcterms:modified>
</item>
`
}
