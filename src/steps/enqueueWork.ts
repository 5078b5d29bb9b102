import { hostKey } from '../core/url/hostKey.ts'
import { jobIdOf, type Work } from '../domain/work.ts'

export interface EnqueueWorkDeps {
  /** Milliseconds from now to each of the next `slots` request slots of a site. */
  readonly reserveSlots: (siteKey: string, slots: number) => Promise<number[]>
  readonly addJobs: (stage: Work['stage'], jobs: readonly WorkJob[]) => Promise<void>
}

export interface WorkJob {
  readonly jobId: string
  readonly payload: { readonly pollId: string } | { readonly articleId: string; readonly visit: number }
  /** Whole milliseconds. */
  readonly delayMs: number
}

/**
 * Queues work. What asks a site for something gets the site's next free slot, so that the site is asked at our pace
 * however many jobs wait; the rest starts at once.
 */
export async function enqueueWork(works: readonly Work[], deps: EnqueueWorkDeps): Promise<void> {
  const delays = await reserveDelays(works, deps)
  for (const [stage, staged] of Map.groupBy(works, (work) => work.stage)) {
    const jobs = staged.map((work) => ({
      jobId: jobIdOf(work),
      payload: payloadOf(work),
      delayMs: delays.get(work) ?? 0,
    }))
    await deps.addJobs(stage, jobs)
  }
}

async function reserveDelays(works: readonly Work[], deps: EnqueueWorkDeps): Promise<Map<Work, number>> {
  const delays = new Map<Work, number>()
  const requests = works.filter((work) => work.stage === 'poll' || work.stage === 'fetch')
  for (const [siteKey, siteRequests] of Map.groupBy(requests, (work) => hostKey(work.url))) {
    const slots = await deps.reserveSlots(siteKey, siteRequests.length)
    siteRequests.forEach((work, index) => {
      delays.set(work, slots[index] ?? 0)
    })
  }
  return delays
}

function payloadOf(work: Work): WorkJob['payload'] {
  return work.stage === 'poll' ? { pollId: work.pollId } : { articleId: work.articleId, visit: work.visit }
}
