import type { Entity } from '../../../domain/lexicon.ts'
import type { Reading } from '../text/readText.ts'

/**
 * Finds the state that a stretch of text names: `Russian`, `Turkey’s`, `Kremlin`.
 * `pro-Russian` and `anti-Western` name none.
 *
 * @returns ISO 3166-1 code of the first one, or null.
 * @throws Never.
 */
export function countryOf(reading: Reading, from: number, to: number): string | null {
  const entity = stateIn(reading, from, to)
  return entity?.country ?? null
}

/**
 * Like `countryOf`, but gives the entity: a country, or a bloc such as the West.
 *
 * @throws Never.
 */
export function stateIn(reading: Reading, from: number, to: number): Entity | undefined {
  for (let at = from; at < to; at += 1) {
    const name = reading.nameAt[at]
    const candidate = name?.candidates[0]
    if (!name || !candidate || candidate.kind === 'person' || isTurnedAround(reading, name.from)) continue
    const state = stateOf(reading, candidate)
    if (state) return state
  }
  return undefined
}

/**
 * The state (or bloc) that an entity is, stands for or belongs to.
 *
 * @throws Never.
 */
export function stateOf(reading: Reading, entity: Entity): Entity | undefined {
  if (entity.kind === 'country' || entity.kind === 'bloc') return entity
  if (entity.standsFor) return reading.index.entities.get(entity.standsFor)
  return undefined
}

/** `pro-Russian`, `anti-Kremlin`, `non-Western`. */
function isTurnedAround(reading: Reading, at: number): boolean {
  return reading.tokens[at]!.isJoined && (reading.classes[at - 1]?.has('negativePrefix') ?? false)
}
