import type { Database } from './schema.ts'

/** One poll, with what was decided after it. */
export interface PollDetail {
  readonly id: string
  readonly finishedAt: Date
  readonly outcome: 'parsed' | 'unchanged' | 'failed'
  /** Code of a failure. */
  readonly reason: string | null
  /** Why the next poll was planned for when it was. */
  readonly decision: string | null
  readonly seen: number
  readonly new: number
}

export interface FeedSightings {
  /** Lines of this feed. */
  readonly entries: number
  readonly skipped: number
  /** Articles that they name. */
  readonly articles: number
  /** Those of them that other feeds name too. */
  readonly shared: number
}

/** @returns The feed's last polls, newest first. */
export async function listPolls(database: Database, feedId: string, limit: number): Promise<PollDetail[]> {
  const rows = await database
    .selectFrom('poll')
    .where('feed_id', '=', feedId)
    .where('outcome', 'is not', null)
    .orderBy('id', 'desc')
    .limit(limit)
    .select(['id', 'finished_at', 'outcome', 'reason', 'decision', 'seen_count', 'new_count'])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    finishedAt: row.finished_at!,
    outcome: row.outcome!,
    reason: row.reason,
    decision: row.decision,
    seen: row.seen_count,
    new: row.new_count,
  }))
}

/** Counts what the feed has shown us. */
export async function countSightings(database: Database, feedId: string): Promise<FeedSightings> {
  const row = await database
    .selectFrom('entry')
    .where('feed_id', '=', feedId)
    .select(({ fn, exists, selectFrom }) => [
      fn.countAll<string>().as('entries'),
      fn.count<string>('skip_reason').as('skipped'),
      fn.count<string>('article_id').distinct().as('articles'),
      fn
        .count<string>('article_id')
        .distinct()
        .filterWhere(
          exists(
            selectFrom('entry as other')
              .whereRef('other.article_id', '=', 'entry.article_id')
              .whereRef('other.feed_id', '<>', 'entry.feed_id')
              .select('other.id'),
          ),
        )
        .as('shared'),
    ])
    .executeTakeFirstOrThrow()
  return {
    entries: Number(row.entries),
    skipped: Number(row.skipped),
    articles: Number(row.articles),
    shared: Number(row.shared),
  }
}
