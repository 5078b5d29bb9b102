import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { Sentence } from '../text/readText.ts'
import { type AccusedRole, findAccused } from './findAccused.ts'
import type { Governor } from './findGovernors.ts'
import { isForeignState } from './isForeignState.ts'
import type { Scene } from './scene.ts'

/**
 * Finds the state that reported speech is about, for an act whose own clause names nobody:
 * `said that Iran had the data and that the mails were meant to sway the vote`.
 *
 * @returns undefined when the content does not begin with a state.
 * @throws Never.
 */
export function findContentSubject(
  scene: Scene,
  sentence: Sentence,
  inner: Governor,
  act: Act,
  speaker: Actor | undefined,
): AccusedRole | undefined {
  const { reading } = scene
  if (inner.isUtterance) return undefined
  const from = inner.content.from + (reading.tokens[inner.content.from]?.norm === 'that' ? 1 : 0)
  const phrase = findPhraseAfter(reading, from, act.at)
  if (!phrase?.name) return undefined
  const accused = findAccused(scene, phrase, sentence.index, speaker)
  return isForeignState(scene, accused) && phrase.name.sense !== 'demonym' ? accused : undefined
}
