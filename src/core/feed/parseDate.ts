import { decodeHTMLStrict } from 'entities'
import { findMonth, findZone, isDayName, isFiller } from './dateWords.ts'
import { findCityOffset } from './findCityOffset.ts'
import { makeDate, type ParsedDate } from './makeDate.ts'
import { parseCommonDate } from './parseCommonDate.ts'
import { parseIsoDate } from './parseIsoDate.ts'

interface Parts {
  year?: number
  month?: number
  day?: number
  minutes?: number
  seconds?: number
  isAfternoon?: boolean
  zone?: number
  /** As `america/new_york`. */
  city?: string
}

const MAX_LENGTH = 100

/**
 * Reads the date of a Feed: RFC 822 and its relatives, ISO 8601, Unix time, and what writers of many languages make of them.
 *
 * Every word has to be understood: `new Date('claim 5')` is a day of 2001, here it is nothing. A numeric date that is another
 * day in America than in Europe is nothing either.
 *
 * @param text As written.
 * @returns undefined for what is no date, no day of the calendar, or outside of 1900 to 2199.
 * @throws Never.
 */
export function parseDate(text: string): ParsedDate | undefined {
  if (text.length > MAX_LENGTH * 2) return undefined
  const common = parseCommonDate(text)
  if (common) return common
  const plain = simplify(text)
  if (plain === '' || plain.length > MAX_LENGTH || !/\d/.test(plain)) return undefined
  return parseUnixTime(plain) ?? parseIsoDate(plain) ?? parseWords(plain)
}

// Lower case, accents off, comments and doubled blanks away, Korean and Japanese counters to hyphens.
function simplify(text: string): string {
  return (text.includes('&') ? decodeHTMLStrict(text) : text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\([^()]*\)|\[[a-z/_]*\]/g, ' ')
    .replace(/^\s*(?:updated|published|posted|date)(?: on)?\s*:?\s/, '')
    .replace(/(\d)\s*[년年]\s*(\d+)\s*[월月]\s*(\d+)\s*[일日]/, '$1-$2-$3')
    .replace(/오전|上午|午前/, ' am ')
    .replace(/오후|下午|午後/, ' pm ')
    .replace(/\s+/g, ' ')
    .trim()
}

function parseUnixTime(text: string): ParsedDate | undefined {
  if (!/^\d{9,10}$|^\d{13}$/.test(text)) return undefined
  const date = new Date(Number(text) * (text.length === 13 ? 1 : 1000))
  return { date, isUnzoned: false }
}

function parseWords(text: string): ParsedDate | undefined {
  const parts: Parts = {}
  const words = text.replace(/,(?=\S)/g, ', ').split(' ')
  for (const [index, written] of words.entries()) {
    const word = written.replace(/,$/, '')
    if (isFiller(word) || word === '') continue
    if (index === 0 && isOpening(word.replace(/\.$/, ''), written.endsWith(','))) continue
    if (!readNumbers(word, parts) && !readWord(word, parts)) return undefined
  }
  return finish(parts)
}

function finish({
  year,
  month,
  day = 1,
  minutes,
  seconds = 0,
  isAfternoon,
  zone,
  city,
}: Parts): ParsedDate | undefined {
  if (year === undefined || month === undefined || (isAfternoon !== undefined && minutes === undefined))
    return undefined
  let clock = minutes ?? 0
  // "20:28 PM" says it twice; "12:30 AM" is half past midnight.
  if (isAfternoon !== undefined && clock < 780) clock = (clock % 720) + (isAfternoon ? 720 : 0)
  const date = makeDate(year, month, day, clock * 60 + seconds, zone)
  const offset = date && city !== undefined ? findCityOffset(city, date.date) : undefined
  return offset === undefined ? date : makeDate(year, month, day, clock * 60 + seconds, offset)
}

// The day of the week, in any language when a comma says so. "mar," is a Tuesday, "mar" is March.
function isOpening(word: string, hasComma: boolean): boolean {
  if (findMonth(word) !== undefined) return hasComma && isDayName(word)
  return isDayName(word) || (hasComma && /^\p{L}+$/u.test(word))
}

function readNumbers(word: string, parts: Parts): boolean {
  const time = /^(\d{1,2})[:h.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?([ap]\.?m\.?)?(z|[+-]\d{1,2}:?\d{2})?$/.exec(word)
  if (time && parts.minutes === undefined && (word.includes(':') || word.includes('h') || parts.year !== undefined)) {
    return readTime(time, parts)
  }
  const numeric = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})$/.exec(word)
  if (numeric)
    return readNumericDate(
      Number(numeric[1]),
      numeric[2]!,
      Number(numeric[3]),
      Number(numeric[4]),
      numeric[4]!.length,
      parts,
    )
  const joined = /^(\d{1,2})[-.](\p{L}+)\.?[-.](\d{4}|\d{2})$/u.exec(word)
  if (joined) return readNumbers(joined[1]!, parts) && readWord(joined[2]!, parts) && readNumbers(joined[3]!, parts)
  const number = /^(\d{1,4})(?:st|nd|rd|th|er|º|ª|\.)?$/.exec(word)
  return number ? readDayOrYear(number[1]!, parts) : false
}

function readTime(time: RegExpExecArray, parts: Parts): boolean {
  const [hour, minute, second] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)]
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return false
  parts.minutes = hour * 60 + minute
  parts.seconds = Math.min(second, 59)
  if (time[4]) parts.isAfternoon = time[4].startsWith('p')
  return time[5] ? readWord(time[5], parts) : true
}

function readNumericDate(a: number, separator: string, b: number, c: number, cLength: number, parts: Parts): boolean {
  if (parts.year !== undefined || parts.month !== undefined) return false
  if (a > 31) {
    Object.assign(parts, { year: a, month: b, day: c })
    return cLength <= 2
  }
  const year = cLength === 4 ? c : cLength === 2 ? c + (c < 70 ? 2000 : 1900) : 0
  if (separator !== '/' || a > 12) Object.assign(parts, { year, month: b, day: a })
  else if (b > 12 || a === b) Object.assign(parts, { year, month: a, day: b })
  else return false
  return true
}

function readDayOrYear(digits: string, parts: Parts): boolean {
  const value = Number(digits)
  if (digits.length <= 2 && parts.day === undefined) parts.day = value
  else if (parts.year === undefined && digits.length === 4) parts.year = value
  else if (parts.year === undefined && digits.length === 2) parts.year = value + (value < 70 ? 2000 : 1900)
  else return false
  return true
}

function readWord(word: string, parts: Parts): boolean {
  if (/^[ap]\.?m\.?$/.test(word)) {
    parts.isAfternoon = word.startsWith('p')
    return true
  }
  const month = parts.month === undefined ? findMonth(word) : undefined
  if (month !== undefined) {
    parts.month = month
    return true
  }
  if (isDayName(word)) return true
  if (/^[a-z]+\/[a-z_/]+$/.test(word) && findZone(word) === undefined) {
    parts.city = word
    return true
  }
  const zone = findZone(word)
  if (zone === undefined) return false
  if (zone !== 'unknown' && (parts.zone === undefined || parts.zone === 0)) parts.zone = zone
  return parts.minutes !== undefined || parts.month !== undefined
}
