import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { databaseDirectory } from './databaseDirectory.ts'
import { openEngine } from './openEngine.ts'

/** What the thread starts with. */
export interface ClusterData {
  readonly dataDir: string
  /** A file written by `dump`, to start from. */
  readonly dumpPath?: string
}

// PGlite copies some 1,000 files, and a process killed in between would leave a directory that does not open: so a new
// one is made under another name, and renamed when it is whole.
const { dataDir, dumpPath } = workerData as ClusterData
const unfinished = join(dataDir, 'postgres.new')
await rm(unfinished, { recursive: true, force: true })
await mkdir(unfinished, { recursive: true, mode: 0o700 })
const dump = dumpPath === undefined ? undefined : new Blob([await readFile(dumpPath)], { type: 'application/gzip' })
const engine = await openEngine(
  unfinished,
  (error) => {
    throw error
  },
  dump,
)
await engine.database.close()
await rename(unfinished, databaseDirectory(dataDir))
parentPort?.postMessage('made')
