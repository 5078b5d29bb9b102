// Run as a child: opens the store in argv[2], then inserts rows one after another and prints each number when it is
// acknowledged, until it is killed. With argv[3] = 'hold' it only holds the store open.
import pg from 'pg'
import { openEmbedded } from '../../src/store/openEmbedded.ts'

const [, , dataDir = '', mode] = process.argv
const store = await openEmbedded({ dataDir, maintenanceEveryMs: 150 })
const pool = new pg.Pool({ ...store.poolConfig, max: 4 })
await pool.query('CREATE TABLE IF NOT EXISTS row (number int PRIMARY KEY, filler text)')
const { rows } = await pool.query<{ next: number }>('SELECT coalesce(max(number), 0)::int + 1 AS next FROM row')
process.stdout.write('open\n')

let next = rows[0]?.next ?? 1
async function write(): Promise<void> {
  for (;;) {
    const number = next++
    await pool.query('INSERT INTO row VALUES ($1, $2)', [number, 'x'.repeat(5_000)])
    process.stdout.write(`${number}\n`)
  }
}
if (mode !== 'hold') await Promise.all([write(), write(), write(), write()])
