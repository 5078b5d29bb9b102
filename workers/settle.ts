import { DelayedError, type Job, type Processor, UnrecoverableError } from 'bullmq'
import { type JobPayload, QUEUES, type QueueName } from '../config/queues.ts'
import { isStoreAway } from '../src/db/isStoreAway.ts'
import { cleanMessage, FATES, PipelineError } from '../src/domain/error.ts'

export interface SettleDeps {
  /** Ends the work with its one terminal outcome; nothing when it has ended before. */
  readonly giveUp: (name: QueueName, payload: unknown, failure: PipelineError) => Promise<void>
  readonly observe: (name: QueueName, durationMs: number) => void
}

/**
 * Wraps a stage for the queue: checks the payload at the door, and decides what a failure leads to. The only catch in
 * workers/.
 *
 * @param handle The stage; returns a word on how it went, for the dashboard.
 * @returns A processor that throws for the queue to try again, or UnrecoverableError when the work was given up. A job whose
 *   site is busy goes back into the queue, so that one slow site cannot hold the places of all.
 */
export function settle<Q extends QueueName>(
  name: Q,
  handle: (payload: JobPayload<Q>) => Promise<string>,
  deps: SettleDeps,
): Processor {
  return async (job: Job, token?: string) => {
    const startedAt = performance.now()
    try {
      return await handle(parsePayload(name, job.data))
    } catch (error) {
      const failure = toFailure(error)
      if (failure.code === 'SITE_BUSY') {
        await job.moveToDelayed(Date.now() + (failure.retryAfterMs ?? 0), token)
        throw new DelayedError()
      }
      if (!isFinal(failure, job)) throw failure
      await deps.giveUp(name, job.data, failure)
      throw Object.assign(new UnrecoverableError(`${failure.code}: ${failure.message}`), { cause: failure })
    } finally {
      deps.observe(name, performance.now() - startedAt)
    }
  }
}

function parsePayload<Q extends QueueName>(name: Q, data: unknown): JobPayload<Q> {
  const result = QUEUES[name].payload.safeParse(data)
  if (result.success) return result.data as JobPayload<Q>
  throw new PipelineError('JOB_INVALID', `Cannot read a job of queue "${name}": ${result.error.issues[0]?.message}`)
}

/** A job that our own store failed is never the work's fault: it goes on waiting, and the sweep finds it. */
function isFinal(failure: PipelineError, job: Job): boolean {
  if (failure.code === 'STORE_UNAVAILABLE') return false
  return FATES[failure.code] === 'set-aside' || job.attemptsMade + 1 >= (job.opts.attempts ?? 1)
}

function toFailure(error: unknown): PipelineError {
  if (error instanceof PipelineError) {
    return error.code === 'SERVICE_UNAVAILABLE' ? new PipelineError('STORE_UNAVAILABLE', error.message) : error
  }
  const message = cleanMessage(error instanceof Error ? error.message : String(error))
  return isStoreAway(error)
    ? new PipelineError('STORE_UNAVAILABLE', message, { cause: error })
    : new PipelineError('INTERNAL_ERROR', message, { cause: error })
}
