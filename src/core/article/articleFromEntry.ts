import type { Article } from '../../domain/article.ts'
import { detectLanguage } from './detectLanguage.ts'

export interface EntryText {
  readonly title?: string
  /** Plain text: teaser or full content. */
  readonly summary?: string
  readonly authors: readonly string[]
  readonly publishedAt?: Date
  readonly language?: string
}

const GAP = '\n\n'

/**
 * Makes an Article of the Feed's own lines, for a page that could not be read.
 *
 * @param entry As the Feed declares it, cleaned.
 * @param minLength Less says nothing that a tagger could use; UTF-16 code units.
 * @returns Headline and summary as text, with `textSource: 'feed'`; undefined when that is not enough to read.
 * @throws Never.
 */
export function articleFromEntry(entry: EntryText, minLength: number): Article | undefined {
  const title = entry.title?.replace(/\s+/g, ' ').trim()
  const lines = (entry.summary ?? '').split(/\n+/).map((line) => line.replace(/\s+/g, ' ').trim())
  const body = lines.filter((line) => line !== '' && line !== title).join(GAP)
  const text = [title, body].filter((part) => part !== undefined && part !== '').join(GAP)
  if (text.length < minLength) return undefined
  return {
    ...(title ? { title } : {}),
    authors: entry.authors,
    ...(entry.publishedAt ? { publishedAt: entry.publishedAt } : {}),
    language: detectLanguage(text, entry.language),
    ...(entry.language ? { declaredLanguage: entry.language } : {}),
    text,
    zones: title ? [{ start: 0, end: title.length, section: 'headline' }] : [],
    textSource: 'feed',
    flags: ['feed_text'],
  }
}
