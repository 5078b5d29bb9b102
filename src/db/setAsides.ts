import type { VisitKey } from '../domain/visit.ts'
import { insertRun } from './runs.ts'
import type { Database } from './schema.ts'
import { advanceVisit, requestVisits } from './visits.ts'

export interface SetAside {
  readonly id: string
  readonly stage: 'fetch' | 'read' | 'tag'
  readonly articleId: string
  readonly url: string
  readonly code: string
  readonly message: string
  readonly createdAt: Date
}

/**
 * Ends a visit that cannot go on, and keeps it for a person.
 *
 * @param nextVisitAt When the article is looked at again all the same.
 * @returns False when the visit had moved on before, and nothing was written.
 */
export async function setAsideVisit(
  database: Database,
  key: VisitKey,
  stage: 'fetch' | 'read' | 'tag',
  { code, message }: { code: string; message: string },
  now: Date,
  nextVisitAt?: Date,
): Promise<boolean> {
  return await database.transaction().execute(async (tx) => {
    const next = nextVisitAt ? { nextVisitAt } : {}
    const end = { to: 'done', outcome: 'set_aside', reason: code, ...next } as const
    if (!(await advanceVisit(tx, key, stage, end, now))) return false
    await tx
      .insertInto('set_aside')
      .values({ stage, article_id: key.articleId, visit: key.visit, code, message, created_at: now })
      .onConflict((conflict) =>
        conflict
          .column('article_id')
          .where('resolved_at', 'is', null)
          .doUpdateSet({ stage, visit: key.visit, code, message, created_at: now }),
      )
      .execute()
    return true
  })
}

/** @returns What waits for a person, the newest first, at most `limit`. */
export async function listSetAsides(database: Database, limit: number): Promise<SetAside[]> {
  return await openSetAsides(database).orderBy('set_aside.id', 'desc').limit(limit).execute()
}

/** @returns The one with this id, undefined when there is none that waits. */
export async function findSetAside(database: Database, id: string): Promise<SetAside | undefined> {
  return await openSetAsides(database).where('set_aside.id', '=', id).executeTakeFirst()
}

function openSetAsides(database: Database) {
  return database
    .selectFrom('set_aside')
    .innerJoin('article', 'article.id', 'set_aside.article_id')
    .where('resolved_at', 'is', null)
    .select(['set_aside.id', 'stage', 'article_id as articleId', 'url', 'code', 'message', 'created_at as createdAt'])
}

/**
 * Gives set-aside articles another visit; whoever works next, now or at its start, takes them up.
 *
 * @param ids Of set-aside rows; undefined for all.
 * @returns How many were opened again.
 */
export async function replaySetAsides(
  database: Database,
  ids: readonly string[] | undefined,
  now: Date,
): Promise<number> {
  return await database.transaction().execute(async (tx) => {
    const resolved = await tx
      .updateTable('set_aside')
      .set({ resolved_at: now })
      .where('resolved_at', 'is', null)
      .$if(ids !== undefined, (query) => query.where('id', 'in', ids!))
      .returning('article_id')
      .execute()
    if (resolved.length === 0) return 0
    const runId = await insertRun(tx, 'once', now)
    const articleIds = resolved.map((row) => row.article_id)
    const visits = await requestVisits(tx, articleIds, runId, 'replay', now)
    return visits.length
  })
}
