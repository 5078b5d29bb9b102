import type { Services } from '../runtime/openServices.ts'
import { untilStopped } from '../runtime/untilStopped.ts'

/** What closing the store may take after the jobs. */
export const CLOSE_MS = 10_000

/**
 * Does work that a signal may interrupt: the first one aborts it and lets it close in order, with the signal's exit code; the
 * second ends the process.
 */
export async function interruptible<T>(
  { env, failure }: Services,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const listen = async () => {
    try {
      process.exitCode = await untilStopped(failure, env.shutdownMs + CLOSE_MS)
    } finally {
      stop.abort()
    }
  }
  // A store that died is told by the next query.
  listen().catch((error: Error) => process.emitWarning(error))
  return await work(stop.signal)
}
