import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import { countryOf } from '../phrases/readModifiers.ts'
import type { AccusedRole } from './findAccused.ts'
import { isForeignState } from './isForeignState.ts'
import type { Scene } from './scene.ts'

const MAX_OBJECT = 8

/**
 * Tells whether the accused acts from outside: a state, or somebody on the side of another state than the speaker's
 * or that of the one he acts upon. What a compatriot may do in politics, he may not.
 *
 * @throws Never.
 */
export function isForeignActor(scene: Scene, act: Act, accused: AccusedRole | undefined, speaker?: Actor): boolean {
  if (isForeignState(scene, accused) || /\bforeign\b/i.test(accused?.name ?? '')) return true
  const country = accused?.country ?? null
  if (country === null) return false
  if (speaker?.country && speaker.country !== country) return true
  const upon = countryUpon(scene, act)
  return upon !== null && upon !== country
}

/** The country of whatever the act is done to: `the French vote`, `Emmanuel Macron`. */
function countryUpon(scene: Scene, act: Act): string | null {
  const { reading } = scene
  const to = Math.min(reading.sentences[act.sentence]!.to, act.at + MAX_OBJECT, Math.max(act.end, act.at + 4) + 2)
  const country = countryOf(reading, act.at + 1, to)
  if (country !== null) return country
  for (let at = act.at + 1; at < to; at += 1) {
    const person = scene.cast.personOf.get(reading.nameOf[at] ?? -1)
    if (person?.entity?.country) return person.entity.country
  }
  return null
}
