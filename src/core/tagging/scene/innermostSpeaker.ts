import type { Actor } from '../actors/resolveActor.ts'
import { type AccusedRole, ownSide } from './findAccused.ts'
import type { Governor } from './findGovernors.ts'
import type { Scene } from './scene.ts'

/**
 * Tells whose words reported speech is: the innermost speaker whose name is known.
 *
 * @param saying What governs the words, innermost first.
 * @throws Never.
 */
export function innermostSpeaker(saying: readonly Governor[]): Actor | undefined {
  const first = saying[0]?.speaker
  if (first && first.name !== null) return first
  return saying.find((governor) => governor.speaker && governor.speaker.name !== null)?.speaker ?? first
}

/**
 * Tells whether a speaker only repeats what unnamed others say of his own side: `they say that we interfered`.
 *
 * @throws Never.
 */
export function saidByOthers(scene: Scene, saying: readonly Governor[], accused: AccusedRole | undefined): boolean {
  const outer = speakingOf(scene, saying)
  return outer !== undefined && accused?.entityId != null && ownSide(scene, outer).entityId === accused.entityId
}

/** Who speaks of unnamed others; undefined when no others are said to speak. */
function speakingOf(scene: Scene, saying: readonly Governor[]): Actor | undefined {
  const first = saying[0]?.speaker
  if (!first || first.name !== null || !isOthers(scene, first)) return undefined
  return saying.find((governor) => governor.speaker && governor.speaker.name !== null)?.speaker
}

/**
 * Tells whether a speaker is `they`, `people` or `everybody`: never the one who speaks of them.
 *
 * @throws Never.
 */
export function isOthers(scene: Scene, { phrase }: Actor): boolean {
  const known = phrase && phrase.to - phrase.from === 1 ? scene.reading.classes[phrase.head]! : undefined
  return (known?.has('groupPronoun') || known?.has('indefinite')) ?? false
}
