import { type Selectable, sql } from 'kysely'
import type { Feed } from '../domain/feed.ts'
import { closeUnwatchedAlerts } from './feedAlerts.ts'
import type { Database, Schema } from './schema.ts'

/** A Feed with where it stands. */
export interface FeedStatus extends Feed {
  readonly title: string | null
  readonly nextPollAt: Date
  readonly pollReason: string | null
  readonly lastSucceededAt: Date | null
  readonly disabledReason: string | null
  readonly proposedUrl: string | null
}

/**
 * Makes the configured feeds those of the store. A feed that left the list is disabled, never deleted; a feed that the
 * polling policy disabled, or moved to another URL, stays so until its line in the list changes.
 *
 * @param newState JSON of a fresh polling state.
 */
export async function syncFeeds(
  database: Database,
  feeds: readonly Feed[],
  newState: string,
  now: Date,
): Promise<void> {
  await database.transaction().execute(async (tx) => {
    await tx
      .updateTable('feed')
      .set({ is_enabled: false })
      .where('origin', '=', 'config')
      .where('id', 'not in', ['', ...feeds.map((feed) => feed.id)])
      .execute()
    if (feeds.length === 0) return await closeUnwatchedAlerts(tx, now)
    await freeUrls(tx, feeds)
    const isChanged = sql<boolean>`excluded.listed_url is distinct from feed.listed_url`
    await tx
      .insertInto('feed')
      .values(feeds.map((feed) => feedRow(feed, 'config', newState, now)))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          outlet_id: row.ref('excluded.outlet_id'),
          origin: row.ref('excluded.origin'),
          listed_url: row.ref('excluded.listed_url'),
          url: sql<string>`case when ${isChanged} then excluded.url else feed.url end`,
          poll_state: sql<string>`case when ${isChanged} then excluded.poll_state else feed.poll_state end`,
          next_poll_at: sql<Date>`case when ${isChanged} then excluded.next_poll_at else feed.next_poll_at end`,
          disabled_reason: sql<string | null>`case when ${isChanged} then null else feed.disabled_reason end`,
          is_fast: row.ref('excluded.is_fast'),
          is_enabled: sql<boolean>`excluded.is_enabled and (${isChanged} or feed.disabled_reason is null)`,
        })),
      )
      .execute()
    await closeUnwatchedAlerts(tx, now)
  })
}

/** Lets go of addresses that the list gives to another feed: the list decides who has them. */
async function freeUrls(tx: Database, feeds: readonly Feed[]): Promise<void> {
  const idByUrl = new Map(feeds.map((feed) => [feed.url, feed.id]))
  const holders = await tx
    .selectFrom('feed')
    .where('url', 'in', [...idByUrl.keys()])
    .select(['id', 'url'])
    .execute()
  const losers = holders.filter((holder) => idByUrl.get(holder.url) !== holder.id).map((holder) => holder.id)
  if (losers.length === 0) return
  await tx.updateTable('feed').set({ is_enabled: false, listed_url: null }).where('id', 'in', losers).execute()
}

/** @returns False when a feed of this id or URL is there already. */
export async function insertFeed(database: Database, feed: Feed, newState: string, now: Date): Promise<boolean> {
  const known = await database.selectFrom('feed').where('url', '=', feed.url).select('id').executeTakeFirst()
  if (known) return false
  const inserted = await database
    .insertInto('feed')
    .values(feedRow(feed, 'added', newState, now))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** @returns Every feed, by id. */
export async function listFeeds(database: Database): Promise<FeedStatus[]> {
  const rows = await database.selectFrom('feed').selectAll().orderBy('id').execute()
  return rows.map(feedStatus)
}

function feedRow(feed: Feed, origin: 'config' | 'added', newState: string, now: Date) {
  return {
    id: feed.id,
    outlet_id: feed.outletId,
    url: feed.url,
    listed_url: origin === 'config' ? feed.url : null,
    is_enabled: feed.isEnabled,
    is_fast: feed.isFast ?? false,
    origin,
    poll_state: newState,
    next_poll_at: now,
  }
}

function feedStatus(row: Selectable<Schema['feed']>): FeedStatus {
  return {
    id: row.id,
    outletId: row.outlet_id,
    url: row.url,
    isEnabled: row.is_enabled,
    isFast: row.is_fast,
    title: row.title,
    nextPollAt: row.next_poll_at,
    pollReason: row.poll_reason,
    lastSucceededAt: row.last_succeeded_at,
    disabledReason: row.disabled_reason,
    proposedUrl: row.proposed_url,
  }
}
