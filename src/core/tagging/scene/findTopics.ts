import { findAgent } from '../acts/findAgent.ts'
import { type AccusedRole, findAccused } from './findAccused.ts'
import { isForeignState } from './isForeignState.ts'
import type { Scene } from './scene.ts'

/** Interference that an article speaks of, whether or not anybody claims it. */
export interface Topic {
  readonly sentence: number
  /** ISO 3166-1 alpha-2 of the foreign state that is named as the actor; null where none is. */
  readonly country: string | null
  readonly accused: AccusedRole | undefined
}

/**
 * Finds the interference that an article speaks of: `the probe into Russian meddling`, `whether Iran swayed the vote`.
 *
 * @returns `[]` when the article is about something else.
 * @throws Never.
 */
export function findTopics(scene: Scene): Topic[] {
  const named = scene.accusations.flat().flatMap(({ act }) => (act ? [act] : []))
  const byAct = [...new Set([...scene.acts.flat(), ...named])].flatMap((act): Topic[] => {
    if (!act.isAimed || act.ruleId === 'act.support') return []
    const sentence = scene.reading.sentences[act.sentence]!
    const agent = findAgent(scene.reading, act, sentence.from)
    const accused = agent?.name ? findAccused(scene, agent, act.sentence) : undefined
    const isState = act.isNamed && accused?.country != null && isForeignState(scene, accused)
    return [
      { sentence: act.sentence, country: isState ? accused.country : null, accused: isState ? accused : undefined },
    ]
  })
  return [...byAct, ...findPlots(scene)]
}

/** `his talk of a foreign conspiracy`, `regime change`: what words alone make the topic, whoever is meant. */
function findPlots({ reading }: Scene): Topic[] {
  const plots: Topic[] = []
  for (const { index, from, to } of reading.sentences) {
    const isPlot = reading.classes.slice(from, to).some((known) => known.has('foreignPlot'))
    if (isPlot) plots.push({ sentence: index, country: null, accused: undefined })
  }
  return plots
}
