import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { PipelineError } from '../domain/error.ts'
import type { ClusterData } from './clusterThread.ts'
import { databaseDirectory, MEMORY } from './databaseDirectory.ts'

/**
 * Makes the database of a data directory where there is none. In a thread of its own, which ends: making it takes two
 * engines, and their memory would stay with the thread that goes on.
 *
 * @throws PipelineError SERVICE_UNAVAILABLE when PostgreSQL does not start.
 */
export async function createCluster(data: ClusterData): Promise<void> {
  const { dataDir } = data
  if (dataDir === MEMORY || existsSync(databaseDirectory(dataDir))) return
  const { promise: made, resolve, reject } = Promise.withResolvers<void>()
  const worker = new Worker(new URL('./clusterThread.ts', import.meta.url), { workerData: data, execArgv: [] })
  worker.once('message', () => resolve())
  worker.once('error', reject)
  worker.once('exit', (code) => reject(new Error(`the thread ended with ${code}`)))
  try {
    await made
  } catch (error) {
    const { message } = error as Error
    throw new PipelineError('SERVICE_UNAVAILABLE', `Cannot make the store "${dataDir}": ${message}`, { cause: error })
  } finally {
    await worker.terminate()
  }
}
