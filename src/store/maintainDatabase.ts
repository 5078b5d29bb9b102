import type { Engine } from './openEngine.ts'
import type { EngineHub } from './wireHub.ts'

/** The thresholds of PostgreSQL's autovacuum, which PGlite does not run, at half its scale. */
const TABLES_TO_VACUUM = `
  SELECT pg_catalog.format('%I.%I', s.schemaname, s.relname) AS name
  FROM pg_catalog.pg_stat_all_tables s JOIN pg_catalog.pg_class c ON c.oid = s.relid
  WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND (
    s.n_dead_tup > 50 + 0.1 * greatest(c.reltuples, 0) OR
    s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0) OR
    s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0))
  ORDER BY s.n_dead_tup DESC`

/**
 * Does what a PostgreSQL server does in the background: VACUUM (ANALYZE) of tables that changed, then CHECKPOINT, which
 * lets finished WAL files go. Other connections run between two tables.
 *
 * @param lastPosition What this returned last time: nothing is done when nothing was written since.
 * @returns The position in the WAL at the end.
 * @throws Error of PostgreSQL.
 */
export async function maintainDatabase(hub: EngineHub, engine: Engine, lastPosition?: string): Promise<string> {
  const { database } = engine
  if (lastPosition !== undefined && (await readPosition(hub, engine)) === lastPosition) return lastPosition
  const tables = await hub.exclusive(async () => {
    await database.exec('SELECT pg_catalog.pg_stat_force_next_flush()')
    return (await database.query<{ name: string }>(TABLES_TO_VACUUM)).rows
  })
  for (const { name } of tables) {
    await hub.exclusive(async () => {
      const found = await database.query('SELECT WHERE pg_catalog.to_regclass($1) IS NOT NULL', [name])
      if (found.rows.length > 0) await database.exec(`VACUUM (ANALYZE) ${name}`)
    })
  }
  await hub.exclusive(() => database.exec('CHECKPOINT'))
  return readPosition(hub, engine)
}

async function readPosition(hub: EngineHub, { database }: Engine): Promise<string> {
  const { rows } = await hub.exclusive(() =>
    database.query<{ position: string }>('SELECT pg_catalog.pg_current_wal_insert_lsn()::text AS position'),
  )
  return rows[0]?.position ?? ''
}
