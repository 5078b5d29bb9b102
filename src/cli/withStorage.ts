import type { Command } from 'commander'
import { openStorage, type Storage } from '../runtime/openServices.ts'
import { type Context, openContext, openLists } from './context.ts'

/** Opens the store for the length of a command. */
export async function withStorage(
  command: Command,
  work: (storage: Storage, context: Context) => Promise<void>,
): Promise<void> {
  const context = openContext(command)
  const storage = await openStorage(context.env, openLists(context), context.log)
  try {
    await work(storage, context)
  } finally {
    await storage.close()
  }
}
