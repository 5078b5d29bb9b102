import { sql } from 'kysely'
import type { Work } from '../domain/work.ts'
import type { Database } from './schema.ts'

/**
 * Lists the work that waits since before a moment, the longest unseen first, and marks it as seen now, so that the
 * next call goes on with other work.
 *
 * @param limit At most so many polls and so many visits.
 */
export async function claimStaleWork(database: Database, since: Date, now: Date, limit: number): Promise<Work[]> {
  const polls = await database
    .updateTable('poll')
    .from('feed')
    .whereRef('feed.id', '=', 'poll.feed_id')
    .set({ swept_at: now })
    .where('poll.id', 'in', (row) =>
      row
        .selectFrom('poll')
        .where('outcome', 'is', null)
        .where(sql`coalesce(swept_at, created_at)`, '<=', since)
        .orderBy(sql`coalesce(swept_at, created_at)`)
        .limit(limit)
        .select('id'),
    )
    .returning(['poll.id as pollId', 'tries', 'feed.url'])
    .execute()
  const visits = await database
    .updateTable('visit')
    .from('article')
    .whereRef('article.id', '=', 'visit.article_id')
    .set({ swept_at: now })
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('article_id', 'number'),
        'in',
        selectFrom('visit')
          .where('stage', '<>', 'done')
          .where(sql`coalesce(swept_at, stage_since)`, '<=', since)
          .orderBy(sql`coalesce(swept_at, stage_since)`)
          .limit(limit)
          .select(['article_id', 'number'])
          .$asTuple('article_id', 'number'),
      ),
    )
    .returning(['article_id as articleId', 'number as visit', 'stage', 'tries', 'article.url'])
    .execute()
  return [
    ...polls.map((poll) => ({ stage: 'poll' as const, ...poll })),
    ...visits.flatMap((visit) => (visit.stage === 'done' ? [] : [{ ...visit, stage: visit.stage }])),
  ]
}

/** Counts that lost work is given to the queue once more. */
export async function markTry(database: Database, work: Work): Promise<void> {
  const tries = work.tries + 1
  if (work.stage === 'poll') {
    await database.updateTable('poll').set({ tries }).where('id', '=', work.pollId).execute()
    return
  }
  await database
    .updateTable('visit')
    .set({ tries })
    .where('article_id', '=', work.articleId)
    .where('number', '=', work.visit)
    .where('stage', '=', work.stage)
    .execute()
}
