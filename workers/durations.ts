import { DURATION_BOUNDS_MS, type DurationBucket, UNBOUNDED_MS } from '../src/domain/duration.ts'

/** What this process measured since it last told the store. */
export interface Durations {
  observe(stage: string, durationMs: number): void
  /** @returns What was measured since the last call. */
  take(): DurationBucket[]
}

export function openDurations(): Durations {
  let buckets = new Map<string, DurationBucket>()
  return {
    observe(stage, durationMs) {
      const boundMs = DURATION_BOUNDS_MS.find((bound) => durationMs <= bound) ?? UNBOUNDED_MS
      const key = `${stage} ${boundMs}`
      const { jobCount = 0, totalMs = 0 } = buckets.get(key) ?? {}
      buckets.set(key, { stage, boundMs, jobCount: jobCount + 1, totalMs: totalMs + durationMs })
    },
    take() {
      const taken = [...buckets.values()]
      buckets = new Map()
      return taken
    },
  }
}
