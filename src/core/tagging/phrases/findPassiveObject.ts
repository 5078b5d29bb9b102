import type { Reading, Sentence } from '../text/readText.ts'
import { findPhraseAfter } from './findPhraseAfter.ts'
import { findPhraseBefore, type NounPhrase } from './findPhraseBefore.ts'
import { findSubject } from './findSubject.ts'
import { readVerbGroup } from './readVerbGroup.ts'

/**
 * Finds what a passive verb is done to: `the vote was rigged by Togo`, `a vote stolen by Togo`.
 *
 * @param at Index of a past participle.
 * @returns undefined when the verb is not passive, or its subject cannot be told.
 * @throws Never.
 */
export function findPassiveObject(reading: Reading, sentence: Sentence, at: number): NounPhrase | undefined {
  if (reading.utteranceOf[at] !== reading.utteranceOf[sentence.from] && reading.tokens[at - 1]?.kind === 'quote')
    return undefined
  if (readVerbGroup(reading, at, sentence.from).isPassive) return findSubject(reading, at, sentence.from)
  const isReduced = isBy(reading, at + 1) && at > sentence.from
  return isReduced ? findPhraseBefore(reading, at, sentence.from) : undefined
}

/**
 * Finds who acts in a passive: `rigged by Togo`, `rigged twice by agents of Togo`.
 *
 * @returns undefined when the words do not say it.
 * @throws Never.
 */
export function findDoer(reading: Reading, sentence: Sentence, at: number): NounPhrase | undefined {
  for (let next = at + 1; next < Math.min(sentence.to, at + 8); next += 1) {
    if (isBy(reading, next)) return findPhraseAfter(reading, next + 1, sentence.to)
    const token = reading.tokens[next]!
    if (token.kind === 'stop' || token.kind === 'quote' || token.norm === ',') return undefined
  }
  return undefined
}

function isBy(reading: Reading, at: number): boolean {
  return reading.tokens[at]?.norm === 'by' && !reading.classes[at + 1]?.has('verb.ing')
}
