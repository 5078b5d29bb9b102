import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Database } from './schema.ts'

const FOLDER = new URL('./migrations/', import.meta.url)
const UNDEFINED_TABLE = '42P01'

/** @returns Names of this program's migrations that the store does not have yet, in order; `[]` when it is ready. */
export async function listMissingMigrations(database: Database): Promise<string[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  const applied = new Set(await listApplied(database))
  return files.map((name) => name.replace('.sql', '')).filter((name) => !applied.has(name))
}

async function listApplied(database: Database): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database)
    return rows.map((row) => row.name)
  } catch (error) {
    if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return []
    throw error
  }
}
