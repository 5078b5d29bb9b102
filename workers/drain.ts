import { setTimeout as sleep } from 'node:timers/promises'
import { QUEUE_NAMES } from '../config/queues.ts'
import { isStoreAway } from '../src/db/isStoreAway.ts'
import { countOpenWork } from '../src/db/runs.ts'
import { PipelineError } from '../src/domain/error.ts'
import type { Services } from '../src/runtime/openServices.ts'
import type { Workers } from './main.ts'

const LOOK_EVERY_MS = 250
const SWEEP_EVERY_MS = 5_000
/** Work that waits longer for its time, as after a Retry-After of an hour, is for the next run. */
const MAX_IDLE_MS = 120_000
const STAGES = QUEUE_NAMES.filter((name) => name !== 'schedule')

/**
 * Waits until every poll and every visit has ended, and every job with them; gives up when nothing runs for two minutes.
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
  let sweptAt = 0
  let busyAt = Date.now()
  for (;;) {
    const state = await unlessAway(() => look(database, queues.all))
    if (state) onProgress(state.openCount)
    // A job that outlived its work, as its acknowledgement was lost, is waited for too: it would be left active.
    if (state?.openCount === 0 && state.readyCount === 0) return 0
    if (state?.readyCount !== 0) busyAt = Date.now()
    const isOver = Date.now() > endsAt || Date.now() - busyAt > MAX_IDLE_MS || signal?.aborted
    if (isOver) return state?.openCount ?? 1
    // Open work, but nothing runs: either it waits for its time, or its job was lost, for example by a crash.
    if (state?.readyCount === 0 && Date.now() - sweptAt > SWEEP_EVERY_MS) {
      await unlessAway(() => workers.sweepNow())
      sweptAt = Date.now()
    }
    await sleep(LOOK_EVERY_MS)
  }
}

interface State {
  /** Polls and visits that have not ended. */
  readonly openCount: number
  /** Jobs that wait for a worker or run. */
  readonly readyCount: number
}

async function look(database: Services['database'], all: Services['queues']['all']): Promise<State> {
  const openCount = await countOpenWork(database)
  const counts = await Promise.all(
    STAGES.map((name) => all[name].getJobCountByTypes('waiting', 'active', 'prioritized')),
  )
  return { openCount, readyCount: counts.reduce((sum, count) => sum + count, 0) }
}

/** @returns Undefined while the store is away: it is waited for like the work itself. */
async function unlessAway<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (isStoreAway(error) || (error instanceof PipelineError && error.code === 'SERVICE_UNAVAILABLE')) return undefined
    throw error
  }
}
