/** Upper bounds, in milliseconds, of the buckets that jobs are counted in by how long they took; the last takes the rest. */
export const DURATION_BOUNDS_MS = [
  5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 2_147_483_647,
] as const

/** The bound that is none: it fits the store's integer. */
export const UNBOUNDED_MS = DURATION_BOUNDS_MS[12]

/** Jobs of one stage that took at most `boundMs` and more than the bound before. */
export interface DurationBucket {
  readonly stage: string
  readonly boundMs: number
  readonly jobCount: number
  /** Milliseconds of all these jobs together. */
  readonly totalMs: number
}
