import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Work } from '../../src/domain/work.ts'
import { type SweepStaleWorkDeps, sweepStaleWork } from '../../src/steps/sweepStaleWork.ts'

const read = (tries: number): Work => ({ stage: 'read', articleId: `a${'1'.repeat(24)}`, visit: 1, tries })

async function sweep(works: readonly Work[], more: Partial<SweepStaleWorkDeps> = {}) {
  const log: string[] = []
  const outcome = await sweepStaleWork({
    claimStaleWork: async () => works,
    hasJob: async () => false,
    markTry: async (work) => void log.push(`mark ${work.tries}`),
    enqueue: async (given) => void log.push(`queue ${given.map((work) => work.tries)}`),
    giveUp: async (work) => void log.push(`give up ${work.tries}`),
    maxTries: 5,
    ...more,
  })
  return { outcome, log }
}

test('sweepStaleWork() leaves work alone that has a live job, however often it was tried', async () => {
  const { outcome, log } = await sweep([read(0), read(9)], { hasJob: async () => true })
  assert.deepEqual(outcome, { added: 0, givenUp: 0 })
  assert.deepEqual(log, [])
})

test('sweepStaleWork() replaces a lost job by one of one more try, counted before it is queued', async () => {
  const { outcome, log } = await sweep([read(4)])
  assert.deepEqual(outcome, { added: 1, givenUp: 0 })
  assert.deepEqual(log, ['mark 4', 'queue 5'])
})

test('H10 sweepStaleWork() gives up what was lost too often, and goes on with the rest', async () => {
  const { outcome, log } = await sweep([read(5), read(0)])
  assert.deepEqual(outcome, { added: 1, givenUp: 1 })
  assert.deepEqual(log, ['give up 5', 'mark 0', 'queue 1'])
})

test('sweepStaleWork() asks for the job of the try that the store knows', async () => {
  const asked: number[] = []
  await sweep([read(3)], {
    hasJob: async (work) => {
      asked.push(work.tries)
      return true
    },
  })
  assert.deepEqual(asked, [3])
})
