import type { Selectable } from 'kysely'
import type { Article, ArticleRevision } from '../domain/article.ts'
import type { VisitKey } from '../domain/visit.ts'
import type { Database, Schema } from './schema.ts'
import { advanceVisit } from './visits.ts'

/** @returns The newest revision; undefined when the article was never read. */
export async function loadLastRevision(database: Database, articleId: string): Promise<ArticleRevision | undefined> {
  const row = await database
    .selectFrom('revision')
    .where('article_id', '=', articleId)
    .orderBy('number', 'desc')
    .selectAll()
    .executeTakeFirst()
  return row && toRevision(row)
}

/** @returns Every revision of an article, oldest first; `[]` when it was never read. */
export async function listRevisions(database: Database, articleId: string): Promise<ArticleRevision[]> {
  const rows = await database
    .selectFrom('revision')
    .where('article_id', '=', articleId)
    .orderBy('number')
    .selectAll()
    .execute()
  return rows.map(toRevision)
}

/**
 * @returns The newest revision but for those whose visit was set aside: what could not be tagged is not known, and a replay
 *   must take it up again; undefined when there is none.
 */
export async function loadKnownRevision(database: Database, articleId: string): Promise<ArticleRevision | undefined> {
  const row = await database
    .selectFrom('revision')
    .innerJoin('visit', (join) =>
      join.onRef('visit.article_id', '=', 'revision.article_id').onRef('visit.number', '=', 'revision.visit'),
    )
    .where('revision.article_id', '=', articleId)
    .where('visit.outcome', 'is distinct from', 'set_aside')
    .orderBy('revision.number', 'desc')
    .selectAll('revision')
    .executeTakeFirst()
  return row && toRevision(row)
}

/**
 * Stores what a visit read as the article's next revision, and passes the visit on to `tag`.
 *
 * @returns The number of the new revision; undefined when the visit had moved on before, and nothing was written.
 */
export async function saveRevision(
  database: Database,
  key: VisitKey,
  article: Article,
  textSha256: string,
  now: Date,
): Promise<number | undefined> {
  return await database.transaction().execute(async (tx) => {
    if (!(await advanceVisit(tx, key, 'read', { to: 'tag' }, now))) return undefined
    const last = await loadLastRevision(tx, key.articleId)
    const number = (last?.revision ?? 0) + 1
    await tx
      .insertInto('revision')
      .values({
        article_id: key.articleId,
        number,
        visit: key.visit,
        title: article.title ?? null,
        authors: JSON.stringify(article.authors),
        site_name: article.siteName ?? null,
        section: article.section ?? null,
        published_at: article.publishedAt ?? null,
        modified_at: article.modifiedAt ?? null,
        language: article.language,
        canonical_url: article.canonicalUrl ?? null,
        text: article.text,
        text_sha256: textSha256,
        zones: JSON.stringify(article.zones),
        text_source: article.textSource,
        flags: JSON.stringify(article.flags),
        created_at: now,
      })
      .execute()
    return number
  })
}

/** @returns Ids of the articles whose newest revision was tagged by another tagger than `taggerVersion`, in order. */
export async function listOutdatedArticles(
  database: Database,
  taggerVersion: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await database
    .selectFrom('tagging')
    .where('tagger_version', '<>', taggerVersion)
    .where('article_id', '>', after)
    .where(({ eb, selectFrom }) =>
      eb(
        'revision',
        '=',
        selectFrom('revision')
          .whereRef('revision.article_id', '=', 'tagging.article_id')
          .select((row) => row.fn.max('number').as('newest')),
      ),
    )
    .orderBy('article_id')
    .limit(limit)
    .select('article_id')
    .execute()
  return rows.map((row) => row.article_id)
}

function toRevision(row: Selectable<Schema['revision']>): ArticleRevision {
  return {
    articleId: row.article_id,
    revision: row.number,
    textSha256: row.text_sha256,
    ...(row.title === null ? {} : { title: row.title }),
    authors: row.authors,
    ...(row.site_name === null ? {} : { siteName: row.site_name }),
    ...(row.section === null ? {} : { section: row.section }),
    ...(row.published_at === null ? {} : { publishedAt: row.published_at }),
    ...(row.modified_at === null ? {} : { modifiedAt: row.modified_at }),
    language: row.language,
    ...(row.canonical_url === null ? {} : { canonicalUrl: row.canonical_url }),
    text: row.text,
    zones: row.zones,
    textSource: row.text_source,
    flags: row.flags,
  }
}
