import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import type { AccusedRole } from './findAccused.ts'
import { isForeignActor } from './isForeignActor.ts'
import { isNaturalEffect } from './isNaturalEffect.ts'
import type { Scene } from './scene.ts'

/** What people do in their own state's politics, and others should not. */
const ONLY_FOREIGN: ReadonlySet<string> = new Set([
  'act.harm',
  'act.leak',
  'act.target-person',
  'act.prefer',
  'act.oust',
  'act.stoke',
  'act.malign',
])

/**
 * Tells why what somebody is said to do is no interference: a compatriot's politics, support, an effect without a will.
 *
 * @param isThey `They want us to lose`: whoever was accused before.
 * @returns undefined when it is interference.
 * @throws Never.
 */
export function whyHarmless(
  scene: Scene,
  act: Act,
  accused: AccusedRole | undefined,
  speaker: Actor | undefined,
  isThey = false,
): string | undefined {
  if (act.ruleId === 'act.support' && !(isSided(scene, act) && isForeignActor(scene, act, accused, speaker)))
    return 'support, not interference'
  if (ONLY_FOREIGN.has(act.ruleId) && !isThey && !isForeignActor(scene, act, accused, speaker))
    return 'no foreign state'
  if (act.ruleId === 'act.collusion' && !scene.reading.classes[act.at]!.has('conspire'))
    return 'collusion only as object of an accusation'
  return !act.isWilled && isNaturalEffect(scene, act, accused) ? 'an effect, not an act' : undefined
}

/**
 * Tells deeds that are interference only from abroad, so that a compatriot who denies them denies something else.
 *
 * @throws Never.
 */
export function isCommonDeed(
  scene: Scene,
  act: Act,
  accused: AccusedRole | undefined,
  speaker: Actor | undefined,
): boolean {
  return ['act.malign', 'act.stoke', 'act.oust'].includes(act.ruleId) && !isForeignActor(scene, act, accused, speaker)
}

/** `helped the candidate`, `supported eleven candidates`; not `supports the opposition’s call`, `helped the vote`. */
function isSided(scene: Scene, act: Act): boolean {
  const { classes, nameOf } = scene.reading
  const object = act.end - 1
  // `candidates were supported by a state`
  const isPassive = classes[act.at]!.has('verb.past') && scene.reading.tokens[act.at + 1]?.norm === 'by'
  if (isPassive && [1, 2, 3, 4].some((back) => classes[act.at - back]?.has('sided'))) return true
  if (classes[object]!.has('contestNoun') && nameOf[object]! < 0) return false
  return classes[act.at]!.has('favour') || classes[object]!.has('sided')
}
