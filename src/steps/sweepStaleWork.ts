import type { Work } from '../domain/work.ts'

export interface SweepStaleWorkDeps {
  readonly claimStaleWork: () => Promise<readonly Work[]>
  /** True while a job for this work, of this many tries, waits or runs. */
  readonly hasJob: (work: Work) => Promise<boolean>
  readonly markTry: (work: Work) => Promise<void>
  readonly enqueue: (works: readonly Work[]) => Promise<void>
  /** Ends work whose jobs are lost again and again. */
  readonly giveUp: (work: Work) => Promise<void>
  readonly maxTries: number
}

export interface SweepOutcome {
  readonly added: number
  readonly givenUp: number
}

/**
 * Finds work that the store waits for but the queue has lost, for example by a crash between the two, and queues it
 * again. This is what makes "seen in a stored poll" mean "processed at least once".
 */
export async function sweepStaleWork(deps: SweepStaleWorkDeps): Promise<SweepOutcome> {
  let added = 0
  let givenUp = 0
  for (const work of await deps.claimStaleWork()) {
    if (await deps.hasJob(work)) continue
    if (work.tries >= deps.maxTries) {
      await deps.giveUp(work)
      givenUp += 1
      continue
    }
    await deps.markTry(work)
    await deps.enqueue([{ ...work, tries: work.tries + 1 }])
    added += 1
  }
  return { added, givenUp }
}
