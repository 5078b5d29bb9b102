import { join } from 'node:path'

/** A data directory that is gone at the end. */
export const MEMORY = 'memory://'

/** @returns Where a data directory holds its database: PGDATA. */
export function databaseDirectory(dataDir: string): string {
  return dataDir === MEMORY ? MEMORY : join(dataDir, 'postgres')
}
