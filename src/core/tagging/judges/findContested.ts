import type { Act } from '../acts/findActs.ts'
import { findAgent } from '../acts/findAgent.ts'
import { findPhraseBefore } from '../phrases/findPhraseBefore.ts'
import { type AccusedRole, findAccused } from '../scene/findAccused.ts'
import type { Scene } from '../scene/scene.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Sentence } from '../text/readText.ts'

/** The words for a claim that somebody contests, with the interference that they name. */
export interface Contested {
  readonly range: TokenRange
  readonly act: Act | undefined
}

/**
 * Finds what a challenge or a note about evidence is about: an accusation, or interference named by a noun.
 *
 * @param from Index of the first token that counts.
 * @throws Never.
 */
export function findContested(scene: Scene, sentence: Sentence, from = sentence.from): Contested | undefined {
  const accusation = scene.accusations[sentence.index]!.find((each) => each.at >= from && (each.act || each.isBare))
  if (accusation) return { range: { from: accusation.from, to: accusation.to }, act: accusation.act }
  const act = (scene.acts[sentence.index] ?? []).find((each) => each.at >= from && each.isNoun && each.isAimed)
  if (!act) return undefined
  const phrase = findPhraseBefore(scene.reading, act.at + 1, sentence.from)
  return { range: { from: phrase?.from ?? act.at, to: act.end }, act }
}

/**
 * Tells who does an act, as far as its sentence says.
 *
 * @throws Never.
 */
export function accusedOfAct(scene: Scene, sentence: Sentence, act: Act | undefined): AccusedRole | undefined {
  const agent = act ? findAgent(scene.reading, act, sentence.from) : undefined
  const accused = agent ? findAccused(scene, agent, sentence.index) : undefined
  return accused?.name ? accused : undefined
}
