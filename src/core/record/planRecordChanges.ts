import { isDeepStrictEqual } from 'node:util'
import type { RecordChange, StoredRecord, TaggedRecord } from '../../domain/record.ts'

/**
 * Decides what the change log must say about an article's records after a tagging.
 *
 * A record whose content is the same is left alone, with the tagger version that wrote it: a new lexicon announces only
 * what it changed.
 *
 * @param stored The article's records as they are, deleted ones included.
 * @param built The records as the tagging has them now, version 1 each.
 * @returns Creates and updates in the order of `built`, then deletes; `[]` when nothing changed.
 * @throws Never.
 */
export function planRecordChanges(stored: readonly StoredRecord[], built: readonly TaggedRecord[]): RecordChange[] {
  const before = new Map(stored.map((row) => [row.record.id, row]))
  const writes = built.flatMap((record): RecordChange[] => {
    const old = before.get(record.id)
    if (!old) return [{ action: 'create', record }]
    const next = { ...record, version: old.record.version + 1 }
    if (old.isDeleted) return [{ action: 'create', record: next }]
    return isDeepStrictEqual(contentOf(old.record), contentOf(record)) ? [] : [{ action: 'update', record: next }]
  })
  const kept = new Set(built.map((record) => record.id))
  const deletes = stored
    .filter((row) => !row.isDeleted && !kept.has(row.record.id))
    .map((row): RecordChange => ({ action: 'delete', record: { ...row.record, version: row.record.version + 1 } }))
  return [...writes, ...deletes]
}

function contentOf(record: TaggedRecord): unknown {
  const { version: _version, ...content } = record
  return JSON.parse(JSON.stringify({ ...content, mention: { ...record.mention, taggerVersion: '' } }))
}
