import { PipelineError } from '../domain/error.ts'

/**
 * Waits for an answer, but not for ever: a queue without its Redis never says no.
 *
 * @throws PipelineError SERVICE_UNAVAILABLE when `timeoutMs` pass first.
 */
export async function withDeadline<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const fail = () =>
    reject(new PipelineError('SERVICE_UNAVAILABLE', `Cannot ${what}: no answer within ${timeoutMs} ms`))
  const timer = setTimeout(fail, timeoutMs)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
