import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ErrorCode, PipelineError } from '../../src/domain/error.ts'
import { giveUpVisit } from '../../src/steps/giveUpVisit.ts'
import { KEY, NEXT_VISIT_AT, NOW, RECHECK, visitAt } from './visits.ts'

async function giveUp(code: ErrorCode, isThere = true) {
  const set: unknown[] = []
  await giveUpVisit(KEY, 'fetch', new PipelineError(code, 'why'), {
    now: () => NOW,
    recheckAfterMs: RECHECK,
    loadVisit: async () => (isThere ? visitAt('fetch') : undefined),
    setAsideVisit: async (key, stage, why, nextVisitAt) => {
      set.push([key, stage, why.code, nextVisitAt])
      return true
    },
  })
  return set
}

test('giveUpVisit() looks again at what may pass, with the next visit of the article', async () => {
  assert.deepEqual(await giveUp('FETCH_NETWORK'), [[KEY, 'fetch', 'FETCH_NETWORK', NEXT_VISIT_AT]])
})

test('giveUpVisit() leaves to a person what will not pass', async () => {
  assert.deepEqual(await giveUp('FETCH_GONE'), [[KEY, 'fetch', 'FETCH_GONE', undefined]])
})

test('giveUpVisit() does nothing about a visit that is not there', async () => {
  assert.deepEqual(await giveUp('FETCH_NETWORK', false), [])
})
