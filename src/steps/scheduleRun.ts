import type { Work } from '../domain/work.ts'

export interface ScheduleRunDeps {
  /** Opens a run over all that is due now; undefined when nothing is. */
  readonly openRun: () => Promise<{ readonly runId: string; readonly works: readonly Work[] } | undefined>
  readonly enqueue: (works: readonly Work[]) => Promise<void>
}

export type ScheduleRunOutcome =
  | { readonly kind: 'idle' }
  | { readonly kind: 'opened'; readonly runId: string; readonly workCount: number }

/** One tick: opens a run over the feeds and articles that are due, and queues their work. */
export async function scheduleRun(deps: ScheduleRunDeps): Promise<ScheduleRunOutcome> {
  const run = await deps.openRun()
  if (!run) return { kind: 'idle' }
  await deps.enqueue(run.works)
  return { kind: 'opened', runId: run.runId, workCount: run.works.length }
}
