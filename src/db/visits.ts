import { sql } from 'kysely'
import type { VisitCause, VisitKey, VisitStage, VisitState, VisitStep } from '../domain/visit.ts'
import type { Work } from '../domain/work.ts'
import type { Database } from './schema.ts'

/** @returns Where the visit stands; undefined when there is none. */
export async function loadVisit(database: Database, key: VisitKey): Promise<VisitState | undefined> {
  const row = await database
    .selectFrom('visit')
    .innerJoin('article', 'article.id', 'visit.article_id')
    .where('article_id', '=', key.articleId)
    .where('number', '=', key.visit)
    .select([
      'stage',
      'article.url',
      'article.outlet_id as outletId',
      'article.first_seen_at as firstSeenAt',
      'blocked_by as blockedBy',
      'redirect_url as redirectUrl',
      'redirect_count as redirectCount',
    ])
    .executeTakeFirst()
  if (!row) return undefined
  const { blockedBy, redirectUrl, redirectCount, ...rest } = row
  return {
    ...key,
    ...rest,
    ...(blockedBy === null ? {} : { blockedBy }),
    ...(redirectUrl === null ? {} : { redirect: { url: redirectUrl, count: redirectCount } }),
  }
}

/** Remembers where the page of a visit has moved, while it waits to be fetched there. */
export async function saveRedirect(database: Database, key: VisitKey, url: string): Promise<void> {
  await database
    .updateTable('visit')
    .set({ redirect_url: url, redirect_count: sql<number>`redirect_count + 1` })
    .where('article_id', '=', key.articleId)
    .where('number', '=', key.visit)
    .where('stage', '=', 'fetch')
    .execute()
}

/** @returns The article's last visit, whatever its stage. @throws When there is none: articles begin with one. */
export async function loadNewestVisit(database: Database, articleId: string): Promise<VisitState> {
  const { number } = await database
    .selectFrom('visit')
    .where('article_id', '=', articleId)
    .orderBy('number', 'desc')
    .select('number')
    .executeTakeFirstOrThrow()
  return (await loadVisit(database, { articleId, visit: number }))!
}

/**
 * Opens a visit of each article. One that is being visited is not visited twice at once: it is due again when that
 * visit ends, unless that has yet to fetch and so will see the newest page anyway.
 *
 * @returns The fetches to make.
 */
export async function requestVisits(
  tx: Database,
  articleIds: readonly string[],
  runId: string,
  cause: VisitCause,
  now: Date,
): Promise<Work[]> {
  if (articleIds.length === 0) return []
  await tx
    .updateTable('visit')
    .set({ next_visit_at: now })
    .where('article_id', 'in', articleIds)
    .where('stage', 'in', ['read', 'tag'])
    .execute()
  const opened = await tx
    .insertInto('visit')
    .columns(['article_id', 'number', 'run_id', 'cause', 'stage', 'stage_since'])
    .expression((row) =>
      row
        .selectFrom('article')
        .leftJoin('visit', 'visit.article_id', 'article.id')
        .where('article.id', 'in', articleIds)
        .groupBy('article.id')
        .select([
          'article.id',
          sql<number>`coalesce(max(visit.number), 0) + 1`.as('number'),
          sql<string>`${runId}`.as('run_id'),
          sql<VisitCause>`${cause}`.as('cause'),
          sql<VisitStage>`'fetch'`.as('stage'),
          sql<Date>`${now}::timestamptz`.as('stage_since'),
        ]),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['article_id as articleId', 'number as visit'])
    .execute()
  if (opened.length === 0) return []
  const rows = await tx
    .selectFrom('article')
    .where(
      'id',
      'in',
      opened.map((visit) => visit.articleId),
    )
    .select(['id', 'url'])
    .execute()
  const urls = new Map(rows.map((row) => [row.id, row.url]))
  return opened.map((visit) => ({ stage: 'fetch', ...visit, tries: 0, url: urls.get(visit.articleId)! }))
}

/** Opens a visit of each article whose next look is due, at most `limit`. */
export async function claimDueVisits(tx: Database, runId: string, now: Date, limit: number): Promise<Work[]> {
  const due = await tx
    .updateTable('visit')
    .set({ next_visit_at: null })
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('article_id', 'number'),
        'in',
        selectFrom('visit')
          .where('stage', '=', 'done')
          .where('next_visit_at', '<=', now)
          .orderBy('next_visit_at')
          .limit(limit)
          .forUpdate()
          .skipLocked()
          .select(['article_id', 'number'])
          .$asTuple('article_id', 'number'),
      ),
    )
    .returning('article_id')
    .execute()
  return await requestVisits(tx, [...new Set(due.map((visit) => visit.article_id))], runId, 'recheck', now)
}

/**
 * Moves a visit on, if it still waits for `from`: with what the stage stored, in its transaction.
 *
 * @returns False when the visit has moved on already; then the caller writes nothing.
 */
export async function advanceVisit(
  tx: Database,
  key: VisitKey,
  from: VisitStage,
  step: VisitStep,
  now: Date,
): Promise<boolean> {
  const isEnd = step.to === 'done'
  const next = isEnd ? (step.nextVisitAt ?? null) : null
  const moved = await tx
    .updateTable('visit')
    .set({
      stage: step.to,
      outcome: isEnd ? step.outcome : null,
      reason: (isEnd && step.reason) || null,
      ...(step.to === 'read' && step.blockedBy ? { blocked_by: step.blockedBy } : {}),
      tries: 0,
      stage_since: now,
      swept_at: null,
      // `least` passes over nulls: a visit asked for meanwhile is not forgotten.
      next_visit_at: sql<Date | null>`least(next_visit_at, ${next}::timestamptz)`,
    })
    .where('article_id', '=', key.articleId)
    .where('number', '=', key.visit)
    .where('stage', '=', from)
    .returning('number')
    .executeTakeFirst()
  if (moved && isEnd && step.outcome !== 'set_aside') await resolveSetAside(tx, key.articleId, now)
  return moved !== undefined
}

/** An article that came through after all needs no person any more. */
async function resolveSetAside(tx: Database, articleId: string, now: Date): Promise<void> {
  await tx
    .updateTable('set_aside')
    .set({ resolved_at: now })
    .where('article_id', '=', articleId)
    .where('resolved_at', 'is', null)
    .execute()
}
