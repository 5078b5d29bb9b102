import type { Change } from '../domain/record.ts'
import type { Database } from './schema.ts'

/**
 * Lists what happened to records, in the order in which it happened.
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
    changes: rows.map((row) => ({
      sequence: Number(row.sequence),
      action: row.action,
      recordId: row.record_id,
      version: row.version,
      at: row.at.toISOString(),
      record: row.body,
    })),
  }
}
