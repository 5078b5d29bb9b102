import { hostKey } from '../core/url/hostKey.ts'
import { planNextVisit } from '../core/visit/planNextVisit.ts'
import type { FetchedDocument, LastDocument, Validators } from '../domain/document.ts'
import { PipelineError } from '../domain/error.ts'
import type { SiteKeyKind } from '../domain/limits.ts'
import type { BlockedBy, PassedVisit, VisitKey, VisitState, VisitStep } from '../domain/visit.ts'

export interface FetchEntryDeps {
  readonly now: () => Date
  readonly recheckAfterMs: readonly number[]
  readonly loadVisit: (key: VisitKey) => Promise<VisitState | undefined>
  readonly loadLastDocument: (articleId: string) => Promise<LastDocument | undefined>
  /** What forbids us the page; undefined when nothing does. */
  readonly checkRobots: (url: string) => Promise<BlockedBy | undefined>
  /** Whether we know, without asking anybody, that a page may be fetched. */
  readonly isKnownAllowed: (url: string) => Promise<boolean>
  readonly siteKey: SiteKeyKind
  /** `siteKey` names the site that is asked, for politeness; `beforeRedirect` throws to end the request. */
  readonly fetchPage: (
    url: string,
    validators: Validators,
    siteKey: string,
    beforeRedirect: (target: string) => Promise<void>,
  ) => Promise<FetchPageAnswer>
  /** Milliseconds from now to the next free slot of a site, which is then ours. */
  readonly reserveSlot: (siteKey: string) => Promise<number>
  readonly saveRedirect: (key: VisitKey, url: string) => Promise<void>
  /** Redirects that may be waited for. */
  readonly maxRedirects: number
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
 * @throws PipelineError FETCH_… when there is no page to store; SITE_BUSY when it has moved to where it is not yet our turn.
 */
export async function fetchEntry(key: VisitKey, deps: FetchEntryDeps): Promise<FetchEntryOutcome> {
  const visit = await deps.loadVisit(key)
  if (visit?.stage !== 'fetch') return { kind: 'passed', stage: visit?.stage ?? 'gone' }
  const url = visit.redirect?.url ?? visit.url
  const by = await deps.checkRobots(url)
  if (by) {
    await deps.endVisit(key, 'fetch', { to: 'read', blockedBy: by })
    return { kind: 'blocked', by }
  }
  const last = await deps.loadLastDocument(key.articleId)

  const siteKey = hostKey(url, deps.siteKey)
  const answer = await deps.fetchPage(url, last?.validators ?? {}, siteKey, (target) =>
    followOrWait(visit, siteKey, target, deps),
  )

  const isSame = answer.kind === 'notModified' || deps.hash(answer.document.body) === last?.bodySha256
  if (isSame) {
    const nextVisitAt = planNextVisit(visit.firstSeenAt, deps.now(), deps.recheckAfterMs)
    await deps.endVisit(key, 'fetch', { to: 'done', outcome: 'unchanged', ...(nextVisitAt ? { nextVisitAt } : {}) })
    return { kind: 'unchanged' }
  }
  await deps.saveDocument(key, answer.document)
  return { kind: 'fetched' }
}

/** Follows a redirect at once only within the site, and only where we know that we may; else the Visit goes on there later. */
async function followOrWait(visit: VisitState, siteKey: string, target: string, deps: FetchEntryDeps): Promise<void> {
  const targetKey = hostKey(target, deps.siteKey)
  if (targetKey === siteKey && (await deps.isKnownAllowed(target))) return
  if ((visit.redirect?.count ?? 0) >= deps.maxRedirects) {
    const message = `Cannot fetch "${visit.url}": more than ${deps.maxRedirects} redirects`
    throw new PipelineError('FETCH_REDIRECTS', message)
  }
  await deps.saveRedirect(visit, target)
  const retryAfterMs = await deps.reserveSlot(targetKey)
  throw new PipelineError('SITE_BUSY', `Cannot ask "${targetKey}" now: a redirect leads there`, { retryAfterMs })
}
