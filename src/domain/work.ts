import type { VisitKey } from './visit.ts'

/** One thing that waits for a job: a poll, or the next stage of a Visit. Jobs carry its ids only. */
export type Work = {
  /** What is to be polled or fetched. */
  readonly url: string
  /** How often a lost job was replaced. */
  readonly tries: number
} & ({ readonly stage: 'poll'; readonly pollId: string } | ({ readonly stage: 'fetch' | 'read' | 'tag' } & VisitKey))

/**
 * Names the job that does a piece of work: the same for the same work, so that adding it twice makes one job.
 *
 * @returns Letters, digits and `-`: the queue refuses `:` and whole numbers.
 * @throws Never.
 */
export function jobIdOf(work: Work): string {
  const subject = work.stage === 'poll' ? `p${work.pollId}` : `${work.articleId}-${work.visit}`
  return `${subject}-${work.tries}`
}
