import type { JobPayload } from '../config/queues.ts'
import type { Work } from '../src/domain/work.ts'
import { type PollFailure, type PollFeedDeps, pollFeed } from '../src/steps/pollFeed.ts'

export interface PollWorkerDeps extends PollFeedDeps {
  readonly enqueue: (works: readonly Work[]) => Promise<void>
  readonly tellFailure: (failure: PollFailure) => void
}

/** Feed → Entries; then a fetch for each article that is new or has changed. */
export async function poll({ pollId }: JobPayload<'poll'>, deps: PollWorkerDeps): Promise<string> {
  const outcome = await pollFeed(pollId, deps)
  if (outcome.kind === 'passed') return outcome.kind
  if (outcome.failure) deps.tellFailure(outcome.failure)
  await deps.enqueue(outcome.saved.works)
  return outcome.failure?.code ?? outcome.kind
}
