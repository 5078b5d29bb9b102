import { once } from 'node:events'

const EXIT_AFTER_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const
/** EX_TEMPFAIL of sysexits.h: a service is down. */
const EXIT_AFTER_FAILURE = 75

/**
 * Waits for the wish to stop: SIGINT, SIGTERM, or a part that failed. After that a signal ends the process at once, and so
 * does a stop that takes longer than it may: jobs that were cut off run again after the start.
 *
 * @param failure Rejects when something that the process cannot do without is gone.
 * @param stopWithinMs Counted from the signal or the failure.
 * @returns The exit code that the signal stands for, for a process that it interrupts.
 * @throws What `failure` rejects with.
 */
export async function untilStopped(failure: Promise<never>, stopWithinMs: number): Promise<number> {
  const signals = Object.keys(EXIT_AFTER_SIGNAL) as (keyof typeof EXIT_AFTER_SIGNAL)[]
  const stop = new AbortController()
  let exitCode: number = EXIT_AFTER_FAILURE
  try {
    const signal = await Promise.race([
      failure,
      ...signals.map(async (name) => {
        await once(process, name, { signal: stop.signal })
        return name
      }),
    ])
    exitCode = EXIT_AFTER_SIGNAL[signal]
    return exitCode
  } finally {
    stop.abort()
    for (const name of signals) process.once(name, () => process.exit(EXIT_AFTER_SIGNAL[name]))
    setTimeout(() => process.exit(exitCode), stopWithinMs).unref()
  }
}
