import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import type { Reading } from '../text/readText.ts'

/**
 * Tells things that deny nothing from those that do: `the results contradict reports of fraud`.
 *
 * @throws Never.
 */
export function saysNothing(reading: Reading, { head, name }: NounPhrase): boolean {
  const known = reading.classes[head]!
  const isActor = ['role', 'groupRole', 'body', 'document'].some((each) => known.has(each))
  return !name && !isActor && ['countObject', 'contestNoun', 'evidence'].some((each) => known.has(each))
}
