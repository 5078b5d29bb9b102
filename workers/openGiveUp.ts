import type { JobPayload, QueueName } from '../config/queues.ts'
import type { Database } from '../src/db/schema.ts'
import { setAsideVisit } from '../src/db/setAsides.ts'
import type { PipelineError } from '../src/domain/error.ts'
import { failPoll, type PollFeedDeps } from '../src/steps/pollFeed.ts'

export type GiveUp = (name: QueueName, payload: unknown, failure: PipelineError) => Promise<void>

/** The one way to a terminal failure: a poll fails and backs off, a visit is set aside for a person. */
export function openGiveUp(database: Database, deps: PollFeedDeps): GiveUp {
  return async (name, payload, failure) => {
    // A payload that nobody can read names no work: the job fails, and the sweep finds the work by itself.
    if (failure.code === 'JOB_INVALID' || name === 'schedule') return
    if (name === 'poll') await failPoll((payload as JobPayload<'poll'>).pollId, failure, deps)
    else await setAsideVisit(database, payload as JobPayload<'fetch'>, name, failure, new Date())
  }
}
