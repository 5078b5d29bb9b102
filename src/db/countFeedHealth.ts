import type { Database } from './schema.ts'

/**
 * - `new`: not polled yet
 * - `failing`: the last poll failed
 * - `silent`: answers, but nothing new for a week
 * - `disabled`: by the list, or by the polling policy
 */
export type FeedHealth = 'ok' | 'new' | 'failing' | 'silent' | 'disabled'

export interface FeedCounts {
  readonly counts: Readonly<Record<FeedHealth, number>>
  /** When any feed last answered; undefined when none ever did. */
  readonly lastSucceededAt: Date | undefined
}

const SILENT_AFTER_MS = 7 * 24 * 3_600_000

/** Counts the feeds by how they do. */
export async function countFeedHealth(database: Database, now: Date): Promise<FeedCounts> {
  const feeds = await database
    .selectFrom('feed')
    .leftJoin(
      (from) =>
        from
          .selectFrom('poll')
          .where('outcome', 'is not', null)
          .groupBy('feed_id')
          .select((row) => [
            'feed_id',
            row.fn.max('id').as('last_id'),
            row.fn.min('finished_at').as('first_at'),
            row.fn.max('finished_at').filterWhere('new_count', '>', 0).as('last_new_at'),
          ])
          .as('seen'),
      (join) => join.onRef('seen.feed_id', '=', 'feed.id'),
    )
    .leftJoin('poll', 'poll.id', 'seen.last_id')
    .select(['is_enabled', 'last_succeeded_at', 'poll.outcome', 'seen.first_at', 'seen.last_new_at'])
    .execute()
  const counts = { ok: 0, new: 0, failing: 0, silent: 0, disabled: 0 }
  for (const feed of feeds) {
    const newest = feed.last_new_at ?? feed.first_at
    if (!feed.is_enabled) counts.disabled += 1
    else if (feed.outcome === null) counts.new += 1
    else if (feed.outcome === 'failed') counts.failing += 1
    else if (newest !== null && now.getTime() - newest.getTime() > SILENT_AFTER_MS) counts.silent += 1
    else counts.ok += 1
  }
  const answered = feeds.flatMap((feed) => feed.last_succeeded_at?.getTime() ?? [])
  return { counts, lastSucceededAt: answered.length === 0 ? undefined : new Date(Math.max(...answered)) }
}
