import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadLists } from '../../../config/lists.ts'
import { findEntriesPerDay, judgeFeedHealth } from '../../../src/core/feed/judgeFeedHealth.ts'
import type { FeedPace } from '../../../src/domain/feedHealth.ts'
import type { PollAnswer } from '../../../src/domain/poll.ts'

const { health: limits } = loadLists(fileURLToPath(new URL('../../../config', import.meta.url))).limits
const NOW = new Date('2026-11-20T12:00:00Z')
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000)
const same: PollAnswer = { kind: 'notModified', headers: {} }
const judge = (answer: PollAnswer, pace: FeedPace, isDisabled = false) =>
  judgeFeedHealth(answer, isDisabled, pace, NOW, limits)

/** Brought so many entries in the 28 days before it fell quiet. */
const quiet = (days: number, recentCount: number): FeedPace => ({
  firstPolledAt: daysAgo(days + 100),
  lastNewAt: daysAgo(days),
  recentCount,
})

test('judgeFeedHealth() tells failures, pages, challenges and the end of a feed apart', () => {
  const pace = quiet(0, 100)
  const fail = (code: 'FETCH_TIMEOUT' | 'FEED_HTML' | 'FETCH_CHALLENGE'): PollAnswer => ({ kind: 'failed', code })
  assert.deepEqual(judge(fail('FETCH_TIMEOUT'), pace), { state: 'failing', reason: 'FETCH_TIMEOUT' })
  assert.deepEqual(judge(fail('FEED_HTML'), pace), { state: 'html', reason: 'FEED_HTML' })
  assert.deepEqual(judge(fail('FETCH_CHALLENGE'), pace), { state: 'challenge', reason: 'FETCH_CHALLENGE' })
  assert.deepEqual(judge({ kind: 'gone' }, pace, true), { state: 'disabled', reason: 'FETCH_GONE' })
})

test('judgeFeedHealth() measures silence against the own past of a feed', () => {
  // 5 a day: two days; 1 a day: ten; 1 in two days: twenty.
  assert.equal(judge(same, quiet(1.9, 140)).state, 'ok')
  assert.deepEqual(judge(same, quiet(2.1, 140)), {
    state: 'silent',
    reason: 'nothing new for 2.1 days; before, 5.0 entries a day',
  })
  assert.equal(judge(same, quiet(9, 28)).state, 'ok')
  assert.equal(judge(same, quiet(11, 28)).state, 'silent')
  assert.equal(judge(same, quiet(19, 14)).state, 'ok')
  assert.equal(judge(same, quiet(21, 14)).state, 'silent')
})

test('judgeFeedHealth() gives a feed whose pace is not known a week, also one that never brought anything', () => {
  assert.equal(judge(same, quiet(6.9, 3)).state, 'ok')
  assert.deepEqual(judge(same, quiet(7.1, 3)), { state: 'silent', reason: 'nothing new for 7.1 days' })
  assert.equal(judge(same, { firstPolledAt: daysAgo(8), recentCount: 0 }).state, 'silent')
  assert.equal(judge(same, { recentCount: 0 }).state, 'ok')
})

test('judgeFeedHealth() hears a feed that brings something after a long silence', () => {
  const answer: PollAnswer = { kind: 'ok', newCount: 1, knownCount: 9, bodySha256: 'x', headers: {} }
  assert.equal(judge(answer, quiet(60, 140)).state, 'ok')
  assert.equal(judge({ ...answer, newCount: 0 }, quiet(60, 140)).state, 'silent')
})

test('findEntriesPerDay() counts from the first poll on where the past is short, and says nothing of too little', () => {
  assert.equal(findEntriesPerDay(quiet(3, 56), limits), 2)
  assert.equal(findEntriesPerDay({ firstPolledAt: daysAgo(4), lastNewAt: daysAgo(0), recentCount: 20 }, limits), 5)
  assert.equal(findEntriesPerDay(quiet(3, 9), limits), undefined)
  assert.equal(findEntriesPerDay({ firstPolledAt: NOW, lastNewAt: NOW, recentCount: 20 }, limits), undefined)
})
