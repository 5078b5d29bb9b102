import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import pg from 'pg'
import { openEmbedded } from '../../src/store/openEmbedded.ts'
import { startChild } from './startChild.ts'

const KILLS = 3

describe('openEmbedded() after kill -9', { timeout: 180_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'claimwire-kill-'))
  after(() => rmSync(directory, { recursive: true }))

  it('starts afresh when the very first start was cut short', async () => {
    for (const entry of ['postgres.new', 'postgres']) {
      const child = startChild('writeRows.ts', directory, 'hold')
      const limit = performance.now() + 30_000
      while (!readdirSync(directory).includes(entry) && performance.now() < limit) {
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
      if (entry === 'postgres.new') {
        const copied = join(directory, 'postgres.new')
        while (readdirSync(copied).length < 5) await new Promise((resolve) => setTimeout(resolve, 1))
      }
      await child.kill()
      assert.ok(readdirSync(directory).includes(entry))
    }
  })

  it('has every acknowledged row, kill after kill', async () => {
    const acknowledged = new Set<number>()
    for (let kill = 1; kill <= KILLS; kill++) {
      const child = startChild('writeRows.ts', directory)
      await child.waitForLines(1 + 100 * kill)
      assert.equal(child.lines[0], 'open')
      await child.kill()
      for (const line of child.lines.slice(1)) acknowledged.add(Number(line))
    }
    const store = await openEmbedded({ dataDir: directory, maintenanceEveryMs: 60_000 })
    const pool = new pg.Pool(store.poolConfig)
    const { rows } = await pool.query<{ number: number }>('SELECT number FROM row WHERE length(filler) = 5000')
    const found = new Set(rows.map((row) => row.number))
    assert.ok(acknowledged.size >= 600, `${acknowledged.size} acknowledged`)
    assert.deepEqual(
      [...acknowledged].filter((number) => !found.has(number)),
      [],
    )
    assert.ok(found.size - acknowledged.size <= 4 * KILLS, 'at most what was in flight is there besides')
    await pool.query('REINDEX TABLE row')
    await pool.end()
    await store.close()
  })
})
