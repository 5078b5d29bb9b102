import { findMonth, findZone } from './dateWords.ts'
import { makeDate, type ParsedDate } from './makeDate.ts'

const RFC_822 =
  /^(?:[A-Za-z]{3}, )?(?<day>\d{1,2}) (?<word>[A-Za-z]{3}) (?<year>\d{4}) (?<clock>\d\d:\d\d:\d\d) (?<zone>GMT|UTC|[+-]\d{4})$/
const ISO_8601 =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<clock>\d\d:\d\d:\d\d)(?:\.\d{1,9})?(?<zone>Z|[+-]\d\d:?\d\d)$/

/**
 * Reads the two forms that nearly all Feeds use, quickly.
 *
 * @param text As written.
 * @returns undefined for every other form, and for what only looks like these.
 * @throws Never.
 */
export function parseCommonDate(text: string): ParsedDate | undefined {
  const groups = (RFC_822.exec(text) ?? ISO_8601.exec(text))?.groups
  if (!groups) return undefined
  const month = groups['word'] === undefined ? Number(groups['month']) : findMonth(groups['word'].toLowerCase())
  const [hour = 0, minute = 0, second = 0] = groups['clock']!.split(':').map(Number)
  const zone = findZone(groups['zone']!.toLowerCase())
  if (month === undefined || typeof zone !== 'number' || hour > 23 || minute > 59 || second > 59) return undefined
  return makeDate(Number(groups['year']), month, Number(groups['day']), hour * 3600 + minute * 60 + second, zone)
}
