import { buildRecord } from '../core/record/buildRecord.ts'
import { planRecordChanges } from '../core/record/planRecordChanges.ts'
import { planNextVisit } from '../core/visit/planNextVisit.ts'
import type { ArticleRevision } from '../domain/article.ts'
import type { Mention, TaggableArticle } from '../domain/mention.ts'
import type { Outlet } from '../domain/outlet.ts'
import type { RecordChange, StoredRecord, Tagging } from '../domain/record.ts'
import type { PassedVisit, VisitEnd, VisitKey, VisitState } from '../domain/visit.ts'

export interface TagArticleDeps {
  readonly now: () => Date
  readonly recheckAfterMs: readonly number[]
  readonly taggerVersion: string
  readonly loadVisit: (key: VisitKey) => Promise<VisitState | undefined>
  readonly loadLastRevision: (articleId: string) => Promise<ArticleRevision | undefined>
  readonly loadOutlet: (outletId: string) => Promise<Outlet>
  readonly findMentions: (article: TaggableArticle) => Promise<readonly Mention[]>
  readonly saveTagging: (
    tagging: Tagging,
    plan: (stored: readonly StoredRecord[]) => readonly RecordChange[],
  ) => Promise<readonly RecordChange[] | undefined>
}

export type TagArticleOutcome =
  | { readonly kind: 'tagged'; readonly mentionCount: number; readonly changes: readonly RecordChange[] }
  | { readonly kind: 'languageNotSupported'; readonly language: string }
  | PassedVisit

const HOUR_MS = 3_600_000

/**
 * Tags the newest revision of a Visit's article and brings its records up to date.
 *
 * @throws PipelineError THREAD_… when the tagger had to be stopped.
 */
export async function tagArticle(key: VisitKey, deps: TagArticleDeps): Promise<TagArticleOutcome> {
  const visit = await deps.loadVisit(key)
  if (visit?.stage !== 'tag') return { kind: 'passed', stage: visit?.stage ?? 'gone' }
  return await tagRevision(visit, deps, key)
}

/** Tags an article that was tagged before, for a tagger that has changed: no Visit, no fetch. */
export async function retagArticle(visit: VisitState, deps: TagArticleDeps): Promise<TagArticleOutcome> {
  return await tagRevision(visit, deps)
}

async function tagRevision(visit: VisitState, deps: TagArticleDeps, ending?: VisitKey): Promise<TagArticleOutcome> {
  const revision = await deps.loadLastRevision(visit.articleId)
  if (!revision) return { kind: 'passed', stage: 'gone' }
  const outlet = await deps.loadOutlet(visit.outletId)
  const { articleId, firstSeenAt } = visit
  const isReadable = isSupported(revision.language)

  const mentions = isReadable ? await deps.findMentions({ ...revision, id: articleId }) : []
  const url = revision.canonicalUrl ?? visit.url
  const origin = { articleId, revision: revision.revision, url, firstSeenAt, article: revision, outlet }
  const built = mentions.map((mention) => buildRecord(mention, origin))
  const nextVisitAt = planNextVisit(firstSeenAt, deps.now(), deps.recheckAfterMs)
  const end: VisitEnd = {
    to: 'done',
    ...(isReadable ? { outcome: 'tagged' } : { outcome: 'skipped', reason: 'LANGUAGE_NOT_SUPPORTED' }),
    ...(nextVisitAt ? { nextVisitAt } : {}),
  }

  const changes = await deps.saveTagging(
    {
      articleId,
      revision: revision.revision,
      taggerVersion: deps.taggerVersion,
      mentions,
      ...(ending ? { visit: { ...ending, end } } : {}),
      sortAt: sortMoment(revision.publishedAt, firstSeenAt),
    },
    (stored) => planRecordChanges(stored, built),
  )
  if (!changes) return { kind: 'passed', stage: 'done' }
  if (!isReadable) return { kind: 'languageNotSupported', language: revision.language }
  return { kind: 'tagged', mentionCount: mentions.length, changes }
}

/** English, or too short to tell. */
const isSupported = (language: string) => language === 'und' || language.split('-')[0] === 'en'

/** A declared date in the future must not lead the list. */
function sortMoment(publishedAt: Date | undefined, firstSeenAt: Date): Date {
  const latest = firstSeenAt.getTime() + HOUR_MS
  return new Date(Math.min(publishedAt?.getTime() ?? firstSeenAt.getTime(), latest))
}
