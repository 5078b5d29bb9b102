import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { countFeedHealth } from '../../../src/db/countFeedHealth.ts'
import { listMissingMigrations } from '../../../src/db/listMissingMigrations.ts'
import { loadOperations } from '../../../src/db/loadOperations.ts'
import { migrate } from '../../../src/db/migrate.ts'
import { listOutlets, loadOutlet, upsertOutlets } from '../../../src/db/outlets.ts'
import { addDurations, listDurations, loadHeartbeat, markHeartbeat } from '../../../src/db/telemetry.ts'
import {
  database,
  feed,
  firstMigrations,
  later,
  line,
  NOW,
  openPolls,
  outlet,
  reset,
  resultOf,
  save,
  skippedLine,
} from './store.ts'

suite('the store as a whole', () => {
  beforeEach(() => reset())

  test('migrate() of two that start at once applies each migration once, and later there is nothing to do', async () => {
    const applied = firstMigrations.flat()
    assert.ok(applied.length > 0)
    assert.equal(new Set(applied).size, applied.length)
    assert.deepEqual(await migrate(database), [])
    assert.deepEqual(await listMissingMigrations(database), [])
  })

  test('upsertOutlets() renames and relabels an outlet, and removes none', async () => {
    const renamed = { ...outlet('example'), name: 'New name', country: 'TR' }
    await upsertOutlets(database, [renamed])
    await upsertOutlets(database, [outlet('another')])
    await upsertOutlets(database, [])
    assert.deepEqual(await loadOutlet(database, 'example'), renamed)
    assert.deepEqual(
      (await listOutlets(database)).map((one) => one.id),
      ['example', 'another'],
    )
    await assert.rejects(loadOutlet(database, 'none'))
  })

  test('markHeartbeat() keeps the last beat', async () => {
    assert.equal(await loadHeartbeat(database, 'scheduler'), undefined)
    await markHeartbeat(database, 'scheduler', NOW)
    await markHeartbeat(database, 'scheduler', later(5))
    assert.deepEqual(await loadHeartbeat(database, 'scheduler'), later(5))
  })

  test('addDurations() adds up what processes measured', async () => {
    const bucket = { stage: 'read', boundMs: 10, jobCount: 2, totalMs: 15.4 }
    await Promise.all([addDurations(database, [bucket]), addDurations(database, [bucket]), addDurations(database, [])])
    await addDurations(database, [{ ...bucket, boundMs: 2_147_483_647, jobCount: 1, totalMs: 4e10 }])
    assert.deepEqual(await listDurations(database), [
      { stage: 'read', boundMs: 10, jobCount: 4, totalMs: 30 },
      { stage: 'read', boundMs: 2_147_483_647, jobCount: 1, totalMs: 4e10 },
    ])
  })

  test('loadOperations() and countFeedHealth() count what the polls left', async () => {
    await reset([feed('one'), feed('two'), feed('three'), feed('off', { isEnabled: false })])
    const { polls } = await openPolls()
    await save(polls.get('one')!, resultOf([line('one', 'a'), skippedLine('one', 'b')]))
    await save(
      polls.get('two')!,
      resultOf([], {
        outcome: 'failed',
        reason: 'FETCH_TIMEOUT',
        health: { state: 'failing', reason: 'FETCH_TIMEOUT' },
      }),
    )
    const { counts, lastSucceededAt, alerts } = await countFeedHealth(database)
    assert.deepEqual(counts, { ok: 1, new: 1, failing: 1, html: 0, challenge: 0, silent: 0, disabled: 1 })
    assert.deepEqual(alerts, [{ state: 'failing', count: 1 }])
    assert.deepEqual(lastSucceededAt, NOW)
    const operations = await loadOperations(database)
    assert.deepEqual(operations.entries, { new: 1, known: 0, skipped: 1 })
    assert.deepEqual(operations.polls, [
      { outcome: 'failed', reason: 'FETCH_TIMEOUT', count: 1 },
      { outcome: 'parsed', reason: null, count: 1 },
    ])
    assert.deepEqual(operations.openWork, [
      { stage: 'poll', count: 1 },
      { stage: 'fetch', count: 1 },
      { stage: 'read', count: 0 },
      { stage: 'tag', count: 0 },
    ])
  })
})
