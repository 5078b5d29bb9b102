import type { VisitKey } from '../domain/visit.ts'
import type { Database } from './schema.ts'
import { advanceVisit } from './visits.ts'

/** An article that another may repeat, with the headline that it was last read with. */
export interface Original {
  readonly articleId: string
  readonly title?: string
}

/** @returns The outlet's other article that has one of these keys, its own or by what its page said, if its page was read and it repeats none itself. */
export async function loadOriginal(
  database: Database,
  articleId: string,
  outletId: string,
  urlKeys: readonly string[],
): Promise<Original | undefined> {
  const row = await database
    .selectFrom('article')
    .innerJoin('revision', 'revision.article_id', 'article.id')
    .where((row) => row.or([row('url_key', 'in', urlKeys), row('canonical_key', 'in', urlKeys)]))
    .where('outlet_id', '=', outletId)
    .where('article.id', '<>', articleId)
    .where('duplicate_of', 'is', null)
    .where('text_source', '=', 'page')
    .orderBy('article.first_seen_at')
    .orderBy('article.id')
    .orderBy('revision.number', 'desc')
    .select(['article.id as articleId', 'revision.title'])
    .executeTakeFirst()
  return row && { articleId: row.articleId, ...(row.title === null ? {} : { title: row.title }) }
}

/** Keeps under which other key an article's page says that it belongs. */
export async function saveCanonicalKey(database: Database, articleId: string, urlKey: string): Promise<void> {
  await database.updateTable('article').set({ canonical_key: urlKey }).where('id', '=', articleId).execute()
}

/**
 * Ends the visit of an article that repeats another, and gives its sightings to that one.
 *
 * @returns False when the visit had moved on before, and nothing was written.
 */
export async function saveDuplicate(
  database: Database,
  key: VisitKey,
  originalId: string,
  now: Date,
): Promise<boolean> {
  return await database.transaction().execute(async (tx) => {
    const end = { to: 'done', outcome: 'skipped', reason: 'DUPLICATE_ARTICLE' } as const
    if (!(await advanceVisit(tx, key, 'read', end, now))) return false
    await tx.updateTable('article').set({ duplicate_of: originalId }).where('id', '=', key.articleId).execute()
    await tx.updateTable('entry').set({ article_id: originalId }).where('article_id', '=', key.articleId).execute()
    return true
  })
}
