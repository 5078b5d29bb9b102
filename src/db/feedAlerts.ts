import type { Selectable } from 'kysely'
import type { AlertState, FeedAlertLine, FeedHealth } from '../domain/feedHealth.ts'
import type { Database, Schema } from './schema.ts'
import { takeSequences } from './takeSequences.ts'

/** A time in which we did not hear a feed. */
export interface FeedAlert {
  readonly id: number
  readonly feedId: string
  readonly state: AlertState
  readonly reason: string
  readonly openedAt: Date
  readonly closedAt: Date | null
}

/**
 * Opens, keeps or closes the feed's alert, and tells consumers: one is open at most. To be called last in a transaction, see
 * `takeSequences`.
 */
export async function saveFeedAlert(tx: Database, feedId: string, health: FeedHealth, now: Date): Promise<void> {
  const closed = await tx
    .updateTable('feed_alert')
    .set({ closed_at: now })
    .where('feed_id', '=', feedId)
    .where('closed_at', 'is', null)
    .$if(health.state !== 'ok', (query) => query.where('state', '<>', health.state as AlertState))
    .returningAll()
    .execute()
  const opened =
    health.state === 'ok'
      ? []
      : await tx
          .insertInto('feed_alert')
          .values({ feed_id: feedId, state: health.state, reason: health.reason, opened_at: now })
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .execute()
  await writeChanges(tx, closed, opened, now)
}

/** What nobody polls any more, because the list says so, is not missed. To be called last in a transaction. */
export async function closeUnwatchedAlerts(tx: Database, now: Date): Promise<void> {
  const closed = await tx
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
    .returningAll()
    .execute()
  await writeChanges(tx, closed, [], now)
}

type AlertRow = Selectable<Schema['feed_alert']>

async function writeChanges(
  tx: Database,
  closed: readonly AlertRow[],
  opened: readonly AlertRow[],
  now: Date,
): Promise<void> {
  const rows = [...closed, ...opened]
  if (rows.length === 0) return
  const feeds = await tx
    .selectFrom('feed')
    .where(
      'id',
      'in',
      rows.map((row) => row.feed_id),
    )
    .select(['id', 'outlet_id'])
    .execute()
  const outletIds = new Map(feeds.map((feed) => [feed.id, feed.outlet_id]))
  const first = await takeSequences(tx, rows.length)
  await tx
    .insertInto('change')
    .values(
      rows.map((row, index) => ({
        sequence: String(first + index),
        action: index < closed.length ? ('update' as const) : ('create' as const),
        feed_alert_id: row.id,
        version: index < closed.length ? 2 : 1,
        at: now,
        body: JSON.stringify(toLine(row, outletIds.get(row.feed_id)!)),
      })),
    )
    .execute()
}

function toLine(row: AlertRow, outletId: string): FeedAlertLine {
  return {
    id: Number(row.id),
    feedId: row.feed_id,
    outletId,
    state: row.state,
    reason: row.reason,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  }
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
