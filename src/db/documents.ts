import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import type { FetchedDocument, LastDocument } from '../domain/document.ts'
import type { VisitKey } from '../domain/visit.ts'
import type { Database } from './schema.ts'
import { advanceVisit } from './visits.ts'

const pack = promisify(zstdCompress)
const unpack = promisify(zstdDecompress)

/**
 * @returns The newest document's validators and hash, but for those whose visit was set aside: a replay must read such a page
 *   although it is the same; undefined when there is none.
 */
export async function loadLastDocument(database: Database, articleId: string): Promise<LastDocument | undefined> {
  const row = await database
    .selectFrom('document')
    .innerJoin('visit', (join) =>
      join.onRef('visit.article_id', '=', 'document.article_id').onRef('visit.number', '=', 'document.visit'),
    )
    .where('document.article_id', '=', articleId)
    .where('visit.outcome', 'is distinct from', 'set_aside')
    .orderBy('document.visit', 'desc')
    .select(['headers', 'body_sha256'])
    .executeTakeFirst()
  if (!row) return undefined
  const { etag, 'last-modified': lastModified } = row.headers
  return {
    validators: { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) },
    bodySha256: row.body_sha256,
  }
}

/** @returns The document that the visit fetched; undefined when it has none. */
export async function loadDocument(database: Database, key: VisitKey): Promise<FetchedDocument | undefined> {
  const row = await database
    .selectFrom('document')
    .where('article_id', '=', key.articleId)
    .where('visit', '=', key.visit)
    .selectAll()
    .executeTakeFirst()
  if (!row) return undefined
  return {
    url: row.url,
    finalUrl: row.final_url,
    status: row.status,
    headers: row.headers,
    // Node refuses a bound of 0.
    body: await unpack(row.body, { maxOutputLength: Math.max(1, row.body_bytes) }),
    fetchedAt: row.fetched_at,
  }
}

/**
 * Stores what a visit fetched, and passes the visit on to `read`.
 *
 * @returns False when the visit had moved on before, and nothing was written.
 */
export async function saveDocument(database: Database, key: VisitKey, document: FetchedDocument): Promise<boolean> {
  const body = await pack(document.body)
  return await database.transaction().execute(async (tx) => {
    if (!(await advanceVisit(tx, key, 'fetch', { to: 'read' }, document.fetchedAt))) return false
    await tx
      .insertInto('document')
      .values({
        article_id: key.articleId,
        visit: key.visit,
        url: document.url,
        final_url: document.finalUrl,
        status: document.status,
        headers: JSON.stringify(document.headers),
        body,
        body_sha256: sha256(document.body),
        body_bytes: document.body.byteLength,
        fetched_at: document.fetchedAt,
      })
      .execute()
    return true
  })
}

export const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex')
