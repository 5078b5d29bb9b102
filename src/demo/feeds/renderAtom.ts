import { formatDate } from '../formatDate.ts'
import { type Markup, markup } from '../markup.ts'
import type { FeedView, FeedViewEntry } from './feedView.ts'
import { renderFullText } from './renderFullText.ts'

/** Writes Atom (RFC 4287); `xml:base` is the outlet's home, so relative links are short. */
export function renderAtom(view: FeedView): string {
  const { feed, outlet } = view
  return markup`<?xml version="1.0" encoding="${feed.charset}"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}" xml:base="${view.homeUrl}">
<title type="text">${feed.title}</title>
<subtitle>${outlet.tagline}</subtitle>
<id>${view.feedUrl}</id>
<link rel="self" type="application/atom+xml" href="${view.feedUrl}"/>
<link rel="alternate" type="text/html" href="${view.homeUrl}"/>
<updated>${formatDate(view.updatedAt, 'rfc3339', feed.zone)}</updated>
${view.entries.map((entry) => renderEntry(entry, view))}</feed>
`.text
}

function renderEntry(entry: FeedViewEntry, { feed, outlet }: FeedView): Markup {
  const authors = entry.authors.length > 0 ? entry.authors : [outlet.name]
  const time = (date: Date): string => formatDate(date, 'rfc3339', feed.zone)
  return markup`<entry>
<title type="html">${markup`${entry.title}`.text}</title>
<id>tag:claimwire.invalid,2026:${entry.guid}</id>
${entry.link !== undefined && markup`<link rel="alternate" type="text/html" href="${entry.link}"/>\n`}<published>${time(entry.publishedAt)}</published>
<updated>${time(entry.updatedAt)}</updated>
${authors.map((name) => markup`<author><name>${name}</name></author>\n`)}${entry.tags.map((tag) => markup`<category term="${tag}"/>\n`)}<summary type="text">${entry.summary}</summary>
${feed.hasFullText && markup`<content type="html">${renderFullText(entry).text}</content>\n`}</entry>
`
}
