import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import pg from 'pg'

/** Servers for tests: `.ci/run` starts both. `TEST_DATABASE_URL` may create databases; `TEST_REDIS_URL` has several of them. */
const DATABASE_URL = process.env['TEST_DATABASE_URL'] || undefined
const REDIS_URL = process.env['TEST_REDIS_URL'] || undefined

/** A test process that was killed holds its Redis database no longer than this. */
const HOLD_SECONDS = 1800

/** A server's share for one test: its address, and the way to give it back. */
export interface TestService {
  readonly url: string
  close(): Promise<void>
}

export interface TestServices {
  readonly databaseUrl: string
  readonly redisUrl: string
  close(): Promise<void>
}

/**
 * For the option `skip` of `node:test`: `test('…', { skip: missingServices() }, …)`.
 *
 * @returns Why tests with servers cannot run; false when they can.
 */
export function missingServices(): string | false {
  const missing = [DATABASE_URL ? [] : 'TEST_DATABASE_URL', REDIS_URL ? [] : 'TEST_REDIS_URL'].flat()
  return missing.length > 0 && `skipped: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set`
}

/** Makes an empty database that nobody else uses; `close` drops it, whoever is still connected. */
export async function openTestDatabase(): Promise<TestService> {
  const url = new URL(required('TEST_DATABASE_URL', DATABASE_URL))
  const name = `claimwire_test_${process.pid}_${randomBytes(4).toString('hex')}`
  await runSql(`create database ${name}`)
  url.pathname = `/${name}`
  return { url: url.href, close: () => runSql(`drop database if exists ${name} with (force)`) }
}

/** Takes a numbered Redis database that no other test holds, and empties it; `close` empties it again and gives it back. */
export async function openTestRedis(): Promise<TestService> {
  const url = new URL(required('TEST_REDIS_URL', REDIS_URL))
  const redis = new Redis(url.href, { db: 0 })
  const number = await holdDatabase(redis)
  await redis.select(number)
  await redis.flushdb()
  url.pathname = `/${number}`
  return {
    url: url.href,
    async close() {
      await redis.flushdb()
      await redis.select(0)
      await redis.del(holdKey(number))
      await redis.quit()
    },
  }
}

/** Both of them, for a pipeline on servers. */
export async function openTestServices(): Promise<TestServices> {
  const database = await openTestDatabase()
  const redis = await openTestRedis()
  const close = async () => {
    await redis.close()
    await database.close()
  }
  return { databaseUrl: database.url, redisUrl: redis.url, close }
}

async function runSql(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: required('TEST_DATABASE_URL', DATABASE_URL) })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Test files run in processes of their own; database 0 says who holds which of the others. */
async function holdDatabase(redis: Redis): Promise<number> {
  const [, count] = (await redis.config('GET', 'databases')) as [string, string]
  for (let number = 1; number < Number(count); number += 1) {
    if (await redis.set(holdKey(number), process.pid, 'EX', HOLD_SECONDS, 'NX')) return number
  }
  throw new Error(`Cannot take a Redis database: all ${count} are held`)
}

const holdKey = (number: number) => `claimwire-test:${number}`

function required(key: string, value: string | undefined): string {
  if (value === undefined) throw new Error(`Cannot open a server for tests: ${key} is not set`)
  return value
}
