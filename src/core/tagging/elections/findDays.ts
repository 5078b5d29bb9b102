import type { Reading } from '../text/readText.ts'

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/**
 * Finds the days that an article names, as `05-14` for `May 14` and `14 May`.
 *
 * @throws Never.
 */
export function findDays(reading: Reading): Set<string> {
  const days = new Set<string>()
  const { tokens, index } = reading
  for (let at = 0; at < tokens.length; at += 1) {
    const { kind, norm } = tokens[at]!
    if (kind !== 'number' || !/^\d{1,2}$/.test(norm)) continue
    for (const near of [tokens[at - 1], tokens[at + 1]]) {
      if (near?.kind !== 'word' || near.norm.length < 3 || !index.classes.get(near.norm)?.has('month')) continue
      const month = MONTHS.findIndex((name) => name.startsWith(near.norm)) + 1
      days.add(`${String(month).padStart(2, '0')}-${norm.padStart(2, '0')}`)
    }
  }
  return days
}
