import type { AlertState } from '../domain/feedHealth.ts'
import type { Database } from './schema.ts'

/** `new` was not polled yet; `disabled` is so by the list, or by the polling policy. */
export type FeedState = 'ok' | 'new' | AlertState

export interface FeedCounts {
  readonly counts: Readonly<Record<FeedState, number>>
  /** When any feed last answered; undefined when none ever did. */
  readonly lastSucceededAt: Date | undefined
  /** Alerts that were ever opened, by state. */
  readonly alerts: readonly { readonly state: AlertState; readonly count: number }[]
}

/** Counts the feeds by how they do, as their last polls left it. */
export async function countFeedHealth(database: Database): Promise<FeedCounts> {
  const feeds = await database
    .selectFrom('feed')
    .leftJoin('feed_alert', (join) =>
      join.onRef('feed_alert.feed_id', '=', 'feed.id').on('feed_alert.closed_at', 'is', null),
    )
    .select(({ exists, selectFrom }) => [
      'is_enabled',
      'last_succeeded_at',
      'feed_alert.state',
      exists(
        selectFrom('poll').whereRef('poll.feed_id', '=', 'feed.id').where('outcome', 'is not', null).select('poll.id'),
      ).as('is_polled'),
    ])
    .execute()
  const counts = { ok: 0, new: 0, failing: 0, html: 0, challenge: 0, silent: 0, disabled: 0 }
  for (const feed of feeds) {
    counts[feed.is_enabled ? (feed.state ?? (feed.is_polled ? 'ok' : 'new')) : 'disabled'] += 1
  }
  const answered = feeds.flatMap((feed) => feed.last_succeeded_at?.getTime() ?? [])
  const alerts = await database
    .selectFrom('feed_alert')
    .groupBy('state')
    .orderBy('state')
    .select((row) => ['state', row.fn.countAll<string>().as('count')])
    .execute()
  return {
    counts,
    lastSucceededAt: answered.length === 0 ? undefined : new Date(Math.max(...answered)),
    alerts: alerts.map(({ state, count }) => ({ state, count: Number(count) })),
  }
}
