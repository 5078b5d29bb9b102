import { openRun } from '../src/db/runs.ts'
import { claimStaleWork, markTry } from '../src/db/staleWork.ts'
import { markHeartbeat } from '../src/db/telemetry.ts'
import { PipelineError } from '../src/domain/error.ts'
import { jobIdOf, type Work } from '../src/domain/work.ts'
import type { Services } from '../src/runtime/openServices.ts'
import type { Enqueue } from './openEnqueue.ts'
import type { GiveUp } from './openGiveUp.ts'
import type { TickDeps } from './schedule.ts'

/** What one tick takes on; the rest waits for the next. */
const DUE_AT_ONCE = 1000

/** How long work may wait before its job is looked for, and how much is looked at in one tick. */
const STALE_AFTER_MS = 60_000
const STALE_AT_ONCE = 500

/** How often a lost job is replaced before the work is given up. */
const MAX_LOST_JOBS = 5

/** The real dependencies of a tick. */
export function openTick(
  { database, queues }: Services,
  enqueue: Enqueue,
  giveUp: GiveUp,
  staleAfterMs = STALE_AFTER_MS,
): TickDeps {
  const now = () => new Date()
  return {
    openRun: () => openRun(database, 'schedule', now(), DUE_AT_ONCE),
    enqueue,
    claimStaleWork: () => claimStaleWork(database, new Date(Date.now() - staleAfterMs), now(), STALE_AT_ONCE),
    hasJob: (work) => queues.isLive(work.stage, jobIdOf(work)),
    markTry: (work) => markTry(database, work),
    giveUp: (work) => giveUp(work.stage, work.stage === 'poll' ? work : keyOf(work), lostJob(work)),
    maxTries: MAX_LOST_JOBS,
    markHeartbeat: () => markHeartbeat(database, 'scheduler', now()),
  }
}

const keyOf = ({ articleId, visit }: Exclude<Work, { stage: 'poll' }>) => ({ articleId, visit })

const lostJob = ({ stage, tries }: Work) =>
  new PipelineError('STAGE_STUCK', `Cannot finish stage "${stage}": its job was lost ${tries} times`)
