import { reserveSlots } from '../src/db/hosts.ts'
import { listRobots } from '../src/db/robots.ts'
import type { Work } from '../src/domain/work.ts'
import type { Services } from '../src/runtime/openServices.ts'
import { enqueueWork } from '../src/steps/enqueueWork.ts'
import { listDueRobots } from '../src/steps/listDueRobots.ts'

export type Enqueue = (works: readonly Work[]) => Promise<void>

/** The one way from work to jobs: politely spaced, safe twice. */
export function openEnqueue({ env, lists, database, queues }: Services): Enqueue {
  const gapMs = env.hostGapMs ?? lists.limits.host.gapMs
  return (works) =>
    enqueueWork(works, {
      siteKey: lists.limits.host.siteKey,
      listUnreadRobots: (origins) =>
        listDueRobots(origins, {
          now: () => new Date(),
          robotsLimits: lists.limits.robots,
          listRobots: (of) => listRobots(database, of),
        }),
      reserveSlots: (siteKey, slots) => reserveSlots(database, siteKey, slots, gapMs, new Date()),
      addJobs: (stage, jobs) => queues.add(stage, jobs),
    })
}
