import { openTestServices } from './services.ts'
import { tempDir } from './tempDir.ts'

/** A store of its own for one run: the settings that name it, and how to be rid of it. */
export type TestStore = AsyncDisposable & { readonly variables: Record<string, string> }

export async function openEmbeddedStore(): Promise<TestStore> {
  const directory = await tempDir()
  return { variables: { CLAIMWIRE_DATA_DIR: directory.path }, [Symbol.asyncDispose]: directory[Symbol.asyncDispose] }
}

export async function openServerStore(): Promise<TestStore> {
  const services = await openTestServices()
  return {
    variables: { DATABASE_URL: services.databaseUrl, REDIS_URL: services.redisUrl },
    [Symbol.asyncDispose]: services.close,
  }
}
