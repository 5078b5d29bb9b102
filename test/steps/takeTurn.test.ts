import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeTurn } from '../../src/steps/takeTurn.ts'

/** Follows a redirect from news.example; gives the slots that were taken and how long it slept. */
async function turn(target: string, waitMs: number) {
  const taken: string[] = []
  const slept: number[] = []
  const outcome = await takeTurn('news.example', target, {
    siteKey: 'domain',
    reserveSlot: async (siteKey) => {
      taken.push(siteKey)
      return waitMs
    },
    sleep: async (ms) => slept.push(ms),
    maxWaitMs: 5000,
  }).catch((error) => [error.code, error.retryAfterMs])
  return { outcome, taken, slept }
}

test('takeTurn() lets a redirect within the site pass', async () => {
  assert.deepEqual(await turn('https://www.news.example/feed', 0), { outcome: undefined, taken: [], slept: [] })
})

test('takeTurn() waits for the next slot of another site', async () => {
  assert.deepEqual(await turn('https://feeds.other.example/a', 4000), {
    outcome: undefined,
    taken: ['other.example'],
    slept: [4000],
  })
})

test('takeTurn() comes back when the turn of another site is far off', async () => {
  const { outcome, slept } = await turn('https://other.example/a', 60_000)
  assert.deepEqual([outcome, slept], [['SITE_BUSY', 60_000], []])
})
