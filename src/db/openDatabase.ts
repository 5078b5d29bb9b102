import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database, Schema } from './schema.ts'

const MAX_CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 10_000
const STATEMENT_TIMEOUT_MS = 30_000

/** Our tables live in a schema of their own: BullMQ's, on the embedded store, has tables named `job` and `event`. */
export const SCHEMA_NAME = 'claimwire'

/**
 * Opens the one pool that all SQL goes through.
 *
 * @param config Where the server is: a connection string, or a stream into the embedded store.
 * @param onError Told of connections that break; their queries fail by themselves.
 * @returns Kysely over the pool; `destroy()` closes both.
 * @throws Never: the first query finds out whether anybody answers.
 */
export function openDatabase(config: pg.PoolConfig, onError: (error: Error) => void): Database {
  const pool = new pg.Pool({
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    ...config,
    options: `-c search_path=${SCHEMA_NAME}`,
  })
  pool.on('error', onError)
  // A connection that breaks while a query holds it tells the query and, without this, the whole process.
  pool.on('connect', (client) => client.on('error', onError))
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}
