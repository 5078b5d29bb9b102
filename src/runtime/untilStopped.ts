import { once } from 'node:events'

const EXIT_AFTER_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const

/**
 * Waits for the wish to stop: SIGINT, SIGTERM, or a part that failed. After the first signal a second one ends the
 * process at once, and so does a stop that takes longer than it may: jobs that were cut off run again after the start.
 *
 * @param failure Rejects when something that the process cannot do without is gone.
 * @param stopWithinMs Counted from the signal.
 */
export async function untilStopped(failure: Promise<never>, stopWithinMs: number): Promise<void> {
  const signals = Object.keys(EXIT_AFTER_SIGNAL) as (keyof typeof EXIT_AFTER_SIGNAL)[]
  const stop = new AbortController()
  const signal = await Promise.race([
    failure,
    ...signals.map(async (name) => {
      await once(process, name, { signal: stop.signal })
      return name
    }),
  ])
  stop.abort()
  for (const name of signals) process.once(name, () => process.exit(EXIT_AFTER_SIGNAL[name]))
  setTimeout(() => process.exit(EXIT_AFTER_SIGNAL[signal]), stopWithinMs).unref()
}
