import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createPostgresBackend, Queue, Worker } from 'bullmq'
import pg from 'pg'
import { type EmbeddedStore, openEmbedded } from '../../src/store/openEmbedded.ts'
import { restoreEmbedded } from '../../src/store/restoreEmbedded.ts'
import { startThread } from '../../src/store/startThread.ts'
import type { WireHub } from '../../src/store/wireHub.ts'
import { WireStream } from '../../src/store/wireStream.ts'
import { startChild } from './startChild.ts'

const MEGABYTE = 1024 * 1024
const root = mkdtempSync(join(tmpdir(), 'claimwire-store-'))
after(() => rmSync(root, { recursive: true }))

describe('openEmbedded()', { timeout: 180_000 }, () => {
  const dataDir = join(root, 'data')
  let store: EmbeddedStore
  let pool: pg.Pool

  before(async () => {
    store = await openEmbedded({ dataDir, maintenanceEveryMs: 200 })
    pool = new pg.Pool(store.poolConfig)
    pool.on('error', () => undefined)
    await pool.query('CREATE TABLE kept (number int PRIMARY KEY, text text)')
  })
  after(async () => {
    await pool.end()
    await store.close()
  })

  it('carries a BullMQ queue and wakes an idle worker well under a second', async () => {
    const connection = { ...store.poolConfig, schema: 'queue', migrate: true, max: 3 }
    const backend = createPostgresBackend as never // BullMQ's overloads do not see it
    const queue = new Queue('poll', { connection: connection as never }, backend)
    const startedAt = new Map<string, number>()
    const worker = new Worker(
      'poll',
      async (job) => {
        startedAt.set(job.name, performance.now())
      },
      { connection: connection as never, concurrency: 4 },
      backend,
    )
    await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()])
    const waits: number[] = []
    for (const name of ['first', 'second', 'third']) {
      await new Promise((resolve) => setTimeout(resolve, 100)) // the worker is idle now
      const completed = once(worker, 'completed')
      const addedAt = performance.now()
      await queue.add(name, { feedId: name }, { removeOnComplete: true })
      await completed
      waits.push((startedAt.get(name) ?? Number.POSITIVE_INFINITY) - addedAt)
    }
    assert.ok(Math.max(...waits) < 500, `waits of ${waits} ms`)

    let done = 0
    const all = new Promise<void>((resolve) => worker.on('completed', () => ++done === 200 && resolve()))
    await queue.addBulk(Array.from({ length: 200 }, (_, index) => ({ name: `bulk-${index}`, data: {} })))
    await all
    await worker.close()
    await queue.close()
  })

  it('refuses a second process, which harms nothing', async () => {
    await pool.query(`INSERT INTO kept VALUES (1, 'before')`)
    const child = startChild('openStore.ts', dataDir)
    await child.waitForLines(1)
    assert.match(child.lines[0] ?? '', new RegExp(`^STORE_LOCKED .*"${dataDir}": in use by process ${process.pid}$`))
    await child.kill()
    await pool.query(`INSERT INTO kept VALUES (2, 'after')`)
    assert.equal((await pool.query('SELECT * FROM kept')).rows.length, 2)
  })

  it('keeps the WAL bounded while rows come and go, by its timer alone', async () => {
    await pool.query('CREATE TABLE churn (number int PRIMARY KEY, text text)')
    let written = 0
    let largest = 0
    while (written < 100 * MEGABYTE) {
      await pool.query(`INSERT INTO churn SELECT g, repeat(md5(g::text), 64) FROM generate_series(1, 1000) g`)
      await pool.query('DELETE FROM churn')
      written += 1000 * 2048
      if (written % (20 * 1000 * 2048) === 0) await new Promise((resolve) => setTimeout(resolve, 250))
      largest = Math.max(largest, sizeOf(join(dataDir, 'postgres/pg_wal')))
    }
    await store.maintain()
    assert.ok(largest < 128 * MEGABYTE, `WAL of ${largest} bytes`)
    const { rows } = await pool.query(`SELECT pg_total_relation_size('churn')::int AS size`)
    assert.ok(rows[0].size < 40 * MEGABYTE, `table of ${rows[0].size} bytes`)
  })

  it('refuses a statement that nests too deeply and goes on', async () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000)
    await assert.rejects(pool.query('SELECT $1::jsonb', [deep]), { code: '54001' })
    assert.equal((await pool.query('SELECT 1 AS one')).rows[0].one, 1)
  })

  it('dumps while others write, and restores the same rows into an empty directory only', async () => {
    const dumpPath = join(root, 'dump.tar.gz')
    const writing = pool.query(`INSERT INTO kept SELECT g, repeat('ж', 3000) FROM generate_series(3, 300) g`)
    await writing
    const dumping = store.dump(dumpPath)
    const late = pool.query(`INSERT INTO kept VALUES (1000, 'after the dump')`)
    await Promise.all([dumping, late])

    const restored = join(root, 'restored')
    await restoreEmbedded(dumpPath, restored)
    await assert.rejects(restoreEmbedded(dumpPath, restored), { code: 'INPUT_INVALID' })
    await assert.rejects(restoreEmbedded(dumpPath, dataDir), { code: 'STORE_LOCKED' })
    const copy = await openEmbedded({ dataDir: restored, maintenanceEveryMs: 60_000 })
    const copyPool = new pg.Pool(copy.poolConfig)
    const sql = 'SELECT * FROM kept WHERE number < 1000 ORDER BY number'
    const [expected, found] = [await pool.query(sql), await copyPool.query(sql)]
    assert.equal(found.rows.length, 300)
    assert.deepEqual(found.rows, expected.rows)
    await copyPool.end()
    await copy.close()
  })

  it('says why a damaged directory does not open, and lets go of it', async () => {
    const damaged = join(root, 'restored')
    const versionPath = join(damaged, 'postgres/PG_VERSION')
    const version = readFileSync(versionPath)
    writeFileSync(versionPath, '12\n')
    for (let attempt = 0; attempt < 2; attempt++) {
      await assert.rejects(openEmbedded({ dataDir: damaged, maintenanceEveryMs: 60_000 }), {
        code: 'SERVICE_UNAVAILABLE',
        message: /not compatible/,
      })
    }
    writeFileSync(versionPath, version)
  })

  it('refuses to restore what is not a dump, and leaves the directory free', async () => {
    const target = join(root, 'not-restored')
    writeFileSync(join(root, 'junk'), 'junk')
    await assert.rejects(restoreEmbedded(join(root, 'junk'), target), { code: 'INPUT_INVALID', message: /junk/ })
    await assert.rejects(restoreEmbedded(join(root, 'absent'), target), { code: 'INPUT_INVALID', message: /absent/ })
    assert.deepEqual(readdirSync(target), ['claimwire.lock'])
  })

  it('does not let a dump that fails replace an older file', async () => {
    await assert.rejects(store.dump(join(root, 'no-such-folder', 'dump')), { code: 'SERVICE_UNAVAILABLE' })
    assert.equal((await pool.query('SELECT 1 AS one')).rows[0].one, 1)
  })

  it('closes in the middle of activity, twice, and has every acknowledged row on the next start', async () => {
    await pool.query('CREATE TABLE late (number int)')
    let acknowledged = 0
    const writers = Array.from({ length: 4 }, async () => {
      for (;;) {
        await pool.query('INSERT INTO late VALUES (1)')
        acknowledged++
      }
    })
    const ended = Promise.allSettled(writers)
    const client = await pool.connect()
    client.on('error', () => undefined)
    await client.query('BEGIN')
    await client.query('INSERT INTO late SELECT 2 FROM generate_series(1, 1000)')
    const startedAt = performance.now()
    await Promise.all([store.close(), store.close()])
    assert.ok(performance.now() - startedAt < 5_000)
    await ended
    client.release(true)
    await assert.rejects(pool.query('SELECT 1'), /it was closed/)
    await pool.end()

    store = await openEmbedded({ dataDir, maintenanceEveryMs: 60_000 })
    pool = new pg.Pool(store.poolConfig)
    const { rows } = await pool.query('SELECT count(*)::int AS count, max(number) AS number FROM late')
    assert.ok(rows[0].count >= acknowledged && rows[0].count <= acknowledged + 4)
    assert.equal(rows[0].number, acknowledged === 0 ? null : 1)
  })
})

