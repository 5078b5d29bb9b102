import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Redis } from 'ioredis'
import pg from 'pg'
import { missingServices, openTestServices } from './services.ts'

test('every test has a database and a Redis of its own, empty, gone afterwards', {
  skip: missingServices(),
}, async () => {
  const [one, other] = [await openTestServices(), await openTestServices()]
  assert.notEqual(one.databaseUrl, other.databaseUrl)
  assert.notEqual(one.redisUrl, other.redisUrl)

  const client = new pg.Client({ connectionString: one.databaseUrl })
  client.on('error', (error) => assert.match(error.message, /terminat/))
  await client.connect()
  const { rows } = await client.query(`select current_database() as name, count(*)::int as tables
    from pg_tables where schemaname = 'public'`)
  assert.equal(rows[0].tables, 0)

  const redis = new Redis(one.redisUrl)
  await redis.set('a', 'b')
  const neighbour = new Redis(other.redisUrl)
  assert.equal(await neighbour.dbsize(), 0)

  await one.close()
  assert.equal(await redis.dbsize(), 0)
  await client.end().catch((error: Error) => assert.match(error.message, /terminat/))
  const late = new pg.Client({ connectionString: one.databaseUrl })
  await assert.rejects(late.connect(), { code: '3D000' })
  redis.disconnect()
  neighbour.disconnect()
  await other.close()
})
