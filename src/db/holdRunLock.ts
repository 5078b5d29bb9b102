import { sql } from 'kysely'
import { PipelineError } from '../domain/error.ts'
import { isStoreAway } from './isStoreAway.ts'
import type { Database } from './schema.ts'

// Any fixed number: "claimwire run" in the advisory locks of its database.
const RUN_LOCK = 7_246_301

/**
 * Makes sure that one background run at a time works on a store; the lock goes with its connection, so a crash frees it.
 *
 * @returns To be disposed of at the end of the run.
 * @throws PipelineError RUN_BUSY when another run holds the lock.
 */
export async function holdRunLock(database: Database): Promise<AsyncDisposable> {
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>()
  const { promise: isHeld, resolve: tell, reject: fail } = Promise.withResolvers<boolean>()
  const holding = database.connection().execute(async (connection) => {
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_lock(${RUN_LOCK}) as held`.execute(connection)
    const held = rows[0]?.held ?? false
    tell(held)
    if (!held) return
    await isOver
    await sql`select pg_advisory_unlock(${RUN_LOCK})`.execute(connection)
  })
  holding.catch(fail)
  if (!(await isHeld)) {
    throw new PipelineError('RUN_BUSY', 'Cannot start a run: another one is under way on this database')
  }
  return {
    async [Symbol.asyncDispose]() {
      end()
      await holding.catch((error) => {
        // The server went away meanwhile, and the lock with it.
        if (!isStoreAway(error)) throw error
      })
    },
  }
}
