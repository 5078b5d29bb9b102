import type { AccusedRole } from './findAccused.ts'
import type { Scene } from './scene.ts'

/**
 * Tells whether the accused is a state, a bloc or a service, as far as the gazetteer knows.
 *
 * @throws Never.
 */
export function isForeignState(scene: Scene, accused: AccusedRole | undefined): boolean {
  const entity = accused?.entityId ? scene.reading.index.entities.get(accused.entityId) : undefined
  return entity?.kind === 'country' || entity?.kind === 'bloc' || entity?.kind === 'seat' || entity?.kind === 'service'
}
