import type { VisitKey } from './visit.ts'

/** One thing that waits for a job: a poll, or the next stage of a Visit. Jobs carry its ids only. */
export type Work = {
  /** How often a lost job was replaced. */
  readonly tries: number
} & (
  | { readonly stage: 'poll'; readonly pollId: string; readonly url: string }
  | ({ readonly stage: 'fetch'; readonly url: string } & VisitKey)
  | ({ readonly stage: 'read' | 'tag' } & VisitKey)
)

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
