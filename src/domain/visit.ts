/** Why an Article is gone through: its first time, a changed feed line, a later look, an operator's wish. */
export type VisitCause = 'new' | 'changed' | 'recheck' | 'replay'

/** The stage that a Visit waits for. */
export type VisitStage = 'fetch' | 'read' | 'tag' | 'done'

/** How a Visit ended: exactly one, with a reason code for `skipped` and `set_aside`. */
export type VisitOutcome = 'tagged' | 'unchanged' | 'skipped' | 'set_aside'

/** Why a page was not fetched although its Visit went on: its robots.txt says so, or does not answer. */
export type BlockedBy = 'robots' | 'robots_unreachable'

/** One go of one Article through fetch, read and tag. */
export interface VisitKey {
  readonly articleId: string
  readonly visit: number
}

/** A stage's job finds that the Visit has moved on, for example after a crash between commit and acknowledgement. */
export interface PassedVisit {
  readonly kind: 'passed'
  readonly stage: VisitStage | 'gone'
}

/** Where a Visit stands, with what its stages need of the Article. */
export interface VisitState extends VisitKey {
  readonly stage: VisitStage
  readonly url: string
  readonly outletId: string
  readonly firstSeenAt: Date
  readonly blockedBy?: BlockedBy
  /** Where the page was found to have moved, after `count` redirects that had to wait. */
  readonly redirect?: { readonly url: string; readonly count: number }
}

/** How a stage leaves a Visit: waiting for another stage, or ended. */
export type VisitStep =
  | { readonly to: 'tag' }
  /** `blockedBy`: without a page; the feed's own lines are read. */
  | { readonly to: 'read'; readonly blockedBy?: BlockedBy }
  | VisitEnd

export type VisitEnd = {
  readonly to: 'done'
  readonly outcome: VisitOutcome
  readonly reason?: string
  readonly nextVisitAt?: Date
}
