import type { Queue } from 'bullmq'
import type { Log } from '../config/log.ts'
import { type ScheduleRunDeps, scheduleRun } from '../src/steps/scheduleRun.ts'
import { type SweepStaleWorkDeps, sweepStaleWork } from '../src/steps/sweepStaleWork.ts'

export interface TickDeps extends ScheduleRunDeps, SweepStaleWorkDeps {
  readonly markHeartbeat: () => Promise<void>
}

/** One tick: what is due is queued, what was lost is found. */
export async function tick(deps: TickDeps): Promise<string> {
  const run = await scheduleRun(deps)
  const sweep = await sweepStaleWork(deps)
  await deps.markHeartbeat()
  return `${run.kind}, ${sweep.added} found again, ${sweep.givenUp} given up`
}

/** This many ticks may be missed before the scheduler is made anew. */
const LATE_TICKS = 3

/**
 * Makes the one scheduler that ticks, and watches over it: schedulers have been seen to vanish from a queue.
 *
 * @returns Stops the watch; the scheduler itself stays in the queue for the next process.
 */
export async function startScheduler(
  queue: Queue,
  tickMs: number,
  lastTickAt: () => Promise<Date | undefined>,
  log: Log,
): Promise<() => void> {
  const upsert = () => queue.upsertJobScheduler('tick', { every: tickMs }, { name: 'schedule', data: {} })
  await upsert()
  const watch = setInterval(async () => {
    try {
      const last = await lastTickAt()
      const lateMs = Date.now() - (last?.getTime() ?? 0)
      if (lateMs < LATE_TICKS * tickMs) return
      log.warn({ stage: 'schedule', lateMs }, 'the scheduler is late: making it anew')
      await queue.removeJobScheduler('tick')
      await upsert()
    } catch (error) {
      log.warn({ stage: 'schedule', err: error }, 'cannot watch the scheduler')
    }
  }, LATE_TICKS * tickMs)
  watch.unref()
  return () => clearInterval(watch)
}
