/** A date as somebody wrote it. */
export interface WrittenDate {
  readonly at: Date
  readonly precision: 'day' | 'minute'
  /** The calendar day as written, in the writer's own zone: `2026-11-03`. */
  readonly day: string
}

const ISO =
  /(?<![\d.])((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:T|\s+|\s*,\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?(?!\d)/i
const COMPACT = /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(?!\d)/
const NUMERIC = /(?<![\d./-])(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?((?:19|20)?\d{2})(?![\d])/
const NAMED_DAY_FIRST =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s\-/]+(?:de\s+|of\s+|di\s+)?(\p{L}+)\.?,?(?:[\s\-/]+(?:de\s+|del\s+)?)((?:19|20)\d{2})(?!\d)/u
const NAMED_MONTH_FIRST = /(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})(?!\d)/u
const CJK = /((?:19|20)\d{2})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/
const MONTH_FIRST_COUNTRIES = /^en(?:-us|_us)?$/i

/**
 * Reads the first date in a text, in the ways that pages write dates; never by `new Date(text)`, which invents dates.
 *
 * @param text Any length; only the first 200 characters are looked at.
 * @param language BCP 47 of the page: names of months, and the order of `11/03/2026`.
 * @returns undefined when there is no date, or only one that does not exist (31 February).
 * @throws Never.
 */
export function readDate(text: string, language: string): WrittenDate | undefined {
  const start = text.slice(0, MAX_LENGTH)
  return (
    readIso(ISO.exec(start)) ??
    readIso(COMPACT.exec(start)) ??
    readNamed(start, language) ??
    readIso(CJK.exec(start)) ??
    readNumeric(NUMERIC.exec(start), language)
  )
}

const MAX_LENGTH = 200

function readIso(match: RegExpExecArray | null): WrittenDate | undefined {
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, zone] = match
  if (hour === undefined) return toDay(Number(year), Number(month), Number(day))
  const written = toDay(Number(year), Number(month), Number(day))
  if (!written || Number(hour) > 24 || Number(minute) > 59) return written
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '')
  const offsetMinutes = offset ? (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1) : 0
  const time =
    written.at.getTime() + ((Number(hour) * 60 + Number(minute) - offsetMinutes) * 60 + Number(second ?? 0)) * 1000
  return { at: new Date(time), precision: 'minute', day: written.day }
}

function readNamed(text: string, language: string): WrittenDate | undefined {
  const dayFirst = NAMED_DAY_FIRST.exec(text)
  const monthFirst = NAMED_MONTH_FIRST.exec(text)
  const [first, second] =
    dayFirst && monthFirst && monthFirst.index < dayFirst.index ? [monthFirst, dayFirst] : [dayFirst, monthFirst]
  for (const match of [first, second]) {
    if (!match) continue
    const [, one = '', two = '', year = ''] = match
    const [name, day] = match === monthFirst ? [one, two] : [two, one]
    const month = findMonth(name, language)
    const written = month === undefined ? undefined : toDay(Number(year), month, Number(day))
    if (written) return written
  }
  return undefined
}

function readNumeric(match: RegExpExecArray | null, language: string): WrittenDate | undefined {
  if (!match) return undefined
  const [, one = '', two = '', last = ''] = match
  const year = last.length === 2 ? 2000 + Number(last) : Number(last)
  const isMonthFirst = MONTH_FIRST_COUNTRIES.test(language) && match[0].includes('/')
  const [day, month] = (isMonthFirst && Number(one) <= 12) || Number(two) > 12 ? [two, one] : [one, two]
  return toDay(year, Number(month), Number(day))
}

function toDay(year: number, month: number, day: number): WrittenDate | undefined {
  const at = new Date(Date.UTC(year, month - 1, day))
  if (month < 1 || month > 12 || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined
  return { at, precision: 'day', day: at.toISOString().slice(0, 10) }
}

const monthTables = new Map<string, ReadonlyMap<string, number>>()
const MIN_ABBREVIATION = 3

function findMonth(name: string, language: string): number | undefined {
  for (const known of [language.slice(0, 2).toLowerCase() || 'en', 'en']) {
    const table = monthTables.get(known) ?? buildMonths(known)
    monthTables.set(known, table)
    const word = fold(name)
    const exact = table.get(word)
    if (exact !== undefined) return exact
    if (word.length < MIN_ABBREVIATION) continue
    const starts = [...table].filter(([full]) => full.startsWith(word)).map(([, month]) => month)
    if (starts.length > 0 && starts.every((month) => month === starts[0])) return starts[0]
  }
  return undefined
}

const fold = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[.ı]/g, (letter) => (letter === 'ı' ? 'i' : ''))
    .toLowerCase()

function buildMonths(language: string): Map<string, number> {
  const months = new Map<string, number>()
  if (Intl.DateTimeFormat.supportedLocalesOf(/^[a-z]{2}$/.test(language) ? language : 'en').length === 0) return months
  for (const options of [
    { month: 'long' },
    { month: 'short' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
  ] as const) {
    const format = new Intl.DateTimeFormat(/^[a-z]{2}$/.test(language) ? language : 'en', {
      ...options,
      timeZone: 'UTC',
    })
    for (let month = 1; month <= 12; month++) {
      const part = format.formatToParts(new Date(Date.UTC(2024, month - 1, 1))).find(({ type }) => type === 'month')
      if (part && /\p{L}/u.test(part.value)) months.set(fold(part.value), month)
    }
  }
  return months
}