describe('startThread()', { timeout: 120_000 }, () => {
  const unavailable = { code: 'SERVICE_UNAVAILABLE' }
  const openPool = (thread: WireHub) => {
    const pool = new pg.Pool({ stream: () => new WireStream(thread), ssl: false })
    pool.on('error', () => undefined)
    return pool
  }

  it('fails every connection, and later ones at once, when the engine dies', async () => {
    const thread = await startThread({ dataDir: 'memory://' })
    const pool = openPool(thread)
    await pool.query('SELECT 1')
    // An unknown message, which WireStream would refuse, makes PostgreSQL exit.
    const link = thread.connect({}, { receive: () => undefined, fail: () => undefined })
    link.send(Buffer.from([0x7a, 0, 0, 0, 4]))
    await assert.rejects(pool.query('SELECT 1'), unavailable)
    assert.match((await thread.failed).message, /^Cannot use the store "memory:\/\/": PostgreSQL ended/)
    await assert.rejects(pool.query('SELECT 1'), unavailable)
    await assert.rejects(thread.call({ name: 'maintain', onlyAfterWrites: false }), unavailable)
    await pool.end()
    await thread.stop(1_000)
  })

  it('stops hard, and says so, when a statement does not end in time', async () => {
    const thread = await startThread({ dataDir: join(root, 'restored') })
    const pool = openPool(thread)
    await pool.query('SELECT 1')
    const running = assert.rejects(pool.query('SELECT count(*) FROM generate_series(1, 1000000000)'), unavailable)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await assert.rejects(thread.stop(100), { ...unavailable, message: /did not close within 100 ms/ })
    await running
    await pool.end()
  })
})

function sizeOf(directory: string): number {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((total, entry) => total + statSync(join(directory, entry.name)).size, 0)
}
