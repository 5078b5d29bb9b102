import type { Validators } from './document.ts'
import type { ErrorCode } from './error.ts'

/**
 * What the polling policy remembers about a Feed: plain JSON, kept by the store, read by `planPoll` only.
 *
 * Times are milliseconds since 1970.
 */
export interface PollState {
  readonly validators?: Validators
  /** Of the last body that was a Feed. */
  readonly bodySha256?: string
  /** What the last document asked for. */
  readonly ttlMs?: number
  /** See `ParsedFeed.quietHours`. */
  readonly quietHours?: readonly number[]
  readonly quietDays?: readonly number[]
  /** The server has answered 304, and has since not sent again what we have. */
  readonly answers304?: boolean
  /** Adapted to how often something new is found. */
  readonly intervalMs?: number
  readonly lastSuccessAt?: number
  /** When the whole document last came. */
  readonly lastFullAt?: number
  /** In a row. */
  readonly failures?: number
  /** Answers 410 in a row. */
  readonly goneCount?: number
  /** A permanent redirect, and how often in a row it was the same. */
  readonly redirect?: { readonly url: string; readonly count: number; readonly since: number }
  readonly isDisabled?: boolean
}

/** Headers that say how long an answer holds; lower-case names. */
export type PollHeaders = Readonly<
  Partial<Record<'age' | 'cache-control' | 'date' | 'etag' | 'expires' | 'last-modified' | 'retry-after', string>>
>

/** How one poll went. */
export type PollAnswer =
  | {
      readonly kind: 'ok'
      readonly newCount: number
      readonly knownCount: number
      readonly bodySha256: string
      readonly headers: PollHeaders
      readonly ttlMs?: number
      readonly quietHours?: readonly number[]
      readonly quietDays?: readonly number[]
      /** Where the permanent redirects at the start of the chain led. */
      readonly permanentUrl?: string
    }
  | { readonly kind: 'notModified'; readonly headers: PollHeaders; readonly permanentUrl?: string }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly status?: number; readonly retryAfterMs?: number }
  /** 410. */
  | { readonly kind: 'gone' }

/** What to ask for. */
export interface PollRequest {
  readonly validators?: Validators
  readonly isConditional: boolean
}

/** What follows from an answer. */
export interface PollPlan {
  readonly state: PollState
  readonly nextPollAt: Date
  /** Why then: shown to people. */
  readonly reason: string
  /** A permanent redirect that has proved itself: poll there from now on. */
  readonly feedUrl?: string
  /** A permanent redirect to another site: for a person to decide. */
  readonly proposedUrl?: string
  readonly isDisabled: boolean
}
