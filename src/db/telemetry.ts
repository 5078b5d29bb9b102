import { sql } from 'kysely'
import type { DurationBucket } from '../domain/duration.ts'
import type { Database } from './schema.ts'

/** Notes that something regular happened now. */
export async function markHeartbeat(database: Database, name: string, now: Date): Promise<void> {
  await database
    .insertInto('heartbeat')
    .values({ name, at: now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ at: now }))
    .execute()
}

/** @returns When it last happened; undefined when never. */
export async function loadHeartbeat(database: Database, name: string): Promise<Date | undefined> {
  const row = await database.selectFrom('heartbeat').where('name', '=', name).select('at').executeTakeFirst()
  return row?.at
}

/** Adds what one worker process measured to what all have. */
export async function addDurations(database: Database, buckets: readonly DurationBucket[]): Promise<void> {
  if (buckets.length === 0) return
  await database
    .insertInto('stage_duration')
    .values(
      buckets.map(({ stage, boundMs, jobCount, totalMs }) => ({
        stage,
        bound_ms: boundMs,
        job_count: String(jobCount),
        total_ms: String(Math.round(totalMs)),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['stage', 'bound_ms']).doUpdateSet({
        job_count: sql<string>`stage_duration.job_count + excluded.job_count`,
        total_ms: sql<string>`stage_duration.total_ms + excluded.total_ms`,
      }),
    )
    .execute()
}

/** @returns Every bucket, by stage and bound. */
export async function listDurations(database: Database): Promise<DurationBucket[]> {
  const rows = await database.selectFrom('stage_duration').selectAll().orderBy('stage').orderBy('bound_ms').execute()
  return rows.map((row) => ({
    stage: row.stage,
    boundMs: row.bound_ms,
    jobCount: Number(row.job_count),
    totalMs: Number(row.total_ms),
  }))
}
