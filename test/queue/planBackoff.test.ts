import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planBackoff } from '../../src/queue/planBackoff.ts'

test('planBackoff() doubles with each failure, half of it random', () => {
  assert.deepEqual(
    [1, 2, 3].map((failures) => planBackoff(1000, failures, 0, 0)),
    [500, 1000, 2000],
  )
  assert.deepEqual(
    [1, 2, 3].map((failures) => planBackoff(1000, failures, 1, 0)),
    [1000, 2000, 4000],
  )
})

test('planBackoff() never waits longer than an hour of its own accord, however often it failed', () => {
  for (const failures of [20, 60, 5000, Number.MAX_SAFE_INTEGER]) {
    assert.equal(planBackoff(1000, failures, 1, 0), 3_600_000)
  }
})

test('planBackoff() waits as long as the other side asked for, but not more than a day', () => {
  assert.equal(planBackoff(1000, 1, 0.5, 7_200_000), 7_200_000)
  assert.equal(planBackoff(1000, 1, 1, 10), 1000)
  assert.equal(planBackoff(1000, 1, 0, 31_536_000_000), 86_400_000)
})

test('planBackoff() gives whole milliseconds', () => {
  for (const random of [0.1, 0.333, 0.999]) assert.ok(Number.isInteger(planBackoff(1001, 3, random, 0.5)))
  assert.equal(planBackoff(1, 1, 0, 1234.5), 1235)
})
