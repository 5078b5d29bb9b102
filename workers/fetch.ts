import type { JobPayload } from '../config/queues.ts'
import type { Work } from '../src/domain/work.ts'
import { type FetchEntryDeps, fetchEntry } from '../src/steps/fetchEntry.ts'
import { passOn } from './passOn.ts'

export interface FetchWorkerDeps extends FetchEntryDeps {
  readonly enqueue: (works: readonly Work[]) => Promise<void>
}

/** Entry → FetchedDocument, or the fact that we may not have it; then `read`, unless the page is the one that we have. */
export async function fetch(key: JobPayload<'fetch'>, deps: FetchWorkerDeps): Promise<string> {
  const outcome = await fetchEntry(key, deps)
  if (outcome.kind === 'fetched' || outcome.kind === 'blocked')
    await deps.enqueue([{ stage: 'read', ...key, tries: 0 }])
  if (outcome.kind === 'passed') await deps.enqueue(passOn(key, outcome.stage))
  return outcome.kind
}
