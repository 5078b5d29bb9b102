import type { TaggedRecord } from '../domain/record.ts'
import type { Database } from './schema.ts'

const BATCH_SIZE = 500

/** Which records to stream; undefined means all. */
export interface RecordFilter {
  readonly kind?: string
  readonly electionId?: string
  readonly outletId?: string
}

/** Yields every living record, by id, in batches: memory stays flat however many there are. */
export async function* streamRecords(database: Database, filter: RecordFilter = {}): AsyncGenerator<TaggedRecord> {
  const { kind, electionId, outletId } = filter
  let after = ''
  for (;;) {
    const rows = await database
      .selectFrom('record')
      .where('deleted_at', 'is', null)
      .where('id', '>', after)
      .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
      .$if(electionId !== undefined, (query) => query.where('election_id', '=', electionId!))
      .$if(outletId !== undefined, (query) => query.where('outlet_id', '=', outletId!))
      .orderBy('id')
      .limit(BATCH_SIZE)
      .select(['id', 'body'])
      .execute()
    for (const row of rows) yield row.body
    if (rows.length < BATCH_SIZE) return
    after = rows[rows.length - 1]!.id
  }
}

/** @returns The record as it is, or was before it was deleted; undefined when there never was one. */
export async function loadRecord(
  database: Database,
  id: string,
): Promise<{ record: TaggedRecord; deletedAt: Date | null } | undefined> {
  const row = await database
    .selectFrom('record')
    .where('id', '=', id)
    .select(['body as record', 'deleted_at as deletedAt'])
    .executeTakeFirst()
  return row
}
