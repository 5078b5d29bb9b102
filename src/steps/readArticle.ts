import { planNextVisit } from '../core/visit/planNextVisit.ts'
import type { Article, ArticleRevision, Extraction, NotArticleReason } from '../domain/article.ts'
import type { FetchedDocument } from '../domain/document.ts'
import type { ParsedEntry } from '../domain/feed.ts'
import type { PassedVisit, VisitKey, VisitState, VisitStep } from '../domain/visit.ts'

export interface ReadArticleDeps {
  readonly now: () => Date
  readonly recheckAfterMs: readonly number[]
  readonly loadVisit: (key: VisitKey) => Promise<VisitState | undefined>
  readonly loadDocument: (key: VisitKey) => Promise<FetchedDocument | undefined>
  /** The feed's own line about the article. */
  readonly loadEntry: (articleId: string) => Promise<ParsedEntry | undefined>
  readonly loadLastRevision: (articleId: string) => Promise<ArticleRevision | undefined>
  readonly extract: (document: FetchedDocument) => Promise<Extraction>
  /** The article as the feed alone tells it; undefined when that is too little. */
  readonly articleFromEntry: (entry: ParsedEntry) => Promise<Article | undefined>
  readonly hash: (text: string) => string
  readonly saveRevision: (key: VisitKey, article: Article, textSha256: string) => Promise<number | undefined>
  readonly endVisit: (key: VisitKey, from: 'read', step: VisitStep) => Promise<boolean>
}

export type ReadArticleOutcome =
  | { readonly kind: 'read'; readonly revision: number }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'notArticle'; readonly reason: NotArticleReason }
  | PassedVisit

/**
 * Reads the article out of the page that a Visit fetched; a page that keeps its text to itself (a paywall, a stub)
 * leaves the feed's own lines about it.
 *
 * @returns `unchanged` when title and text are those of the last revision, whatever else of the page has changed.
 * @throws PipelineError PAGE_… or THREAD_… when the page cannot be read at all.
 */
export async function readArticle(key: VisitKey, deps: ReadArticleDeps): Promise<ReadArticleOutcome> {
  const visit = await deps.loadVisit(key)
  const document = visit?.stage === 'read' ? await deps.loadDocument(key) : undefined
  if (!visit || !document) return { kind: 'passed', stage: visit?.stage ?? 'gone' }
  const entry = await deps.loadEntry(key.articleId)
  const last = await deps.loadLastRevision(key.articleId)

  const extraction = await deps.extract(document)
  const article = await articleOf(extraction, entry, deps)

  const nextVisitAt = planNextVisit(visit.firstSeenAt, deps.now(), deps.recheckAfterMs)
  const end = { to: 'done', ...(nextVisitAt ? { nextVisitAt } : {}) } as const
  if (!article) {
    const reason = extraction.kind === 'notArticle' ? extraction.reason : 'NOT_AN_ARTICLE'
    await deps.endVisit(key, 'read', { ...end, outcome: 'skipped', reason })
    return { kind: 'notArticle', reason }
  }
  const textSha256 = deps.hash(article.text)
  if (last && last.textSha256 === textSha256 && last.title === article.title) {
    await deps.endVisit(key, 'read', { ...end, outcome: 'unchanged' })
    return { kind: 'unchanged' }
  }
  const revision = await deps.saveRevision(key, article, textSha256)
  return revision === undefined ? { kind: 'passed', stage: 'tag' } : { kind: 'read', revision }
}

/** The page's text, with what only the feed knows; else the feed's own lines. */
async function articleOf(
  extraction: Extraction,
  entry: ParsedEntry | undefined,
  deps: Pick<ReadArticleDeps, 'articleFromEntry'>,
): Promise<Article | undefined> {
  if (extraction.kind === 'notArticle') {
    return isStub(extraction.reason) && entry ? await deps.articleFromEntry(entry) : undefined
  }
  const { article } = extraction
  if (article.publishedAt || !entry?.publishedAt) return article
  return { ...article, publishedAt: entry.publishedAt, flags: [...article.flags, 'date_from_feed'] }
}

const isStub = (reason: NotArticleReason) => reason === 'PAYWALL' || reason === 'TEXT_TOO_SHORT'
