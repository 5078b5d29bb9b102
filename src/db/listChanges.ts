import type { Selectable } from 'kysely'
import type { FeedAlertLine } from '../domain/feedHealth.ts'
import type { Change, TaggedRecord } from '../domain/record.ts'
import type { Database, Schema } from './schema.ts'

/**
 * Lists what happened to records, and whether feeds are heard, in the order in which it happened.
 *
 * @param since The last sequence that the reader has; 0 for the beginning.
 * @param limit At most so many.
 * @returns The changes, without a gap, and the newest sequence of the store.
 */
export async function listChanges(
  database: Database,
  since: number,
  limit: number,
): Promise<{ changes: Change[]; last: number }> {
  const rows = await database
    .selectFrom('change')
    .where('sequence', '>', String(since))
    .orderBy('sequence')
    .limit(limit)
    .selectAll()
    .execute()
  const counter = await database.selectFrom('change_counter').select('last').executeTakeFirstOrThrow()
  return {
    last: Number(counter.last),
    changes: rows.map(toChange),
  }
}

function toChange(row: Selectable<Schema['change']>): Change {
  const { action, version, body } = row
  const line = { sequence: Number(row.sequence), action, version, at: row.at.toISOString() }
  return row.record_id === null
    ? { ...line, subject: 'feed_alert', feedAlert: body as FeedAlertLine }
    : { ...line, subject: 'record', recordId: row.record_id, record: body as TaggedRecord }
}
