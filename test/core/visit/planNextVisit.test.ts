import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planNextVisit } from '../../../src/core/visit/planNextVisit.ts'

const seen = new Date('2026-11-20T10:00:00Z')
const after = (ms: number) => new Date(seen.getTime() + ms)

test('planNextVisit() gives the first moment that is still to come, counted from when the article was first seen', () => {
  assert.deepEqual(planNextVisit(seen, after(5), [100, 200]), after(100))
  assert.deepEqual(planNextVisit(seen, after(150), [100, 200]), after(200))
})

test('planNextVisit() does not come back at once for the moment that is now', () => {
  assert.deepEqual(planNextVisit(seen, after(100), [100, 200]), after(200))
})

test('planNextVisit() gives nothing after the last moment, or when there are none', () => {
  assert.equal(planNextVisit(seen, after(200), [100, 200]), undefined)
  assert.equal(planNextVisit(seen, seen, []), undefined)
})
