import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { dataDir as loadEmptyDatabase } from '@electric-sql/pglite-prepopulatedfs'
import { PipelineError } from '../domain/error.ts'

/** PostgreSQL in this thread. It does one thing at a time and blocks the thread meanwhile. */
export interface Engine {
  /** Sends whole protocol messages and returns the whole answer. */
  exchange(messages: Uint8Array): Promise<Buffer>
  readonly database: PGlite
}

/** The default of 128 MB is taken from memory at once; the rest keeps fewer finished WAL files on the disk. */
const SETTINGS = ['shared_buffers=16MB', 'max_wal_size=64MB', 'min_wal_size=32MB']

/** What PGlite throws where PostgreSQL jumps back to its main loop after an ordinary error. */
const LONG_JUMP_STATUS = 100

const MAX_LOG_LINES = 5

/**
 * Opens PGlite.
 *
 * @param directory PGDATA, or `memory://`. Made when absent, by a copy that is not safe to interrupt.
 * @param onDeath Called when the engine has ended by itself. It then answers nothing, and PGlite would try for ever:
 *   `onDeath` must end the thread.
 * @param dump A data directory packed by PGlite, to start from; else a new one starts from a packed empty database, as
 *   `initdb` would take twice the time and a gigabyte.
 * @throws PipelineError SERVICE_UNAVAILABLE with the last lines that PostgreSQL wrote.
 */
export async function openEngine(directory: string, onDeath: (error: Error) => void, dump?: Blob): Promise<Engine> {
  const log: string[] = []
  const keepLine = (line: string) => {
    log.push(line)
    if (log.length > MAX_LOG_LINES) log.shift()
    return true
  }
  const isNew = !existsSync(join(directory, 'PG_VERSION'))
  try {
    const database = await PGlite.create(directory, {
      startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])],
      onStderr: keepLine,
      ...(isNew ? { loadDataDir: dump ?? (await loadEmptyDatabase()) } : {}),
    })
    watchForDeath(database, (error) => onDeath(new Error(`${describe(error)} ${log.join(' ')}`, { cause: error })))
    return { database, exchange: (messages) => exchange(database, messages) }
  } catch (error) {
    throw new PipelineError('SERVICE_UNAVAILABLE', `Cannot open "${directory}": ${describe(error)} ${log.join(' ')}`, {
      cause: error,
    })
  }
}

/** `execProtocolRaw` would parse every answer and keep it for ever; the streaming form does neither. */
async function exchange(database: PGlite, messages: Uint8Array): Promise<Buffer> {
  const parts: Buffer[] = []
  await database.execProtocolRawStream(messages, {
    syncToFs: false,
    onRawData: (view) => parts.push(Buffer.from(view)),
  })
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
}

/** Emscripten throws plain objects when the engine exits. */
function describe(error: unknown): string {
  return error instanceof Error ? String(error) : 'PostgreSQL ended:'
}

/** PGlite repeats a step that throws, also one that will always throw because PostgreSQL has exited. */
function watchForDeath(database: PGlite, onDeath: (error: unknown) => void): void {
  const engine = database.Module
  const step = engine._PostgresMainLoopOnce
  engine._PostgresMainLoopOnce = () => {
    try {
      step()
    } catch (error) {
      const isOrdinary = error instanceof Object && 'status' in error && error.status === LONG_JUMP_STATUS
      if (!isOrdinary) onDeath(error)
      throw error
    }
  }
}
