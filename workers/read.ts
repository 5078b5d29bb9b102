import type { JobPayload } from '../config/queues.ts'
import type { Work } from '../src/domain/work.ts'
import { type ReadArticleDeps, readArticle } from '../src/steps/readArticle.ts'
import { passOn } from './passOn.ts'

export interface ReadWorkerDeps extends ReadArticleDeps {
  readonly enqueue: (works: readonly Work[]) => Promise<void>
}

/** FetchedDocument → Article; then `tag`, unless the text is the one that we have or there is none. */
export async function read(key: JobPayload<'read'>, deps: ReadWorkerDeps): Promise<string> {
  const outcome = await readArticle(key, deps)
  if (outcome.kind === 'read') await deps.enqueue([{ stage: 'tag', ...key, tries: 0 }])
  if (outcome.kind === 'passed') await deps.enqueue(passOn(key, outcome.stage))
  return outcome.kind === 'notArticle' ? outcome.reason : outcome.kind
}
