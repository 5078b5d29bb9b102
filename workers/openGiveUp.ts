import type { JobPayload, QueueName } from '../config/queues.ts'
import type { Database } from '../src/db/schema.ts'
import { setAsideVisit } from '../src/db/setAsides.ts'
import type { PipelineError } from '../src/domain/error.ts'
import { giveUpVisit } from '../src/steps/giveUpVisit.ts'
import { failPoll } from '../src/steps/pollFeed.ts'
import type { Stages } from './openStages.ts'

export type GiveUp = (name: QueueName, payload: unknown, failure: PipelineError) => Promise<void>

/** The one way to a terminal failure: a poll fails and backs off, a visit is set aside. */
export function openGiveUp(database: Database, { poll, fetch }: Pick<Stages, 'poll' | 'fetch'>): GiveUp {
  return async (name, payload, failure) => {
    // A payload that nobody can read names no work: the job fails, and the sweep finds the work by itself.
    if (failure.code === 'JOB_INVALID' || name === 'schedule') return
    if (name === 'poll') return void (await failPoll((payload as JobPayload<'poll'>).pollId, failure, poll))
    await giveUpVisit(payload as JobPayload<'fetch'>, name, failure, {
      ...fetch,
      setAsideVisit: (key, stage, why, nextVisitAt) =>
        setAsideVisit(database, key, stage, why, fetch.now(), nextVisitAt),
    })
  }
}
