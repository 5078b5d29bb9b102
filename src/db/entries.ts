import type { ParsedEntry } from '../domain/feed.ts'
import type { EntryToSave, PollTask, SavedPoll } from '../domain/pollTask.ts'
import type { Database } from './schema.ts'
import { requestVisits } from './visits.ts'

// PostgreSQL takes 65,535 parameters a statement; an entry has 17.
const BATCH_SIZE = 500

/**
 * Writes a poll's entries and the articles that they name.
 *
 * @param entries In document order, each `entryId` once.
 * @returns Counts that add up, and the articles to fetch: new ones, and those whose line has changed.
 */
export async function saveEntries(
  tx: Database,
  task: PollTask,
  entries: readonly EntryToSave[],
  now: Date,
): Promise<SavedPoll> {
  const before = await loadContentHashes(tx, entries)
  const newArticleIds = await insertArticles(tx, task, entries, now)
  for (let start = 0; start < entries.length; start += BATCH_SIZE) {
    await upsertEntries(tx, task, entries.slice(start, start + BATCH_SIZE), now)
    await pointToOriginals(tx, entries.slice(start, start + BATCH_SIZE))
  }

  const changedArticleIds = entries.flatMap(({ entryId, contentHash, article }) => {
    const isChanged = before.has(entryId) && before.get(entryId) !== contentHash
    return article && isChanged && !newArticleIds.has(article.articleId) ? [article.articleId] : []
  })
  const works = [
    ...(await requestVisits(tx, [...newArticleIds], task.runId, 'new', now)),
    ...(await requestVisits(tx, [...new Set(changedArticleIds)], task.runId, 'changed', now)),
  ]
  const skipped = entries.filter((entry) => entry.skipReason !== undefined).length
  return {
    seen: entries.length,
    new: newArticleIds.size,
    known: entries.length - newArticleIds.size - skipped,
    skipped,
    works,
  }
}

async function loadContentHashes(tx: Database, entries: readonly EntryToSave[]): Promise<Map<string, string>> {
  if (entries.length === 0) return new Map()
  const rows = await tx
    .selectFrom('entry')
    .where(
      'id',
      'in',
      entries.map((entry) => entry.entryId),
    )
    .select(['id', 'content_hash'])
    .execute()
  return new Map(rows.map((row) => [row.id, row.content_hash]))
}

async function insertArticles(tx: Database, task: PollTask, entries: readonly EntryToSave[], now: Date) {
  const inserted = new Set<string>()
  // In one order for all transactions, so that two feeds with the same articles cannot wait for each other.
  const articles = [
    ...new Map(entries.flatMap(({ article }) => (article ? [[article.articleId, article]] : []))).values(),
  ]
  articles.sort((a, b) => (a.articleId < b.articleId ? -1 : 1))
  for (let start = 0; start < articles.length; start += BATCH_SIZE) {
    const rows = await tx
      .insertInto('article')
      .values(
        articles.slice(start, start + BATCH_SIZE).map(({ articleId, url, urlKey }) => ({
          id: articleId,
          url,
          url_key: urlKey,
          outlet_id: task.outletId,
          first_seen_at: now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    for (const row of rows) inserted.add(row.id)
  }
  return inserted
}

async function upsertEntries(tx: Database, task: PollTask, entries: readonly EntryToSave[], now: Date): Promise<void> {
  await tx
    .insertInto('entry')
    .values(
      entries.map(({ entryId, entry, contentHash, article, skipReason }) => ({
        id: entryId,
        feed_id: task.feedId,
        poll_id: task.pollId,
        article_id: article?.articleId ?? null,
        skip_reason: skipReason ?? null,
        guid: entry.guid ?? null,
        link: entry.link ?? null,
        title: entry.title ?? null,
        summary: entry.summary ?? null,
        authors: JSON.stringify(entry.authors),
        categories: JSON.stringify(entry.categories),
        language: entry.language ?? null,
        published_at: entry.publishedAt ?? null,
        updated_at: entry.updatedAt ?? null,
        flags: JSON.stringify(entry.flags),
        content_hash: contentHash,
        first_seen_at: now,
        last_seen_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        article_id: row.ref('excluded.article_id'),
        skip_reason: row.ref('excluded.skip_reason'),
        link: row.ref('excluded.link'),
        title: row.ref('excluded.title'),
        summary: row.ref('excluded.summary'),
        authors: row.ref('excluded.authors'),
        categories: row.ref('excluded.categories'),
        published_at: row.ref('excluded.published_at'),
        updated_at: row.ref('excluded.updated_at'),
        flags: row.ref('excluded.flags'),
        content_hash: row.ref('excluded.content_hash'),
        last_seen_at: row.ref('excluded.last_seen_at'),
      })),
    )
    .execute()
}

/** A sighting of a duplicate is one of the article that it repeats. */
async function pointToOriginals(tx: Database, entries: readonly EntryToSave[]): Promise<void> {
  await tx
    .updateTable('entry')
    .from('article')
    .whereRef('article.id', '=', 'entry.article_id')
    .where('article.duplicate_of', 'is not', null)
    .where(
      'entry.id',
      'in',
      entries.map((entry) => entry.entryId),
    )
    .set((row) => ({ article_id: row.ref('article.duplicate_of') }))
    .execute()
}

/** @returns Which of these entries the store has. */
export async function listKnownEntries(database: Database, entryIds: readonly string[]): Promise<Set<string>> {
  if (entryIds.length === 0) return new Set()
  const rows = await database.selectFrom('entry').where('id', 'in', entryIds).select('id').execute()
  return new Set(rows.map((row) => row.id))
}

/** @returns The newest sighting of the article, as the feed declared it; undefined when there is none. */
export async function loadNewestEntry(database: Database, articleId: string): Promise<ParsedEntry | undefined> {
  const row = await database
    .selectFrom('entry')
    .where('article_id', '=', articleId)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .selectAll()
    .executeTakeFirst()
  if (!row) return undefined
  return {
    ...(row.guid === null ? {} : { guid: row.guid }),
    ...(row.link === null ? {} : { link: row.link }),
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.summary === null ? {} : { summary: row.summary }),
    authors: row.authors,
    categories: row.categories,
    ...(row.language === null ? {} : { language: row.language }),
    ...(row.published_at === null ? {} : { publishedAt: row.published_at }),
    ...(row.updated_at === null ? {} : { updatedAt: row.updated_at }),
    flags: row.flags,
  }
}
