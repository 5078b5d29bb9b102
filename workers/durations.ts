import type { DurationBucket } from '../src/db/telemetry.ts'

const BOUNDS_MS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 2_147_483_647] as const

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
      const boundMs = BOUNDS_MS.find((bound) => durationMs <= bound) ?? BOUNDS_MS[BOUNDS_MS.length - 1]!
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
