import type { Act } from '../acts/findActs.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import type { Governor } from './findGovernors.ts'
import type { Scene } from './scene.ts'

const MAX_BACK = 10

/**
 * Tells words that mean whoever the same speaker accused before: `They bought the vote`,
 * `the mails were meant to frighten voters`.
 *
 * @param phrase Who acts, where it could be told.
 * @throws Never.
 */
export function isMeantBefore(scene: Scene, act: Act, inner: Governor, phrase: NounPhrase | undefined): boolean {
  if (inner.isUtterance && isGroupPronoun(scene, phrase)) return true
  return isDesigned(scene, act, inner)
}

function isGroupPronoun(scene: Scene, phrase: NounPhrase | undefined): boolean {
  const known = phrase && phrase.to - phrase.from === 1 ? scene.reading.classes[phrase.head]! : undefined
  return (known?.has('groupPronoun') || known?.has('thingPronoun')) ?? false
}

/** `mails that were designed to frighten voters`: a thing, and what it is for. */
function isDesigned(scene: Scene, act: Act, inner: Governor): boolean {
  const { classes, tokens } = scene.reading
  if (tokens[act.at - 1]?.norm !== 'to' || !classes[act.at - 2]?.has('designed')) return false
  const floor = Math.max(0, inner.isUtterance ? 0 : inner.content.from, act.at - MAX_BACK * 2)
  for (let at = act.at - 3; at >= floor; at -= 1)
    if (classes[at]!.has('influenceThing') || classes[at]!.has('fakery')) return true
  return false
}
