import type { ArticleRevision } from '../domain/article.ts'
import type { Outlet } from '../domain/outlet.ts'
import type { TaggedRecord } from '../domain/record.ts'
import { loadOutlet } from './outlets.ts'
import { loadLastRevision } from './revisions.ts'
import type { Database } from './schema.ts'

/** An article as a reader wants it: its newest revision with the living records that point into it. */
export interface ReadableArticle {
  readonly id: string
  readonly url: string
  readonly firstSeenAt: Date
  readonly outlet: Outlet
  /** Undefined while the article waits to be read for the first time, or could not be. */
  readonly revision: ArticleRevision | undefined
  /** In the order of the text. */
  readonly records: readonly TaggedRecord[]
}

/** @returns The article; undefined when there is none of this id. */
export async function loadArticle(database: Database, articleId: string): Promise<ReadableArticle | undefined> {
  const article = await database
    .selectFrom('article')
    .where('id', '=', articleId)
    .select(['id', 'url', 'outlet_id', 'first_seen_at'])
    .executeTakeFirst()
  if (!article) return undefined
  const rows = await database
    .selectFrom('record')
    .where('article_id', '=', articleId)
    .where('deleted_at', 'is', null)
    .select('body')
    .execute()
  const records = rows.map((row) => row.body)
  records.sort((a, b) => a.mention.span.start - b.mention.span.start || a.mention.span.end - b.mention.span.end)
  return {
    id: article.id,
    url: article.url,
    firstSeenAt: article.first_seen_at,
    outlet: await loadOutlet(database, article.outlet_id),
    revision: await loadLastRevision(database, articleId),
    records,
  }
}
