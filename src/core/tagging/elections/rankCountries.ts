import { stateOf } from '../phrases/readModifiers.ts'
import type { NameMention } from '../text/findNames.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'

const AT_CONTEST = 6

/**
 * Ranks the states of a stretch by how likely it is that the election is theirs: those named at a word for an
 * election first (`Turkey’s presidential vote`, `the ballot in Moldova`), then those named most often.
 *
 * @param accused States that are said to interfere: they come last, and count only at a word for an election.
 * @param isUnionVote The article is about the European Parliament; else an `EU referendum` is some state's.
 * @returns ISO 3166-1 codes, best first; `[]` when no state is named.
 * @throws Never.
 */
export function rankCountries(
  reading: Reading,
  range: TokenRange,
  accused: ReadonlySet<string>,
  isUnionVote: boolean,
  isContestOnly: boolean,
): string[] {
  const scores = new Map<string, number>()
  const add = (country: string | null | undefined, score: number) => {
    if (country && (country !== 'EU' || isUnionVote)) scores.set(country, (scores.get(country) ?? 0) + score)
  }
  for (let at = range.from; at < range.to; at += 1) {
    const name = reading.nameAt[at]
    if (name?.from === at && !isContestOnly) {
      const country = countryAt(reading, at) ?? homeOf(name)
      if (country && !accused.has(country)) add(country, 1)
    }
    if (!reading.classes[at]!.has('contest')) continue
    // `Russian election meddling` says whose the meddling is, not whose the election.
    if (isMeddled(reading, at)) continue
    const owner = ownerOf(reading, at, range.from)
    add(owner, accused.has(owner ?? '') ? 2 : AT_CONTEST)
    if (reading.tokens[at + 1]?.norm === 'in') add(countryAt(reading, at + 2) ?? countryAt(reading, at + 3), AT_CONTEST)
  }
  return [...scores].sort((one, other) => other[1] - one[1]).map(([country]) => country)
}

function isMeddled(reading: Reading, contest: number): boolean {
  const next = reading.classes[contest + 1]
  return ['interference', 'intervention', 'hackVerb', 'fakery'].some(
    (name) => next?.has(name) || reading.classes[contest]!.has(name),
  )
}

function countryAt(reading: Reading, at: number): string | null {
  const candidate = reading.nameAt[at]?.candidates[0]
  if (!candidate || candidate.kind === 'person') return null
  const country = stateOf(reading, candidate)?.country ?? null
  return country
}

/** Politicians and parties are of the state that votes, where they are not of the one that interferes. */
function homeOf(name: NameMention): string | null {
  const [candidate, other] = name.candidates
  const isPolitical = candidate && !other && ['person', 'party', 'commission'].includes(candidate.kind)
  return isPolitical ? candidate.country : null
}

/** The nearest state before an election word with only modifiers in between. */
function ownerOf(reading: Reading, contest: number, floor: number): string | null {
  for (let at = contest - 1; at >= Math.max(floor, contest - 5); at -= 1) {
    const known = reading.classes[at]!
    if (reading.nameOf[at]! >= 0) return countryAt(reading, at)
    const token = reading.tokens[at]!
    const isModifier =
      token.kind === 'possessive' ||
      token.kind === 'number' ||
      known.has('contest') ||
      known.has('roleModifier') ||
      known.size === 0
    if (token.kind === 'punctuation' || token.kind === 'stop' || !isModifier) return null
  }
  return null
}
