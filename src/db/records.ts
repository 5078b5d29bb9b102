import type { RecordChange, StoredRecord, Tagging } from '../domain/record.ts'
import type { Database } from './schema.ts'
import { takeSequences } from './takeSequences.ts'
import { advanceVisit } from './visits.ts'

/**
 * Replaces an article's mentions and brings its records up to date, with a line in the change log for each, all in one
 * transaction.
 *
 * @param plan Decides what changes, given the article's stored records, deleted ones included; pure.
 * @returns The changes written; undefined when the visit, or the article, had moved on before, and nothing was written.
 */
export async function saveTagging(
  database: Database,
  tagging: Tagging,
  plan: (stored: readonly StoredRecord[]) => readonly RecordChange[],
  now: Date,
): Promise<readonly RecordChange[] | undefined> {
  return await database.transaction().execute(async (tx) => {
    await tx.selectFrom('article').where('id', '=', tagging.articleId).select('id').forUpdate().execute()
    const isDue = tagging.visit
      ? await advanceVisit(tx, tagging.visit, 'tag', tagging.visit.end, now)
      : await isNewestRevision(tx, tagging)
    if (!isDue) return undefined
    await replaceMentions(tx, tagging, now)
    const changes = plan(await loadStoredRecords(tx, tagging.articleId))
    await writeChanges(tx, changes, tagging.sortAt, now)
    return changes
  })
}

async function isNewestRevision(tx: Database, { articleId, revision }: Tagging): Promise<boolean> {
  const newer = await tx
    .selectFrom('revision')
    .where('article_id', '=', articleId)
    .where('number', '>', revision)
    .select('number')
    .executeTakeFirst()
  return newer === undefined
}

async function replaceMentions(tx: Database, tagging: Tagging, now: Date): Promise<void> {
  const { articleId, revision, taggerVersion } = tagging
  await tx.deleteFrom('mention').where('article_id', '=', articleId).where('revision', '=', revision).execute()
  await tx
    .insertInto('tagging')
    .values({ article_id: articleId, revision, tagger_version: taggerVersion, tagged_at: now })
    .onConflict((conflict) =>
      conflict.columns(['article_id', 'revision']).doUpdateSet({ tagger_version: taggerVersion, tagged_at: now }),
    )
    .execute()
  if (tagging.mentions.length === 0) return
  await tx
    .insertInto('mention')
    .values(
      tagging.mentions.map((mention, position) => ({
        article_id: articleId,
        revision,
        id: mention.id,
        position,
        body: JSON.stringify(mention),
      })),
    )
    .execute()
}

async function loadStoredRecords(tx: Database, articleId: string): Promise<StoredRecord[]> {
  const rows = await tx
    .selectFrom('record')
    .where('article_id', '=', articleId)
    .select(['body', 'deleted_at'])
    .execute()
  return rows.map((row) => ({ record: row.body, isDeleted: row.deleted_at !== null }))
}

async function writeChanges(tx: Database, changes: readonly RecordChange[], sortAt: Date, now: Date): Promise<void> {
  if (changes.length === 0) return
  await tx
    .insertInto('record')
    .values(
      changes.map(({ action, record }) => ({
        id: record.id,
        article_id: record.article.id,
        outlet_id: record.outlet.id,
        kind: record.mention.kind,
        speaker: record.mention.speaker.name,
        accused: record.mention.accused.name,
        election_id: record.mention.election.id,
        language: record.article.language,
        version: record.version,
        body: JSON.stringify(record),
        sort_at: sortAt,
        updated_at: now,
        deleted_at: action === 'delete' ? now : null,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        kind: row.ref('excluded.kind'),
        speaker: row.ref('excluded.speaker'),
        accused: row.ref('excluded.accused'),
        election_id: row.ref('excluded.election_id'),
        language: row.ref('excluded.language'),
        version: row.ref('excluded.version'),
        body: row.ref('excluded.body'),
        sort_at: row.ref('excluded.sort_at'),
        updated_at: row.ref('excluded.updated_at'),
        deleted_at: row.ref('excluded.deleted_at'),
      })),
    )
    .execute()
  const first = await takeSequences(tx, changes.length)
  await tx
    .insertInto('change')
    .values(
      changes.map(({ action, record }, index) => ({
        sequence: String(first + index),
        action,
        record_id: record.id,
        version: record.version,
        at: now,
        body: JSON.stringify(record),
      })),
    )
    .execute()
}
