import { hostKey } from '../core/url/hostKey.ts'
import { mapMirrors } from '../core/url/mapMirrors.ts'
import { normalizeUrl } from '../core/url/normalizeUrl.ts'
import { urlKey } from '../core/url/urlKey.ts'
import { planNextVisit } from '../core/visit/planNextVisit.ts'
import type { Article, ArticleRevision, Extraction, NotArticleReason } from '../domain/article.ts'
import type { FetchedDocument } from '../domain/document.ts'
import type { ParsedEntry } from '../domain/feed.ts'
import type { Outlet } from '../domain/outlet.ts'
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
  /** Whose mirrors are known. */
  readonly outlets: readonly Outlet[]
  /** The outlet's other article that has one of these keys, by its own address or by what its page said, if we have read it. */
  readonly loadOriginal: (
    articleId: string,
    outletId: string,
    urlKeys: readonly string[],
  ) => Promise<{ readonly articleId: string; readonly title?: string } | undefined>
  /** Keeps under which other key the article's page says that it belongs. */
  readonly saveCanonicalKey: (articleId: string, urlKey: string) => Promise<void>
  /** Ends the visit of an article that repeats another. */
  readonly saveDuplicate: (key: VisitKey, originalId: string) => Promise<boolean>
  readonly hash: (text: string) => string
  readonly saveRevision: (key: VisitKey, article: Article, textSha256: string) => Promise<number | undefined>
  readonly endVisit: (key: VisitKey, from: 'read', step: VisitStep) => Promise<boolean>
}

export type ReadArticleOutcome =
  | { readonly kind: 'read'; readonly revision: number }
  | { readonly kind: 'unchanged' }
  /** It repeats this article. */
  | { readonly kind: 'duplicate'; readonly of: string }
  | { readonly kind: 'notArticle'; readonly reason: NotArticleReason | 'ROBOTS_DISALLOWED' }
  | PassedVisit

/**
 * Reads the article out of the page that a Visit fetched; a page that keeps its text to itself (a paywall, a stub), or that
 * robots.txt forbids us, leaves the feed's own lines about it.
 *
 * @returns `unchanged` when title and text are those of the last revision, whatever else of the page has changed.
 * @throws PipelineError PAGE_… or THREAD_… when the page cannot be read at all.
 */
export async function readArticle(key: VisitKey, deps: ReadArticleDeps): Promise<ReadArticleOutcome> {
  const visit = await deps.loadVisit(key)
  if (visit?.stage !== 'read') return { kind: 'passed', stage: visit?.stage ?? 'gone' }
  const document = visit.blockedBy ? undefined : await deps.loadDocument(key)
  if (!visit.blockedBy && !document) return { kind: 'passed', stage: 'gone' }
  const entry = await deps.loadEntry(key.articleId)
  const last = await deps.loadLastRevision(key.articleId)

  const reading = document ? await readPage(document, entry, deps) : await readFeedLines(visit, entry, last, deps)

  const nextVisitAt = planNextVisit(visit.firstSeenAt, deps.now(), deps.recheckAfterMs)
  const end = { to: 'done', ...(nextVisitAt ? { nextVisitAt } : {}) } as const
  if (reading.kind === 'notArticle') {
    const { reason } = reading
    await deps.endVisit(key, 'read', { ...end, outcome: 'skipped', reason })
    return { kind: 'notArticle', reason }
  }
  const { article } = reading
  const original = last ? undefined : await findOriginal(visit, article, deps)
  if (original !== undefined) {
    await deps.saveDuplicate(key, original)
    return { kind: 'duplicate', of: original }
  }
  const textSha256 = deps.hash(article.text)
  if (last && last.textSha256 === textSha256 && last.title === article.title) {
    await deps.endVisit(key, 'read', { ...end, outcome: 'unchanged' })
    return { kind: 'unchanged' }
  }
  const revision = await deps.saveRevision(key, article, textSha256)
  return revision === undefined ? { kind: 'passed', stage: 'tag' } : { kind: 'read', revision }
}

/**
 * Only for what was never read before: nothing is withdrawn. Sites name wrong canonical addresses, so the headline has to
 * be the same too.
 */
