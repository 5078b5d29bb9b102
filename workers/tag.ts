import type { JobPayload } from '../config/queues.ts'
import { type TagArticleDeps, tagArticle } from '../src/steps/tagArticle.ts'

/** Article → Mentions, records and changes. The last stage. */
export async function tag(key: JobPayload<'tag'>, deps: TagArticleDeps): Promise<string> {
  const outcome = await tagArticle(key, deps)
  return outcome.kind === 'tagged' ? `${outcome.mentionCount} mentions` : outcome.kind
}
