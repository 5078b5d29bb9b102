import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import type { Sentence } from '../text/readText.ts'
import { type AccusedRole, findAccused } from './findAccused.ts'
import type { Governor } from './findGovernors.ts'
import type { Scene } from './scene.ts'

/**
 * Finds whom a speaker addresses: `told Moscow`, `said of the neighbouring government`.
 *
 * @returns undefined when the cue names nobody.
 * @throws Never.
 */
export function findAddressee(scene: Scene, inner: Governor, sentence: Sentence): AccusedRole | undefined {
  const { reading } = scene
  const word = reading.tokens[inner.cue.end]?.norm
  const start = word === 'of' || word === 'to' ? inner.cue.end + 1 : inner.cue.end
  const phrase = findPhraseAfter(reading, start, inner.cue.region.to)
  if (phrase?.from === inner.cue.subject?.from) return undefined
  if (!phrase || phrase.from !== start || reading.classes[phrase.head]!.has('timeWord')) return undefined
  const accused = findAccused(scene, phrase, inner.cue.sentence)
  return isActorLike(scene, phrase)
    ? { ...accused, mention: inner.cue.sentence === sentence.index ? accused.mention : null }
    : undefined
}

function isActorLike(scene: Scene, phrase: NounPhrase): boolean {
  const known = scene.reading.classes[phrase.head]!
  return (
    phrase.name !== undefined ||
    ['role', 'body', 'groupRole'].some((name) => known.has(name)) ||
    phrase.to - phrase.from > 1
  )
}