async function findOriginal(visit: VisitState, article: Article, deps: ReadArticleDeps): Promise<string | undefined> {
  const { articleId, outletId, url } = visit
  const mirrors = mapMirrors(deps.outlets)
  const own = urlKey(url, mirrors)
  const [canonical] = listCanonicalUrls(url, article, listOwnSites(deps.outlets, outletId))
    .map((found) => urlKey(found, mirrors))
    .filter((key) => key !== own)
  if (article.title === undefined) return undefined
  const keys = canonical === undefined ? [own] : [canonical, own]
  const original = await deps.loadOriginal(articleId, outletId, keys)
  if (original?.title === article.title) return original.articleId
  if (canonical !== undefined) await deps.saveCanonicalKey(articleId, canonical)
  return undefined
}

/** The sites that are the outlet's own, as `hostKey` names them. */
function listOwnSites(outlets: readonly Outlet[], outletId: string): string[] {
  const { homepage, mirrors = [] } = outlets.find(({ id }) => id === outletId) ?? {}
  const hosts = mirrors.map((mirror) => `https://${mirror}/`)
  return [...(homepage === undefined ? [] : [homepage]), ...hosts].map((url) => hostKey(url))
}

/** Where the piece is at home, by what its page says; best first. */
function listCanonicalUrls(url: string, article: Article, sites: readonly string[]): string[] {
  const { canonicalUrl, elsewhere = {} } = article
  const { canonicalUrl: elsewhereUrl, publisherUrl } = elsewhere
  const isOwn = (found: string | undefined) => found !== undefined && sites.includes(hostKey(found))
  const home = isOwn(publisherUrl) ? URL.parse(publisherUrl!) : undefined
  const { pathname = '/', search = '' } = URL.parse(url) ?? {}
  const found = [
    ...(canonicalUrl !== undefined && hostKey(canonicalUrl) === hostKey(url) ? [canonicalUrl] : []),
    ...(isOwn(elsewhereUrl) ? [elsewhereUrl!] : []),
    // A mirror that calls itself canonical keeps the paths of whom it mirrors.
    ...(home ? [`${home.origin}${pathname}${search}`] : []),
  ]
  return found.flatMap((one) => normalizeUrl(one) ?? [])
}

type Reading =
  | { readonly kind: 'article'; readonly article: Article }
  | { readonly kind: 'notArticle'; readonly reason: NotArticleReason | 'ROBOTS_DISALLOWED' }

/** The page's text, with what only the feed knows; else the feed's own lines. */
async function readPage(
  document: FetchedDocument,
  entry: ParsedEntry | undefined,
  deps: Pick<ReadArticleDeps, 'extract' | 'articleFromEntry'>,
): Promise<Reading> {
  const extraction = await deps.extract(document)
  if (extraction.kind === 'notArticle') {
    const article = isStub(extraction.reason) && entry ? await deps.articleFromEntry(entry) : undefined
    return article ? { kind: 'article', article } : extraction
  }
  const { article } = extraction
  if (article.publishedAt || !entry?.publishedAt) return extraction
  const flags = [...article.flags, 'date_from_feed']
  return { kind: 'article', article: { ...article, publishedAt: entry.publishedAt, flags } }
}

/** For a page that we may not fetch. What we read of it while we might is better, and stays. */
async function readFeedLines(
  { blockedBy }: VisitState,
  entry: ParsedEntry | undefined,
  last: ArticleRevision | undefined,
  deps: Pick<ReadArticleDeps, 'articleFromEntry'>,
): Promise<Reading> {
  const article = entry && last?.textSource !== 'page' ? await deps.articleFromEntry(entry) : undefined
  if (!article) return { kind: 'notArticle', reason: 'ROBOTS_DISALLOWED' }
  const why = blockedBy === 'robots' ? [] : ['robots_unreachable']
  return { kind: 'article', article: { ...article, flags: [...article.flags, 'blocked_by_robots', ...why] } }
}

const isStub = (reason: NotArticleReason) => reason === 'PAYWALL' || reason === 'TEXT_TOO_SHORT'
