import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'

/**
 * Finds the years that a stretch names beside a word for an election: `the 2016 race`.
 *
 * @returns In reading order, with repetitions; `[]` when there is none.
 * @throws Never.
 */
export function findYears(reading: Reading, range: TokenRange): number[] {
  const years: number[] = []
  for (let at = range.from; at < range.to; at += 1) {
    const token = reading.tokens[at]!
    if (token.kind !== 'number' || !/^20[0-3]\d$/.test(token.norm)) continue
    const isNear = [at - 2, at - 1, at + 1, at + 2, at + 3, at + 4].some((next) =>
      reading.classes[next]?.has('contest'),
    )
    if (isNear) years.push(Number(token.norm))
  }
  return years
}
