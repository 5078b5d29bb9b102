import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PipelineError } from '../domain/error.ts'
import { lockDirectory } from './lockDirectory.ts'
import { startThread } from './startThread.ts'

/** What an opening that failed may leave. */
const HARMLESS = new Set(['claimwire.lock', 'claimwire.pid', 'postgres.new'])

const STOP_TIMEOUT_MS = 60_000

/**
 * Makes a data directory from a file that `EmbeddedStore.dump` wrote.
 *
 * @param dumpPath Read whole into memory.
 * @param dataDir Absent or empty.
 * @throws PipelineError INPUT_INVALID when the directory is not empty, or the file is absent or not a dump: nothing is
 *   left behind then; STORE_LOCKED when another process has the directory.
 */
export async function restoreEmbedded(dumpPath: string, dataDir: string): Promise<void> {
  if (!existsSync(dumpPath)) throw new PipelineError('INPUT_INVALID', `Cannot restore "${dumpPath}": no such file`)
  const lock = lockDirectory(dataDir)
  try {
    const found = (await readdir(dataDir)).filter((name) => !HARMLESS.has(name))
    if (found.length > 0) {
      throw new PipelineError('INPUT_INVALID', `Cannot restore into "${dataDir}": it holds ${found.slice(0, 3)}`)
    }
    const thread = await startThread({ dataDir, dumpPath }).catch((error) => {
      throw new PipelineError('INPUT_INVALID', `Cannot restore "${dumpPath}": ${error.message}`, { cause: error })
    })
    await thread.stop(STOP_TIMEOUT_MS)
  } finally {
    await rm(join(dataDir, 'postgres.new'), { recursive: true, force: true })
    lock.release()
  }
}
