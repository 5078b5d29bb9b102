import type { Election } from '../../../domain/election.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'

/** Class of the words for an office → what the office is called in the list of elections. */
const OFFICES = [
  ['officeReferendum', /referendum/],
  ['officePresident', /president/],
  ['officeParliament', /parliament|congress|legislat|general|duma/],
] as const

/**
 * Keeps the elections for the office that the words name most: those of the sentence, else those of the article.
 *
 * @returns All candidates when no office is named or none fits.
 * @throws Never.
 */
export function filterByOffice(
  reading: Reading,
  candidates: readonly Election[],
  sentence: TokenRange,
): readonly Election[] {
  if (candidates.length < 2) return candidates
  const whole: TokenRange = { from: 0, to: reading.tokens.length }
  for (const range of [sentence, whole]) {
    const office = officeIn(reading, range)
    const fits = office ? candidates.filter((election) => office.test(election.office.toLowerCase())) : []
    if (fits.length > 0) return fits
  }
  return candidates
}

function officeIn(reading: Reading, range: TokenRange): RegExp | undefined {
  const counts = OFFICES.map(([name, office]) => {
    let count = 0
    for (let at = range.from; at < range.to; at += 1) if (reading.classes[at]!.has(name)) count += 1
    return { count, office }
  })
  const best = counts.reduce((one, other) => (other.count > one.count ? other : one))
  return best.count > 0 ? best.office : undefined
}
