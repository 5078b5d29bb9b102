import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { isVerbUse } from '../phrases/isVerbUse.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading, Sentence } from '../text/readText.ts'

const MAX_SOURCE = 8

/**
 * Finds the source that a headline names at its end: `Russia meddled in the vote: spy chief`.
 *
 * @param at Index of the colon.
 * @returns undefined when what follows is no phrase for a speaker, or goes on.
 * @throws Never.
 */
export function findTrailingSource(
  reading: Reading,
  sentence: Sentence,
  region: TokenRange,
  at: number,
): NounPhrase | undefined {
  const phrase = findPhraseAfter(reading, at + 1, region.to)
  if (!phrase || phrase.from !== at + 1 || phrase.to - phrase.from > MAX_SOURCE) return undefined
  const isEnd =
    phrase.to === sentence.to || (phrase.to === sentence.to - 1 && reading.tokens[phrase.to]!.kind === 'stop')
  return isEnd && isSourceLike(reading, phrase) && hasVerb(reading, region.from, at) ? phrase : undefined
}

/**
 * Tells whether a phrase names somebody or something that speaks.
 *
 * @throws Never.
 */
export function isSourceLike(reading: Reading, phrase: NounPhrase): boolean {
  const known = reading.classes[phrase.head]!
  return (
    phrase.name !== undefined ||
    ['role', 'body', 'groupRole'].some((name) => known.has(name)) ||
    reading.tokens[phrase.head]!.isAcronym
  )
}

function hasVerb(reading: Reading, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const known = reading.classes[at]!
    if (known.has('beVerb') || known.has('haveVerb') || (known.has('verb') && isVerbUse(reading, at))) return true
  }
  return false
}
