import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import type { Reading } from '../text/readText.ts'
import type { Cue } from './findCues.ts'

/**
 * Finds whom a news outlet cites for what it says: `the agency reported, citing two officials`.
 *
 * @returns undefined when the speaker is no outlet, or cites a paper instead of somebody.
 * @throws Never.
 */
export function findCited(reading: Reading, cue: Cue): NounPhrase | undefined {
  const { classes, sentences } = reading
  if (!cue.subject || !isOutlet(reading, cue.subject)) return undefined
  const sentence = sentences[cue.sentence]!
  for (let at = sentence.from; at < sentence.to; at += 1) {
    if (!classes[at]!.has('citing') || reading.utteranceOf[at] !== -1) continue
    const phrase = findPhraseAfter(reading, at + 1, sentence.to)
    return phrase && isSource(reading, phrase) ? phrase : undefined
  }
  return undefined
}

function isOutlet(reading: Reading, phrase: NounPhrase): boolean {
  const { classes } = reading
  if (phrase.name?.candidates[0]?.kind === 'media') return true
  for (let at = phrase.from; at < phrase.to; at += 1) {
    if (['media', 'mediaName'].some((name) => classes[at]!.has(name))) return true
  }
  return false
}

function isSource(reading: Reading, phrase: NounPhrase): boolean {
  const known = reading.classes[phrase.head]!
  if (['utteranceNoun', 'document', 'mediaName'].some((name) => known.has(name))) return false
  return phrase.name !== undefined || ['role', 'groupRole', 'body'].some((name) => known.has(name))
}
