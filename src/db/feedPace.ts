import { sql } from 'kysely'
import type { FeedPace } from '../domain/feedHealth.ts'
import type { Database } from './schema.ts'

/** A feed's pace, with what it brought since `now` less a day. */
export type FeedPaceToday = FeedPace & { readonly todayCount: number }

/**
 * Counts how often feeds have something new.
 *
 * @param windowMs `limits.health.paceWindowMs`.
 * @param feedId Of all feeds when absent.
 * @returns By feed id.
 */
export async function listFeedPaces(
  database: Database,
  windowMs: number,
  now: Date,
  feedId?: string,
): Promise<Map<string, FeedPaceToday>> {
  const { rows } = await sql<{
    id: string
    first_at: Date | null
    last_at: Date | null
    recent_count: string
    today_count: string
  }>`
    select feed.id, first.at as first_at, newest.at as last_at,
      count(entry.id) filter (where entry.first_seen_at > newest.at - ${`${windowMs} milliseconds`}::interval) as recent_count,
      count(entry.id) filter (where entry.first_seen_at > ${now}::timestamptz - interval '1 day') as today_count
    from feed
    left join lateral (
      select id, finished_at as at from poll
      where feed_id = feed.id and outcome in ('parsed', 'unchanged') order by id limit 1
    ) first on true
    left join lateral (select max(first_seen_at) as at from entry where feed_id = feed.id) newest on true
    left join entry on entry.feed_id = feed.id and entry.poll_id <> first.id
      and entry.first_seen_at > newest.at - ${`${windowMs} milliseconds`}::interval
    where ${feedId ?? null}::text is null or feed.id = ${feedId ?? null}
    group by feed.id, first.at, newest.at
  `.execute(database)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...(row.first_at === null ? {} : { firstPolledAt: row.first_at }),
        ...(row.last_at === null ? {} : { lastNewAt: row.last_at }),
        recentCount: Number(row.recent_count),
        todayCount: Number(row.today_count),
      },
    ]),
  )
}

/** @returns How many polls of each feed failed since the last that did not; feeds without such polls are missing. */
export async function countFailureStreaks(database: Database): Promise<Map<string, number>> {
  const rows = await database
    .selectFrom('poll')
    .where('outcome', '=', 'failed')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('poll as later')
            .whereRef('later.feed_id', '=', 'poll.feed_id')
            .whereRef('later.id', '>', 'poll.id')
            .where('later.outcome', 'in', ['parsed', 'unchanged'])
            .select('later.id'),
        ),
      ),
    )
    .groupBy('feed_id')
    .select((row) => ['feed_id', row.fn.countAll<string>().as('count')])
    .execute()
  return new Map(rows.map((row) => [row.feed_id, Number(row.count)]))
}
