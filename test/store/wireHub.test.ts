import assert from 'node:assert/strict'
import type { Duplex } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
// @ts-expect-error: pg-cursor comes without types
import Cursor from 'pg-cursor'
import { openEngine } from '../../src/store/openEngine.ts'
import { startThread } from '../../src/store/startThread.ts'
import { type WireHub, wireHub } from '../../src/store/wireHub.ts'
import { WireStream } from '../../src/store/wireStream.ts'

const IDLE_MS = 400

interface Subject {
  readonly hub: WireHub
  close(): Promise<void>
}

async function openInProcess(): Promise<Subject> {
  const engine = await openEngine('memory://', (error) => {
    throw error
  })
  const hub = await wireHub(engine, IDLE_MS)
  return { hub, close: () => hub.close().then(() => engine.database.close()) }
}

async function openThread(): Promise<Subject> {
  const thread = await startThread({ dataDir: 'memory://', maxIdleMs: IDLE_MS })
  return { hub: thread, close: () => thread.stop(5_000) }
}

for (const [name, open] of [
  ['wireHub() in this thread', openInProcess],
  ['wireHub() in its own thread', openThread],
] as const) {
  describe(name, { timeout: 120_000 }, () => {
    let subject: Subject
    let pool: pg.Pool
    const poolOf = (options: pg.PoolConfig = {}) => {
      const made = new pg.Pool({ stream: () => new WireStream(subject.hub), ssl: false, max: 12, ...options })
      made.on('error', () => undefined) // the tests break connections on purpose
      return made
    }
    const rowOf = async (sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows[0]

    before(async () => {
      subject = await open()
      pool = poolOf()
      await pool.query('CREATE TABLE big (text text); CREATE TABLE small (text text)')
    })
    after(async () => {
      await pool.end()
      await subject.close()
    })

    it('puts 1 MB parameters of 10 connections into the right tables', async () => {
      const megabyte = 'x'.repeat(1_000_000)
      const writers = Array.from({ length: 10 }, async (_, writer) => {
        for (let row = 0; row < 12; row++) {
          if (writer < 5) await pool.query('INSERT INTO big VALUES ($1)', [`big:${megabyte}`])
          else await pool.query('INSERT INTO small VALUES ($1)', [`small:${row}`])
        }
      })
      await Promise.all(writers)
      const counts = await rowOf(`SELECT
        (SELECT count(*)::int FROM big WHERE text LIKE 'big:%' AND length(text) = 1000004) AS big,
        (SELECT count(*)::int FROM small WHERE text LIKE 'small:%') AS small,
        (SELECT count(*)::int FROM big) + (SELECT count(*)::int FROM small) AS all`)
      assert.deepEqual(counts, { big: 60, small: 60, all: 120 })
    })

    it('returns a result of many megabytes whole', async () => {
      const { text } = await rowOf(`SELECT repeat('é', 8000000) AS text`)
      assert.equal(text, 'é'.repeat(8_000_000))
    })

    it('tells every other connection about a NOTIFY, at once', async () => {
      const [first, second] = [await pool.connect(), await pool.connect()]
      const heard = [first, second].map((client) => new Promise((resolve) => client.once('notification', resolve)))
      await first.query('LISTEN news')
      const sentAt = performance.now()
      await pool.query(`SELECT pg_notify('news', 'hello')`)
      assert.deepEqual(
        (await Promise.all(heard)).map((message) => (message as pg.Notification).payload),
        ['hello', 'hello'],
      )
      assert.ok(performance.now() - sentAt < 500)
      first.release()
      second.release()
    })

    it('hides the rows of an open transaction, and runs others only after it', async () => {
      const client = await pool.connect()
      await client.query('BEGIN')
      await client.query(`INSERT INTO small VALUES ('uncommitted')`)
      const other = rowOf(`SELECT count(*)::int AS count FROM small WHERE text = 'uncommitted'`)
      await client.query('SELECT 1')
      await client.query('ROLLBACK')
      client.release()
      assert.equal((await other).count, 0)
    })

    it('rolls back what a broken connection left open', async () => {
      const client = await pool.connect()
      await client.query('BEGIN')
      await client.query(`INSERT INTO small VALUES ('broken')`)
      breakConnection(client)
      assert.equal((await rowOf(`SELECT count(*)::int AS count FROM small WHERE text = 'broken'`)).count, 0)
      client.release(true)
    })

    it('rolls back when a connection breaks while its statement runs', async () => {
      for (const sql of ['BEGIN', `INSERT INTO small VALUES ('mid')`, 'SELECT 1/0']) {
        const client = await pool.connect()
        if (sql !== 'BEGIN') await client.query('BEGIN')
        const running = client.query(sql).catch((error: Error) => error)
        await new Promise((resolve) => setImmediate(resolve))
        breakConnection(client)
        await running
        client.release(true)
        assert.equal((await rowOf(`SELECT count(*)::int AS count FROM small WHERE text = 'mid'`)).count, 0)
      }
    })

    it('rolls back when a connection breaks inside an exchange that has no Sync yet', async () => {
      const client = await pool.connect()
      const cursor = client.query(new Cursor('SELECT * FROM generate_series(1, 250)'))
      await cursor.read(100)
      breakConnection(client)
      assert.equal((await rowOf('SELECT 5 AS five')).five, 5)
      client.release(true)
    })

    it('ends a connection that rests in a transaction while others wait', async () => {
      const client = await pool.connect()
      const ended = new Promise<Error>((resolve) => client.on('error', resolve))
      await client.query('BEGIN')
      await client.query(`INSERT INTO small VALUES ('idle')`)
      assert.equal((await rowOf(`SELECT count(*)::int AS count FROM small WHERE text = 'idle'`)).count, 0)
      assert.match((await ended).message, /idle for 400 ms/)
      client.release(true)
    })

    it('answers the next query after an error, also inside an aborted transaction', async () => {
      await assert.rejects(pool.query('SELECT 1/0'), { code: '22012' })
      assert.equal((await rowOf('SELECT $1::int AS value', [7])).value, 7)
      const client = await pool.connect()
      await client.query('BEGIN')
      await assert.rejects(client.query('SELECT nothing'), { code: '42703' })
      await assert.rejects(client.query('SELECT 1'), { code: '25P02' })
      await client.query('ROLLBACK')
      client.release()
      assert.equal((await rowOf('SELECT 8 AS value')).value, 8)
    })

    it('keeps a cursor whole with another query in between', async () => {
      const client = await pool.connect()
      const cursor = client.query(new Cursor('SELECT * FROM generate_series(1, 250) AS n'))
      const first = await cursor.read(100)
      const other = rowOf('SELECT 5 AS five')
      const second = await cursor.read(100)
      const third = await cursor.read(100)
      await cursor.close()
      client.release()
      assert.deepEqual([first.length, second.length, third.length], [100, 100, 50])
      assert.equal((await other).five, 5)
    })

    it('gives every connection its own search_path, from its options and from SET', async () => {
      await pool.query('CREATE SCHEMA one; CREATE SCHEMA two')
      const one = poolOf({ max: 2, options: '-c search_path="wrong" -c search_path="one"' })
      const client = await pool.connect()
      await client.query('SET search_path TO two, public')
      await one.query('CREATE TABLE place (in_one int)')
      await client.query('CREATE TABLE place (in_two int)')
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          assert.equal((await one.query('SELECT * FROM place')).fields[0]?.name, 'in_one')
          assert.equal((await client.query('SELECT * FROM place')).fields[0]?.name, 'in_two')
          assert.equal((await rowOf(`SELECT to_regclass('place') AS found`)).found, null)
        }),
      )
      await client.query('BEGIN; SET LOCAL search_path TO one; ROLLBACK')
      assert.equal((await client.query('SELECT * FROM place')).fields[0]?.name, 'in_two')
      client.release(true)
      await one.end()
    })

    it('refuses a search_path that PostgreSQL cannot read, and serves the others', async () => {
      const broken = poolOf({ options: '-c search_path="never closed' })
      await assert.rejects(broken.query('SELECT 1'), /Cannot set "search_path"/)
      assert.equal((await rowOf('SELECT 9 AS value')).value, 9)
      await broken.end()
    })

    it('refuses a NUL and COPY FROM STDIN with an error and no harm', async () => {
      await assert.rejects(pool.query('SELECT $1::text', ['a\0b']), { code: '22021' })
      await assert.rejects(pool.query('SELECT 1\0; SELECT 2'), { code: '08P01' })
      await assert.rejects(pool.query('COPY small FROM STDIN'), /not supported by the embedded store/)
      const extended = { text: 'COPY small FROM STDIN', queryMode: 'extended' }
      await assert.rejects(pool.query(extended), /not supported/)
      assert.equal((await rowOf('SELECT 10 AS value')).value, 10)
    })

    it('refuses a message over the limit and closes only that connection', async () => {
      await assert.rejects(pool.query('SELECT $1::text', ['y'.repeat(65 * 1024 * 1024)]), { code: '54000' })
      assert.equal((await rowOf('SELECT 11 AS value')).value, 11)
    })

    it('closes a connection that breaks the protocol, while a transaction of another goes on', async () => {
      const client = await pool.connect()
      await client.query('BEGIN')
      await client.query(`INSERT INTO small VALUES ('steady')`)
      for (const junk of [
        Buffer.from('GET / HTTP/1.1\r\n\r\n'),
        Buffer.concat([STARTUP, Buffer.from([0x7a, 0, 0, 0, 4])]),
        Buffer.concat([STARTUP, Buffer.from([0x51, 0, 0, 0, 1])]),
        Buffer.concat([STARTUP, Buffer.from([0x51, 0xff, 0xff, 0xff, 0xff])]),
        Buffer.concat([STARTUP, Buffer.from([0x42, 0x7f, 0xff, 0xff, 0xff])]),
        Buffer.from([0, 0, 0, 3]),
        Buffer.from([0, 0, 0, 8, 0, 9, 0, 0]),
      ]) {
        assert.match(await answerTo(new WireStream(subject.hub).connect(), junk), /SFATAL/)
      }
      await client.query('COMMIT')
      client.release()
      assert.equal((await rowOf(`SELECT count(*)::int AS count FROM small WHERE text = 'steady'`)).count, 1)
    })

    it('answers a request for TLS with no, and a client that sends byte by byte', async () => {
      const stream = new WireStream(subject.hub).connect()
      const answer = collect(stream)
      const query = Buffer.from('Q\0\0\0\x0dSELECT 2\0')
      const bytes = Buffer.concat([Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]), STARTUP, query])
      for (const byte of bytes) stream.write(Buffer.from([byte]))
      await until(() => /D\0\0\0\x0b\0\x01\0\0\0\x012/.test(answer.text))
      assert.equal(answer.text[0], 'N')
      stream.end(Buffer.from('X\0\0\0\x04'))
      await answer.closed
    })

    it('accepts any user, database and password', async () => {
      const other = poolOf({ user: 'nobody', database: 'nowhere', password: 'wrong' })
      assert.equal((await other.query('SELECT current_user AS name')).rows[0].name, 'postgres')
      await other.end()
    })
  })
}

const STARTUP = Buffer.concat([Buffer.from([0, 0, 0, 15, 0, 3, 0, 0]), Buffer.from('user\0\0\0')])

function breakConnection(client: pg.PoolClient): void {
  client.on('error', () => undefined)
  ;(client as unknown as { connection: { stream: Duplex } }).connection.stream.destroy()
}

function collect(stream: Duplex): { text: string; readonly closed: Promise<void> } {
  const answer = {
    text: '',
    closed: new Promise<void>((resolve) => stream.once('close', resolve)),
  }
  stream.on('data', (bytes: Buffer) => {
    answer.text += bytes.toString('latin1')
  })
  return answer
}

async function answerTo(stream: Duplex, bytes: Buffer): Promise<string> {
  const answer = collect(stream)
  stream.write(bytes)
  await answer.closed
  return answer.text
}

async function until(isTrue: () => boolean): Promise<void> {
  const limit = performance.now() + 5_000
  while (!isTrue()) {
    assert.ok(performance.now() < limit, 'waited 5 s')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
