import type { AlertState, FeedHealth } from '../domain/feedHealth.ts'
import type { Database } from './schema.ts'

/** A time in which we did not hear a feed. */
export interface FeedAlert {
  readonly id: number
  readonly feedId: string
  readonly state: AlertState
  readonly reason: string
  readonly openedAt: Date
  readonly closedAt: Date | null
}

/** Opens, keeps or closes the feed's alert: one is open at most. */
export async function saveFeedAlert(tx: Database, feedId: string, health: FeedHealth, now: Date): Promise<void> {
  await tx
    .updateTable('feed_alert')
    .set({ closed_at: now })
    .where('feed_id', '=', feedId)
    .where('closed_at', 'is', null)
    .$if(health.state !== 'ok', (query) => query.where('state', '<>', health.state as AlertState))
    .execute()
  if (health.state === 'ok') return
  await tx
    .insertInto('feed_alert')
    .values({ feed_id: feedId, state: health.state, reason: health.reason, opened_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What nobody polls any more, because the list says so, is not missed. */
export async function closeUnwatchedAlerts(tx: Database, now: Date): Promise<void> {
  await tx
    .updateTable('feed_alert')
    .set({ closed_at: now })
    .where('closed_at', 'is', null)
    .where(({ eb, selectFrom }) =>
      eb(
        'feed_id',
        'in',
        selectFrom('feed').where('is_enabled', '=', false).where('disabled_reason', 'is', null).select('id'),
      ),
    )
    .execute()
}

/** @returns The newest alerts, the last opened first; of one feed when it is named. */
export async function listFeedAlerts(database: Database, limit: number, feedId?: string): Promise<FeedAlert[]> {
  const rows = await database
    .selectFrom('feed_alert')
    .$if(feedId !== undefined, (query) => query.where('feed_id', '=', feedId!))
    .orderBy('id', 'desc')
    .limit(limit)
    .selectAll()
    .execute()
  return rows.map((row) => ({
    id: Number(row.id),
    feedId: row.feed_id,
    state: row.state,
    reason: row.reason,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
  }))
}

/** @returns The open alert of each feed that has one. */
export async function listOpenAlerts(
  database: Database,
): Promise<Map<string, Pick<FeedAlert, 'feedId' | 'state' | 'reason' | 'openedAt'>>> {
  const rows = await database
    .selectFrom('feed_alert')
    .where('closed_at', 'is', null)
    .select(['feed_id as feedId', 'state', 'reason', 'opened_at as openedAt'])
    .execute()
  return new Map(rows.map((row) => [row.feedId, row]))
}
