import type { Duplex } from 'node:stream'
import type { PoolConfig } from 'pg'
import type { PipelineError } from '../domain/error.ts'
import { MEMORY } from './databaseDirectory.ts'
import { lockDirectory } from './lockDirectory.ts'
import { startThread } from './startThread.ts'
import { WireStream } from './wireStream.ts'

export interface EmbeddedOptions {
  /** A directory, made when absent; or `memory://`, which is gone at the end. */
  readonly dataDir: string
  readonly maintenanceEveryMs: number
}

/** PostgreSQL in this process. */
export interface EmbeddedStore {
  /** A fresh stream for one client of node-postgres. */
  stream(): Duplex
  /** For `new pg.Pool(…)`, and with `schema` and `migrate` for BullMQ's `connection`. */
  readonly poolConfig: PoolConfig
  /** VACUUM where it is due, and CHECKPOINT. The timer does it too, after writes. */
  maintain(): Promise<void>
  /** Writes the whole database to a gzip file; replaces that file when it is complete. */
  dump(path: string): Promise<void>
  /** Idempotent. Fails what is still running, so end the pools first. Rejects when it had to be forced. */
  close(): Promise<void>
  /** Settles only when the engine died; then every connection has failed and none will succeed. */
  readonly failed: Promise<PipelineError>
}

const CLOSE_TIMEOUT_MS = 15_000

/**
 * Opens the embedded store. One process at a time, one statement at a time.
 *
 * Killing the process loses nothing that was acknowledged. Losing power may: PGlite never calls fsync. Take dumps.
 *
 * @throws PipelineError STORE_LOCKED when another process has the directory; SERVICE_UNAVAILABLE when it does not open.
 */
export async function openEmbedded({ dataDir, maintenanceEveryMs }: EmbeddedOptions): Promise<EmbeddedStore> {
  const lock = dataDir === MEMORY ? undefined : lockDirectory(dataDir)
  const thread = await startThread({ dataDir }).catch((error) => {
    lock?.release()
    throw error
  })
  let closing: Promise<void> | undefined
  let isMaintaining = false
  const timer = setInterval(async () => {
    if (isMaintaining) return
    isMaintaining = true
    await thread.call({ name: 'maintain', onlyAfterWrites: true }).catch((error: Error) => {
      if (!closing) process.emitWarning(error)
    })
    isMaintaining = false
  }, maintenanceEveryMs).unref()
  void thread.failed.then(() => {
    clearInterval(timer)
    lock?.release()
  })

  const stream = () => new WireStream(thread)
  return {
    stream,
    failed: thread.failed,
    // Everything that node-postgres would else take from PG… variables of the environment.
    poolConfig: {
      stream,
      host: 'localhost',
      user: 'postgres',
      database: 'postgres',
      ssl: false,
      options: '-c search_path=public',
    },
    maintain: () => thread.call({ name: 'maintain', onlyAfterWrites: false }),
    dump: (path) => thread.call({ name: 'dump', path }),
    close() {
      clearInterval(timer)
      closing ??= thread.stop(CLOSE_TIMEOUT_MS).finally(() => lock?.release())
      return closing
    },
  }
}
