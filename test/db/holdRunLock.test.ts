import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import { holdRunLock } from '../../src/db/holdRunLock.ts'
import { isStoreAway } from '../../src/db/isStoreAway.ts'
import type { Schema } from '../../src/db/schema.ts'

/** A server with one advisory lock: `answer` sees each statement. */
function openFake(answer: (sql: string) => Record<string, unknown>[]) {
  const statements: string[] = []
  let connections = 0
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql }: CompiledQuery): Promise<QueryResult<R>> {
      statements.push(sql)
      return { rows: answer(sql) as R[] }
    },
    streamQuery: () => assert.fail('nothing is streamed'),
  }
  const nothing = async () => undefined
  const driver: Driver = {
    init: nothing,
    acquireConnection: async () => {
      connections += 1
      return connection
    },
    releaseConnection: async () => {
      connections -= 1
    },
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    destroy: nothing,
  }
  const database = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  return { database, statements, open: () => connections }
}

test('holdRunLock() keeps one connection while the run goes on, and unlocks at its end', async () => {
  const { database, statements, open } = openFake(() => [{ held: true }])
  {
    await using _lock = await holdRunLock(database)
    assert.deepEqual([open(), statements.length], [1, 1])
  }
  assert.equal(open(), 0)
  assert.match(statements[1]!, /pg_advisory_unlock/)
})

test('holdRunLock() says RUN_BUSY when another run holds the lock, and gives the connection back', async () => {
  const { database, statements, open } = openFake(() => [{ held: false }])
  await assert.rejects(holdRunLock(database), { code: 'RUN_BUSY' })
  await new Promise(setImmediate)
  assert.deepEqual([open(), statements.length], [0, 1])
})

test('holdRunLock() lets a store that does not answer be told from a busy one', async () => {
  const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  const { database } = openFake(() => {
    throw away
  })
  await assert.rejects(holdRunLock(database), away)
})

test('holdRunLock() ends well when the server went away meanwhile: the lock went with it', async () => {
  const { database } = openFake((sql) => {
    if (sql.includes('unlock')) throw Object.assign(new Error('gone'), { code: '57P01' })
    return [{ held: true }]
  })
  const lock = await holdRunLock(database)
  await lock[Symbol.asyncDispose]()
})

test('isStoreAway() tells a failing store from a failing statement', () => {
  const coded = (code: unknown) => Object.assign(new Error('x'), { code })
  for (const code of ['ECONNREFUSED', 'ECONNRESET', '08006', '57P01', '57P03', '53300', '53100', '40001', '40P01']) {
    assert.equal(isStoreAway(coded(code)), true, code)
  }
  for (const code of ['22021', '23505', '42P01', '57014', 'ENOENT', 8006, undefined]) {
    assert.equal(isStoreAway(coded(code)), false, String(code))
  }
  for (const message of [
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Query read timeout',
  ]) {
    assert.equal(isStoreAway(new Error(message)), true, message)
  }
  assert.equal(isStoreAway('Connection terminated'), false)
})
