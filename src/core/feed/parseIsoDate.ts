import { findMonth, findZone } from './dateWords.ts'
import { makeDate, type ParsedDate } from './makeDate.ts'

const DATES: readonly RegExp[] = [
  /^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?$/,
  /^(?<year>\d{4})\/(?<month>\d{1,2})\/(?<day>\d{1,2})$/,
  /^(?<year>\d{4})-(?<word>\p{L}{3,})-(?<day>\d{1,2})$/u,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<year>(?:19|20)\d{2})-?(?<ordinal>\d{3})$/,
  /^(?<short>\d{2})-(?<month>\d{2})-(?<day>\d{2})$/,
  /^(?<short>\d{2})(?<month>\d{2})(?<day>\d{2})$/,
  /^-(?<short>\d{2})(?:-?(?<month>\d{2}))?$/,
  /^(?<short>\d{2})-?(?<ordinal>\d{3})$/,
]

const TIME =
  /^(?<hour>\d{1,2})(?::?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,:]\d+)?)?)?\s*(?<half>[ap]m)?\s*(?<zone>z|[a-z/]{2,9}|(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?z?)?$/
const HALF_FIRST = /^(?<half>[ap]m)\s*(?<rest>\d.*)$/

/**
 * Reads ISO 8601 with the liberties that Feeds take: a blank for the T, no colons, ordinal days, years of two digits.
 *
 * @param text Lower case, without accents, single blanks.
 * @returns undefined when it is another format.
 * @throws Never.
 */
export function parseIsoDate(text: string): ParsedDate | undefined {
  const cut = /^(.*?\d)(?:t\s*| +)(\S.*)$/.exec(text.replace(/^\p{L}+,\s*(?=\d{4}[-/])/u, ''))
  const day = readDay(cut ? cut[1]! : text)
  if (!day) return undefined
  if (!cut) return makeDate(day.year, day.month, day.day, 0, undefined)
  const clock = readClock(cut[2]!)
  return clock && makeDate(day.year, day.month, day.day, clock.seconds, clock.zone)
}

function readDay(text: string): { year: number; month: number; day: number } | undefined {
  for (const pattern of DATES) {
    const groups = pattern.exec(text)?.groups
    if (!groups) continue
    const short = Number(groups['short'])
    const year = groups['year'] === undefined ? short + (short < 70 ? 2000 : 1900) : Number(groups['year'])
    if (groups['ordinal'] !== undefined) {
      const date = new Date(Date.UTC(year, 0, Number(groups['ordinal'])))
      if (date.getUTCFullYear() !== year || groups['ordinal'] === '000') return undefined
      return { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() }
    }
    const month = groups['word'] === undefined ? Number(groups['month'] ?? 1) : findMonth(groups['word'])
    if (month === undefined) return undefined
    return { year, month, day: Number(groups['day'] ?? 1) }
  }
  return undefined
}

function readClock(text: string): { seconds: number; zone: number | undefined } | undefined {
  const swapped = HALF_FIRST.exec(text)?.groups
  const groups = TIME.exec(swapped ? `${swapped['rest']} ${swapped['half']}` : text)?.groups
  if (!groups) return undefined
  let hour = Number(groups['hour'])
  const minute = Number(groups['minute'] ?? 0)
  const second = Math.min(Number(groups['second'] ?? 0), 59)
  if (hour > 24 || minute > 59 || Number(groups['second'] ?? 0) > 60) return undefined
  if (groups['half'] && hour <= 12) hour = (hour % 12) + (groups['half'] === 'pm' ? 12 : 0)
  const zone = groups['zone'] === undefined ? undefined : findZone(groups['zone'])
  if (groups['zone'] !== undefined && zone === undefined) return undefined
  return { seconds: hour * 3600 + minute * 60 + second, zone: zone === 'unknown' ? undefined : zone }
}
