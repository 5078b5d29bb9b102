import { stateIn } from '../phrases/readModifiers.ts'
import type { NameMention } from '../text/findNames.ts'
import type { Reading } from '../text/readText.ts'
import { rankCountries } from './rankCountries.ts'

const voting = new WeakMap<Reading, readonly string[]>()

/**
 * Tells whether a state before a word for an election is the one that votes, not the one that acts: `US election
 * meddling` in an article about an American election; `Russian election meddling` there is Russia’s.
 *
 * @param name The state’s name as it stands before the noun.
 * @throws Never.
 */
export function isContestOwner(reading: Reading, name: NameMention): boolean {
  let next = name.to
  const isBetween = (at: number) => reading.classes[at]?.has('roleModifier') || reading.tokens[at]?.kind === 'number'
  while (!reading.classes[next]?.has('contest') && isBetween(next)) next += 1
  if (!reading.classes[next]?.has('contest')) return false
  const country = stateIn(reading, name.from, name.to)?.country
  return country !== null && country !== undefined && votersOf(reading).includes(country)
}

/** The states at whose elections the article points in so many words. */
function votersOf(reading: Reading): readonly string[] {
  const known = voting.get(reading)
  if (known) return known
  const isUnionVote = reading.classes.some((classes) => classes.has('unionVote'))
  const whole = { from: 0, to: reading.tokens.length }
  const found = rankCountries(reading, whole, new Set(), isUnionVote, true).slice(0, 1)
  voting.set(reading, found)
  return found
}
