import type { Reading } from '../text/readText.ts'
import { findPhraseBefore, type NounPhrase } from './findPhraseBefore.ts'

/**
 * Finds whose something is, inside a noun phrase: `Minsk’s letter`, `the U.S. statement`, `the party’s post`.
 *
 * @returns undefined when the phrase names nobody; pronouns are not asked for.
 * @throws Never.
 */
export function ownerIn(reading: Reading, phrase: NounPhrase): NounPhrase | undefined {
  for (let at = phrase.head - 1; at >= phrase.from; at -= 1) {
    if (reading.tokens[at]!.kind === 'possessive') return findPhraseBefore(reading, at, phrase.from)
    const name = reading.nameAt[at]
    if (name && name.to - 1 === at && name.sense !== 'unknown')
      return { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] }
  }
  return undefined
}
