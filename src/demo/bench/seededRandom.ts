/** A small deterministic source of numbers for generated pages; never for anything secret. */
export interface SeededRandom {
  /** From 0 up to and without `limit`, an integer. */
  below(limit: number): number
  pick<T>(list: readonly T[]): T
  /** `count` different members, in random order. */
  sample<T>(list: readonly T[], count: number): T[]
}

/** The generator mulberry32 (public domain, Tommy Ettinger): the same seed gives the same numbers everywhere. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: (list) => {
      const one = list[below(list.length)]
      if (one === undefined) throw new RangeError('Cannot pick from an empty list')
      return one
    },
    sample: (list, count) => {
      const rest = [...list]
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(below(rest.length), 1)).flat()
    },
  }
}
