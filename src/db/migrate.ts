import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { PipelineError } from '../domain/error.ts'
import { SCHEMA_NAME } from './openDatabase.ts'
import type { Database } from './schema.ts'

const FOLDER = new URL('./migrations/', import.meta.url)

/**
 * Brings the tables up to date; safe when several processes start at once (advisory lock).
 *
 * @returns Names of the migrations that were applied now, in order; `[]` when there was nothing to do.
 * @throws PipelineError STORE_SCHEMA when a migration fails or the database is newer than this program.
 */
export async function migrate(database: Database): Promise<string[]> {
  const migrator = new Migrator({ db: database, provider: sqlFiles, migrationTableSchema: SCHEMA_NAME })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName ?? 'the list of migrations'
    throw new PipelineError('STORE_SCHEMA', `Cannot migrate the database: "${failed}": ${(error as Error).message}`, {
      cause: error,
    })
  }
  return results.map((result) => result.migrationName)
}

const sqlFiles: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql'))
    return Object.fromEntries(names.map((name) => [name.replace('.sql', ''), sqlFile(name)]))
  },
}

function sqlFile(name: string): Migration {
  return {
    async up(database) {
      await sql.raw(await readFile(new URL(name, FOLDER), 'utf8')).execute(database)
    },
  }
}
