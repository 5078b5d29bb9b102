import type pg from 'pg'
import type { Env } from '../../config/env.ts'
import type { Lists } from '../../config/lists.ts'
import type { Log } from '../../config/log.ts'
import { newPollState } from '../core/feed/planPoll.ts'
import { syncFeeds } from '../db/feeds.ts'
import { isStoreAway } from '../db/isStoreAway.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/openDatabase.ts'
import { upsertOutlets } from '../db/outlets.ts'
import type { Database } from '../db/schema.ts'
import { PipelineError } from '../domain/error.ts'
import { openQueues, type Queues } from '../queue/openQueues.ts'
import { type EmbeddedStore, openEmbedded } from '../store/openEmbedded.ts'

const MAINTENANCE_EVERY_MS = 60_000

/** The store, and what goes with every use of it. */
export interface Storage {
  readonly env: Env
  readonly lists: Lists
  readonly log: Log
  readonly database: Database
  /** Undefined when the store is a PostgreSQL server. */
  readonly embedded: EmbeddedStore | undefined
  /** What was migrated at this start. */
  readonly migrations: readonly string[]
  /** Rejects when the embedded store dies; never settles on a server. */
  readonly failure: Promise<never>
  close(): Promise<void>
}

/** Store and queues: what the workers and the HTTP server stand on. */
export interface Services extends Storage {
  readonly queues: Queues
}

/**
 * Opens the store, brings its tables up to date, and copies the lists of outlets and feeds into it.
 *
 * @throws PipelineError STORE_LOCKED, STORE_SCHEMA or SERVICE_UNAVAILABLE.
 */
export async function openStorage(env: Env, lists: Lists, log: Log): Promise<Storage> {
  const embedded = env.databaseUrl
    ? undefined
    : await openEmbedded({ dataDir: env.dataDir, maintenanceEveryMs: MAINTENANCE_EVERY_MS })
  const config: pg.PoolConfig = embedded?.poolConfig ?? { connectionString: env.databaseUrl }
  const database = openDatabase(config, (error) => log.warn({ err: error }, 'a database connection broke'))
  const close = async () => {
    await database.destroy()
    await embedded?.close()
  }
  try {
    const migrations = await migrate(database)
    await upsertOutlets(database, lists.outlets)
    await syncFeeds(database, lists.feeds, JSON.stringify(newPollState()), new Date())
    return { env, lists, log, database, embedded, migrations, failure: failureOf(embedded), close }
  } catch (error) {
    await close()
    throw asUnavailable(error)
  }
}

/**
 * Opens store and queues.
 *
 * @throws PipelineError as `openStorage`, and SERVICE_UNAVAILABLE when Redis does not answer.
 */
export async function openServices(env: Env, lists: Lists, log: Log): Promise<Services> {
  const storage = await openStorage(env, lists, log)
  const onError = (error: Error) => log.warn({ err: error }, 'a queue connection broke')
  try {
    const queues = await openQueues(
      env.redisUrl
        ? { kind: 'redis', url: env.redisUrl }
        : { kind: 'embedded', poolConfig: storage.embedded!.poolConfig },
      onError,
    )
    const close = async () => {
      await queues.close()
      await storage.close()
    }
    return { ...storage, queues, close }
  } catch (error) {
    await storage.close()
    throw error
  }
}

function failureOf(embedded: EmbeddedStore | undefined): Promise<never> {
  const failure = new Promise<never>((_resolve, reject) => {
    void embedded?.failed.then(reject)
  })
  // Whoever waits for it is told; where nobody does, the next query fails by itself.
  failure.catch(() => undefined)
  return failure
}

function asUnavailable(error: unknown): Error {
  const cause = error instanceof PipelineError ? error.cause : error
  if (isStoreAway(cause)) {
    const { code, message } = cause as Error & { code?: unknown }
    return new PipelineError('SERVICE_UNAVAILABLE', `Cannot reach the database: ${message || code}`, { cause })
  }
  return error as Error
}
