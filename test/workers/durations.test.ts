import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDurations } from '../../workers/durations.ts'

test('durations fall into the first bound that holds them, by stage', () => {
  const durations = openDurations()
  for (const durationMs of [0, 5, 5.1, 10, 29_999]) durations.observe('read', durationMs)
  durations.observe('tag', 5)
  assert.deepEqual(durations.take(), [
    { stage: 'read', boundMs: 5, jobCount: 2, totalMs: 5 },
    { stage: 'read', boundMs: 10, jobCount: 2, totalMs: 15.1 },
    { stage: 'read', boundMs: 30_000, jobCount: 1, totalMs: 29_999 },
    { stage: 'tag', boundMs: 5, jobCount: 1, totalMs: 5 },
  ])
})

test('durations beyond every bound are counted in the last', () => {
  const durations = openDurations()
  durations.observe('read', 30_001)
  durations.observe('read', 9e12)
  assert.deepEqual(durations.take(), [{ stage: 'read', boundMs: 2_147_483_647, jobCount: 2, totalMs: 9e12 + 30_001 }])
})

test('durations are given out once', () => {
  const durations = openDurations()
  durations.observe('read', 1)
  assert.equal(durations.take().length, 1)
  assert.deepEqual(durations.take(), [])
})
