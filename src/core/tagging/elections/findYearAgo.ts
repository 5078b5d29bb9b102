import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'

const DAY_MS = 86_400_000
const SMALL_NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const MAX_DAYS_SINCE = 500

/**
 * Reads `four years ago` as the year of that state’s election about then, seen from the date of the article.
 *
 * @returns undefined without such words, without a date and where the lists know no election.
 * @throws Never.
 */
export function findYearAgo(reading: Reading, sentence: TokenRange, country: string): number | undefined {
  const published = reading.article.publishedAt
  const { tokens } = reading
  if (published === undefined) return undefined
  for (let at = sentence.from; at < sentence.to - 2; at += 1) {
    const isAgo = ['years', 'year'].includes(tokens[at + 1]!.norm) && ['ago', 'earlier'].includes(tokens[at + 2]!.norm)
    if (!isAgo) continue
    const { norm } = tokens[at]!
    const count = /^\d{1,2}$/.test(norm) ? Number(norm) : SMALL_NUMBERS.indexOf(norm)
    if (count < 1) continue
    const then = published.getTime() - count * 365.25 * DAY_MS
    const since = (date: string) => (then - Date.parse(date)) / DAY_MS
    return reading.index.lexicon.elections
      .filter((election) => election.country === country)
      .filter(({ dates }) => dates.some((date) => Math.abs(since(date)) <= MAX_DAYS_SINCE))
      .sort((one, other) => Math.abs(since(one.dates[0]!)) - Math.abs(since(other.dates[0]!)))[0]?.year
  }
  return undefined
}
