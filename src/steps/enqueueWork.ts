import { hostKey } from '../core/url/hostKey.ts'
import type { SiteKeyKind } from '../domain/limits.ts'
import { jobIdOf, type Work } from '../domain/work.ts'

export interface EnqueueWorkDeps {
  readonly siteKey: SiteKeyKind
  /** Which of these origins are asked for their robots.txt before a page of theirs is. */
  readonly listUnreadRobots: (origins: readonly string[]) => Promise<ReadonlySet<string>>
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
 * however many jobs wait; the rest starts at once. The first page of an origin whose robots.txt is due takes two slots.
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
  const unread = new Set(await deps.listUnreadRobots([...new Set(requests.flatMap(originOf))]))
  for (const [siteKey, siteRequests] of Map.groupBy(requests, (work) => hostKey(work.url, deps.siteKey))) {
    const firstSlots: number[] = []
    let slotCount = 0
    for (const work of siteRequests) {
      firstSlots.push(slotCount)
      slotCount += originOf(work).some((origin) => unread.delete(origin)) ? 2 : 1
    }
    const slots = await deps.reserveSlots(siteKey, slotCount)
    siteRequests.forEach((work, index) => {
      delays.set(work, slots[firstSlots[index]!] ?? 0)
    })
  }
  return delays
}

/** Of a page; feeds are there to be polled. */
function originOf(work: Work): string[] {
  const origin = work.stage === 'fetch' ? URL.parse(work.url)?.origin : undefined
  return origin === undefined ? [] : [origin]
}

function payloadOf(work: Work): WorkJob['payload'] {
  return work.stage === 'poll' ? { pollId: work.pollId } : { articleId: work.articleId, visit: work.visit }
}
