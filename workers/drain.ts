import { setTimeout as sleep } from 'node:timers/promises'
import { QUEUE_NAMES } from '../config/queues.ts'
import { isStoreAway } from '../src/db/isStoreAway.ts'
import { countOpenWork } from '../src/db/runs.ts'
import type { Services } from '../src/runtime/openServices.ts'
import type { Workers } from './main.ts'

const LOOK_EVERY_MS = 250
const STAGES = QUEUE_NAMES.filter((name) => name !== 'schedule')

/**
 * Waits until every poll and every visit has ended, and every job with them.
 *
 * @param deadlineMs Gives up after so long.
 * @param onProgress Told how much work is still open.
 * @param signal Gives up when aborted.
 * @returns How much work is still open: 0, or more when it gave up.
 */
export async function drain(
  { database, queues }: Services,
  workers: Workers,
  deadlineMs: number,
  onProgress: (openCount: number) => void,
  signal?: AbortSignal,
): Promise<number> {
  const endsAt = Date.now() + deadlineMs
  for (;;) {
    const state = await look(database, queues.all)
    if (state) onProgress(state.openCount)
    // A job that outlived its work, as its acknowledgement was lost, is waited for too: it would be left active.
    if (state?.openCount === 0 && state.readyCount === 0) return 0
    if (Date.now() > endsAt || signal?.aborted) return state?.openCount ?? 1
    if (state && state.readyCount === 0 && state.delayedCount === 0) await workers.sweepNow()
    await sleep(LOOK_EVERY_MS)
  }
}

interface State {
  /** Polls and visits that have not ended. */
  readonly openCount: number
  /** Jobs that wait or run. */
  readonly readyCount: number
  /** Jobs that wait for their time. */
  readonly delayedCount: number
}

/** @returns Undefined while the store is away: it is waited for like the work itself. */
async function look(database: Services['database'], all: Services['queues']['all']): Promise<State | undefined> {
  try {
    const openCount = await countOpenWork(database)
    const counts = await Promise.all(
      STAGES.map((name) => all[name].getJobCounts('waiting', 'active', 'prioritized', 'delayed')),
    )
    const sum = (state: string) => counts.reduce((total, count) => total + (count[state] ?? 0), 0)
    return {
      openCount,
      readyCount: sum('waiting') + sum('active') + sum('prioritized'),
      delayedCount: sum('delayed'),
    }
  } catch (error) {
    if (isStoreAway(error)) return undefined
    throw error
  }
}
