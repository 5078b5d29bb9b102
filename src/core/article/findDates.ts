import type { DateSource, FoundDate } from '../../domain/article.ts'
import type { ExtractionRules, ExtractionThresholds } from '../../domain/extraction.ts'
import { namePatternsOf } from './namePatterns.ts'
import { findMeta, type PageHead } from './pageHead.ts'
import { type JsonLdObject, textOf } from './parseJsonLd.ts'
import { readDate } from './readDate.ts'

export interface DateClues {
  readonly head: PageHead
  /** The JSON-LD object of the article, then those of the page. */
  readonly objects: readonly JsonLdObject[]
  /** Elements of the page that hold dates, in document order. */
  readonly marks: readonly DateMark[]
  readonly url: string
  readonly language: string
  /** Lines of visible text from the headline on, then those above it. */
  readonly lines: readonly string[]
  /** The source of the page, for what scripts carry. */
  readonly html: string
}

/** A `time` element, or one whose `class`, `id` or `itemprop` speaks of a date. */
export interface DateMark {
  readonly isTime: boolean
  readonly names: string
  readonly datetime: string
  readonly isAfterHeadline: boolean
  readonly text: string
}

export interface FoundDates {
  readonly published?: FoundDate
  readonly modified?: FoundDate
}

const URL_DATE = /(?<!\d)((?:19|20)\d{2})[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)|(?<!\d)(20\d{2}[01]\d[0-3]\d)(?!\d)/
/** `27.1.2022 - …`, `Berlin, 3 May 2024 – …` */
const LEADING_DATE = /^.{0,30}?\d{1,4}(?:st|nd|rd|th)?[\s./-]{1,2}\p{L}{0,12}\d{0,2}[\s./,-]{0,2}(?:19|20)?\d{2}(?!\d)/u
const SCRIPT_DATE =
  /"(?:datePublished|publishedAt|published_?at|publishedDate|publish_?date|publicationDate|publishDate|firstPublished\w*|published_time|date_published)\\?"\s*:\s*\\?"(\d{4}-\d{2}-\d{2}[^"\\]{0,20})/gi
const MAX_SCANNED = 2_000_000
const MAX_SCRIPT_DATES = 60
const DAY_MS = 86_400_000
const FIRST_YEAR = 1990

/**
 * Finds when an article was published and last changed.
 *
 * The order is the one that held best on measured pages: JSON-LD, meta elements, `time` elements, the address, visible lines.
 *
 * @param clues Where a page may say it.
 * @param now A date more than a day later is not believed.
 * @param rules Where pages say it: names of meta elements and of elements.
 * @returns Each with its source and precision; `{}` when the page does not say.
 * @throws Never.
 */
export function findDates(clues: DateClues, now: Date, rules: ExtractionRules): FoundDates {
  const { metaKeys, thresholds } = rules
  const marked = namePatternsOf(rules).marks
  const believe = (text: string | undefined, source: DateSource): FoundDate | undefined => {
    const written = text === undefined ? undefined : readDate(text, clues.language)
    if (!written || written.at.getTime() > now.getTime() + DAY_MS || written.at.getUTCFullYear() < FIRST_YEAR)
      return undefined
    return { ...written, source }
  }
  const found =
    first(clues.objects, (object) => believe(textOf(object['datePublished']), 'jsonLd')) ??
    believeMeta(clues.head, metaKeys.published, believe) ??
    findMarked(clues.marks, believe, marked) ??
    believe(findUrlDate(clues.url), 'url') ??
    first(clues.objects, (object) =>
      believe(textOf(object['dateCreated']) ?? textOf(object['uploadDate']), 'jsonLd'),
    ) ??
    findInScripts(clues.html, believe) ??
    findInLines(clues.lines, believe, thresholds)
  const published = found && withLocalDay(found, believe(findUrlDate(clues.url), 'url'))
  const modified =
    first(clues.objects, (object) => believe(textOf(object['dateModified']), 'jsonLd')) ??
    believeMeta(clues.head, metaKeys.modified, believe) ??
    first(clues.marks, (mark) =>
      marked.modified.test(mark.names) ? believe(mark.datetime || mark.text, 'time') : undefined,
    )
  return {
    ...((published ?? modified) ? { published: published ?? modified! } : {}),
    ...(modified ? { modified } : {}),
  }
}

type Believe = (text: string | undefined, source: DateSource) => FoundDate | undefined

function believeMeta(head: PageHead, keys: readonly string[], believe: Believe): FoundDate | undefined {
  return first(keys, (key) => believe(findMeta(head, [key]), 'meta'))
}

function findMarked(
  marks: readonly DateMark[],
  believe: Believe,
  { published, modified }: Readonly<Record<'published' | 'modified', RegExp>>,
): FoundDate | undefined {
  const candidates = marks.filter((mark) => !modified.test(mark.names))
  const below = candidates.filter((mark) => mark.isAfterHeadline)
  const isNamed = (mark: DateMark): boolean => published.test(mark.names)
  const isTime = (mark: DateMark): boolean => mark.isTime
  const orders = [
    below.filter(isNamed),
    below.filter(isTime),
    candidates.filter(isNamed),
    candidates.filter(isTime),
    below,
    candidates,
  ]
  return first(orders.flat(), (mark) => believe(mark.datetime, 'time') ?? believe(mark.text, 'time'))
}

function findInScripts(html: string, believe: Believe): FoundDate | undefined {
  return first([...html.slice(0, MAX_SCANNED).matchAll(SCRIPT_DATE)].slice(0, MAX_SCRIPT_DATES), ([, date]) =>
    believe(date, 'script'),
  )
}

/** A time in UTC late in the evening may be the next day at home; the address then has the outlet's own day. */
function withLocalDay(found: FoundDate, inUrl: FoundDate | undefined): FoundDate {
  const apart = inUrl ? Math.abs(Date.parse(inUrl.day) - Date.parse(found.day)) : 0
  return inUrl && found.precision === 'minute' && apart === DAY_MS ? { ...found, day: inUrl.day } : found
}

function findUrlDate(url: string): string | undefined {
  const match = URL_DATE.exec(url)
  return match?.[4] ?? (match ? `${match[1]}-${match[2]}-${match[3]}` : undefined)
}

function findInLines(
  lines: readonly string[],
  believe: Believe,
  { maxDateLines, maxDateLineLength, maxDateLeads }: ExtractionThresholds,
): FoundDate | undefined {
  const near = lines.slice(0, maxDateLines)
  return (
    first(near, (line) => (line.length <= maxDateLineLength ? believe(line, 'text') : undefined)) ??
    first(near.slice(0, maxDateLeads), (line) => believe(LEADING_DATE.exec(line)?.[0], 'text'))
  )
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}
