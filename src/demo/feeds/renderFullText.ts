import { type Markup, markup } from '../markup.ts'
import type { FeedViewEntry } from './feedView.ts'

/** The HTML that a full-text feed carries for an entry. */
export function renderFullText(entry: FeedViewEntry): Markup {
  return markup`${entry.paragraphs.map((paragraph) => markup`<p>${paragraph}</p>\n`)}`
}
