const MAX_BACKOFF_MS = 3_600_000
// Servers ask for years: the work must end one day.
const MAX_ASKED_MS = 86_400_000

/**
 * How long a failed job waits before its next try: doubled each time, half of it random, so that jobs that failed
 * together do not come back together.
 *
 * @param firstMs Wait after the first failure.
 * @param failures How often the job has failed, from 1.
 * @param random From 0 to 1.
 * @param atLeastMs What the other side asked for (Retry-After); a day counts at most.
 * @returns Whole milliseconds: the PostgreSQL back end fails a job on a fraction.
 */
export function planBackoff(firstMs: number, failures: number, random: number, atLeastMs: number): number {
  const full = Math.min(MAX_BACKOFF_MS, firstMs * 2 ** Math.min(failures - 1, 30))
  return Math.ceil(Math.max(full / 2 + (full / 2) * random, Math.min(atLeastMs, MAX_ASKED_MS)))
}
