import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Engine, openEngine } from './openEngine.ts'

export const MEMORY = 'memory://'

/**
 * Opens the database of a data directory, and makes it first when there is none.
 *
 * A new one is made under another name and renamed when it is whole: PGlite copies some 1,000 files, and a process
 * killed in between would leave a directory that does not open.
 *
 * @param dataDir Holds the database in `postgres/`; or `memory://`.
 * @param onDeath See `openEngine`.
 * @param dumpPath A file written by `dump`, to start from; only where there is no database yet.
 * @throws PipelineError SERVICE_UNAVAILABLE when PostgreSQL does not start.
 */
export async function openCluster(
  dataDir: string,
  onDeath: (error: Error) => void,
  dumpPath?: string,
): Promise<Engine> {
  if (dataDir === MEMORY) return openEngine(MEMORY, onDeath)
  const directory = join(dataDir, 'postgres')
  if (!existsSync(directory)) {
    const unfinished = join(dataDir, 'postgres.new')
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished, { recursive: true, mode: 0o700 })
    const dump = dumpPath === undefined ? undefined : new Blob([await readFile(dumpPath)], { type: 'application/gzip' })
    const engine = await openEngine(unfinished, onDeath, dump)
    await engine.database.close()
    await rename(unfinished, directory)
  }
  return openEngine(directory, onDeath)
}
