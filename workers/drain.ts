import { setTimeout as sleep } from 'node:timers/promises'
import { QUEUE_NAMES } from '../config/queues.ts'
import { isStoreAway } from '../src/db/isStoreAway.ts'
import { countOpenWork } from '../src/db/runs.ts'
import type { Services } from '../src/runtime/openServices.ts'
import type { Workers } from './main.ts'

const LOOK_EVERY_MS = 250

/**
 * Waits until every poll and every visit has ended.
 *
 * @param deadlineMs Gives up after so long.
 * @param onProgress Told how much work is still open.
 * @returns How much work is still open: 0, or more after the deadline.
 */
export async function drain(
  { database, queues }: Services,
  workers: Workers,
  deadlineMs: number,
  onProgress: (openCount: number) => void,
): Promise<number> {
  const endsAt = Date.now() + deadlineMs
  for (;;) {
    const openCount = await look()
    if (openCount !== undefined) onProgress(openCount)
    if (openCount === 0) return 0
    if (Date.now() > endsAt) return openCount ?? 1
    await sleep(LOOK_EVERY_MS)
  }

  /** @returns How much is open; undefined while the store is away: it is waited for like the work itself. */
  async function look(): Promise<number | undefined> {
    try {
      const openCount = await countOpenWork(database)
      if (openCount > 0 && (await isIdle(queues.all))) await workers.sweepNow()
      return openCount
    } catch (error) {
      if (isStoreAway(error)) return undefined
      throw error
    }
  }
}

/** Open work but no job that could do it: jobs were lost, for example by a crash before this run. */
async function isIdle(all: Services['queues']['all']): Promise<boolean> {
  const counts = await Promise.all(
    QUEUE_NAMES.filter((name) => name !== 'schedule').map((name) =>
      all[name].getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized'),
    ),
  )
  return counts.every((count) => count === 0)
}
