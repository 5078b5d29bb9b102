import type { TaggedRecord } from '../domain/record.ts'
import { listRecords, type RecordFilter, type RecordPosition } from './listRecords.ts'
import type { Database } from './schema.ts'

const BATCH_SIZE = 500

/** Yields every living record, the newest first, in batches: memory stays flat however many there are. */
export async function* streamRecords(database: Database, filter: RecordFilter = {}): AsyncGenerator<TaggedRecord> {
  let after: RecordPosition | undefined
  for (;;) {
    const batch = await listRecords(database, filter, BATCH_SIZE, after)
    for (const { record } of batch) yield record
    after = batch.at(-1)
    if (batch.length < BATCH_SIZE) return
  }
}
