import { reserveSlots } from '../src/db/hosts.ts'
import type { Work } from '../src/domain/work.ts'
import type { Services } from '../src/runtime/openServices.ts'
import { enqueueWork } from '../src/steps/enqueueWork.ts'

export type Enqueue = (works: readonly Work[]) => Promise<void>

/** The one way from work to jobs: politely spaced, safe twice. */
export function openEnqueue({ env, lists, database, queues }: Services): Enqueue {
  const gapMs = env.hostGapMs ?? lists.limits.host.gapMs
  return (works) =>
    enqueueWork(works, {
      reserveSlots: (siteKey, slots) => reserveSlots(database, siteKey, slots, gapMs, new Date()),
      addJobs: (stage, jobs) => queues.add(stage, jobs),
    })
}
