import type { Act } from '../acts/findActs.ts'
import type { AccusedRole } from './findAccused.ts'
import type { Scene } from './scene.ts'

/**
 * Tells effects from acts: `turnout could sway the election`; what has no will interferes with nothing.
 *
 * @throws Never.
 */
export function isNaturalEffect(scene: Scene, act: Act, accused: AccusedRole | undefined): boolean {
  const { classes, tokens } = scene.reading
  if (act.isNoun || !classes[act.at]!.has('mild')) return false
  const isAttempt =
    tokens[act.at - 1]?.norm === 'to' && ![2, 3].some((back) => classes[act.at - back]?.has('effectPhrase'))
  const entity = accused?.entityId ? scene.reading.index.entities.get(accused.entityId) : undefined
  const isActor =
    (entity !== undefined && entity.kind !== 'person') ||
    accused?.country !== null ||
    /foreign/i.test(accused?.name ?? '')
  return !isAttempt && !isActor
}
