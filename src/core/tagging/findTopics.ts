import { type AccusedRole, findAccused } from './findAccused.ts'
import { findAgent } from './findAgent.ts'
import { isForeignState } from './isForeignState.ts'
import type { Scene } from './scene.ts'

/** Interference by a state that an article speaks of, whether or not anybody claims it. */
export interface Topic {
  readonly sentence: number
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly accused: AccusedRole
}

/**
 * Finds whose interference an article speaks of: `the probe into Russian meddling`, `whether Iran swayed the vote`.
 *
 * @returns In reading order; `[]` when no state is named as the actor.
 * @throws Never.
 */
export function findTopics(scene: Scene): Topic[] {
  return scene.acts.flat().flatMap((act): Topic[] => {
    if (!act.isNamed || !act.isAimed) return []
    const sentence = scene.reading.sentences[act.sentence]!
    const agent = findAgent(scene.reading, act, sentence.from)
    const accused = agent?.name ? findAccused(scene, agent, act.sentence) : undefined
    return accused?.country && isForeignState(scene, accused)
      ? [{ sentence: act.sentence, country: accused.country, accused }]
      : []
  })
}
