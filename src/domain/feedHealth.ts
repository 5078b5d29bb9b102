/**
 * Why we do not hear what a Feed says.
 *
 * - `failing`: the last poll failed
 * - `html`, `challenge`: it answers with a page instead (login, consent), or with a riddle for robots
 * - `silent`: it answers, but nothing new for longer than is usual for it
 * - `disabled`: given up by the polling policy
 */
export type AlertState = 'failing' | 'html' | 'challenge' | 'silent' | 'disabled'

export type FeedHealth = { readonly state: 'ok' } | { readonly state: AlertState; readonly reason: string }

/** How often a Feed has something new. */
export interface FeedPace {
  /** First poll that succeeded; what it brought is not new. */
  readonly firstPolledAt?: Date
  /** When an entry was last seen for the first time. */
  readonly lastNewAt?: Date
  /** New entries in `limits.health.paceWindowMs` before `lastNewAt`, but for those of the first poll. */
  readonly recentCount: number
}

/** A time in which a Feed is not heard, as consumers get it. */
export interface FeedAlertLine {
  readonly id: number
  readonly feedId: string
  readonly outletId: string
  readonly state: AlertState
  readonly reason: string
  /** ISO 8601 UTC. */
  readonly openedAt: string
  /** Null while it lasts. */
  readonly closedAt: string | null
}
