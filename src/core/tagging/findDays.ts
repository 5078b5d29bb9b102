import type { Reading } from './readText.ts'

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
  for (const [at, token] of reading.tokens.entries()) {
    if (token.kind !== 'word' || token.norm.length < 3 || !reading.index.classes.get(token.norm)?.has('month')) continue
    const month = MONTHS.findIndex((name) => name.startsWith(token.norm)) + 1
    for (const near of [reading.tokens[at + 1], reading.tokens[at - 1]]) {
      if (near?.kind === 'number' && /^\d{1,2}$/.test(near.norm)) {
        days.add(`${String(month).padStart(2, '0')}-${near.norm.padStart(2, '0')}`)
      }
    }
  }
  return days
}
