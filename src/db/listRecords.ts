import { sql } from 'kysely'
import type { MentionKind } from '../domain/mention.ts'
import type { StoredRecord, TaggedRecord } from '../domain/record.ts'
import type { Database } from './schema.ts'

/** What a list may be narrowed to; all given conditions hold together. */
export interface RecordFilter {
  readonly kind?: MentionKind | undefined
  /** Election id. */
  readonly election?: string | undefined
  /** Entity id (`seat:kremlin`), or the whole name in any case. */
  readonly speaker?: string | undefined
  /** As `speaker`. */
  readonly accused?: string | undefined
  /** Outlet id. */
  readonly outlet?: string | undefined
  /** BCP 47 primary tag. */
  readonly language?: string | undefined
  /** Records dated at this moment or later. */
  readonly from?: Date | undefined
  /** Records dated before this moment. */
  readonly to?: Date | undefined
}

/** Where a record stands in the list: the newest first, ids decide between equal dates. */
export interface RecordPosition {
  readonly sortAt: Date
  readonly id: string
}

export interface ListedRecord extends RecordPosition {
  readonly record: TaggedRecord
}

/**
 * Lists the living records, the newest first.
 *
 * @param limit At most so many.
 * @param after Only what stands behind this position; undefined for the start of the list.
 */
export async function listRecords(
  database: Database,
  filter: RecordFilter,
  limit: number,
  after?: RecordPosition,
): Promise<ListedRecord[]> {
  let query = database.selectFrom('record').where('deleted_at', 'is', null)
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
  if (filter.election !== undefined) query = query.where('election_id', '=', filter.election)
  if (filter.outlet !== undefined) query = query.where('outlet_id', '=', filter.outlet)
  if (filter.language !== undefined) query = query.where('language', '=', filter.language)
  if (filter.speaker !== undefined) query = query.where(isActor('speaker', filter.speaker))
  if (filter.accused !== undefined) query = query.where(isActor('accused', filter.accused))
  if (filter.from !== undefined) query = query.where('sort_at', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('sort_at', '<', filter.to)
  if (after !== undefined) {
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('sort_at', 'id'), '<', tuple(after.sortAt, after.id)))
  }
  return await query
    .orderBy('sort_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .select(['id', 'sort_at as sortAt', 'body as record'])
    .execute()
}

/** @returns The record with whether it was deleted; undefined when it never was. */
export async function loadRecord(database: Database, id: string): Promise<StoredRecord | undefined> {
  const row = await database
    .selectFrom('record')
    .where('id', '=', id)
    .select(['body as record', 'deleted_at'])
    .executeTakeFirst()
  return row && { record: row.record, isDeleted: row.deleted_at !== null }
}

/** Entity ids hold a colon, names do not. */
function isActor(role: 'speaker' | 'accused', value: string) {
  return value.includes(':')
    ? sql<boolean>`body #>> ${sql.lit(`{mention,${role},entityId}`)} = ${value}`
    : sql<boolean>`lower(${sql.ref(role)}) = lower(${value})`
}
