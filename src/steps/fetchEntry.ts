import { hostKey } from '../core/url/hostKey.ts'
import { planNextVisit } from '../core/visit/planNextVisit.ts'
import type { FetchedDocument, LastDocument, Validators } from '../domain/document.ts'
import type { SiteKeyKind } from '../domain/limits.ts'
import type { BlockedBy, PassedVisit, VisitKey, VisitState, VisitStep } from '../domain/visit.ts'

export interface FetchEntryDeps {
  readonly now: () => Date
  readonly recheckAfterMs: readonly number[]
  readonly loadVisit: (key: VisitKey) => Promise<VisitState | undefined>
  readonly loadLastDocument: (articleId: string) => Promise<LastDocument | undefined>
  /** What forbids us the page; undefined when nothing does. */
  readonly checkRobots: (url: string) => Promise<BlockedBy | undefined>
  readonly siteKey: SiteKeyKind
  /** `siteKey` names the site that is asked, for politeness. */
  readonly fetchPage: (url: string, validators: Validators, siteKey: string) => Promise<FetchPageAnswer>
  readonly hash: (body: Uint8Array) => string
  readonly saveDocument: (key: VisitKey, document: FetchedDocument) => Promise<boolean>
  readonly endVisit: (key: VisitKey, from: 'fetch', step: VisitStep) => Promise<boolean>
}

export type FetchPageAnswer =
  | { readonly kind: 'document'; readonly document: FetchedDocument }
  | { readonly kind: 'notModified' }

export type FetchEntryOutcome =
  | { readonly kind: 'fetched' }
  | { readonly kind: 'blocked'; readonly by: BlockedBy }
  | { readonly kind: 'unchanged' }
  | PassedVisit

/**
 * Fetches the page of one Visit, if its robots.txt lets us.
 *
 * @returns `blocked` when we may not: the Visit goes on without a page. `unchanged` when the page is byte for byte the one stored: the Visit ends here.
 * @throws PipelineError FETCH_… when there is no page to store.
 */
export async function fetchEntry(key: VisitKey, deps: FetchEntryDeps): Promise<FetchEntryOutcome> {
  const visit = await deps.loadVisit(key)
  if (visit?.stage !== 'fetch') return { kind: 'passed', stage: visit?.stage ?? 'gone' }
  const by = await deps.checkRobots(visit.url)
  if (by) {
    await deps.endVisit(key, 'fetch', { to: 'read', blockedBy: by })
    return { kind: 'blocked', by }
  }
  const last = await deps.loadLastDocument(key.articleId)

  const answer = await deps.fetchPage(visit.url, last?.validators ?? {}, hostKey(visit.url, deps.siteKey))

  const isSame = answer.kind === 'notModified' || deps.hash(answer.document.body) === last?.bodySha256
  if (isSame) {
    const nextVisitAt = planNextVisit(visit.firstSeenAt, deps.now(), deps.recheckAfterMs)
    await deps.endVisit(key, 'fetch', { to: 'done', outcome: 'unchanged', ...(nextVisitAt ? { nextVisitAt } : {}) })
    return { kind: 'unchanged' }
  }
  await deps.saveDocument(key, answer.document)
  return { kind: 'fetched' }
}
