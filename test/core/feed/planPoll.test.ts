import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { newPollState, planPoll, planRequest } from '../../../src/core/feed/planPoll.ts'
import type { PollAnswer, PollState } from '../../../src/domain/poll.ts'

const limits = JSON.parse(await readFile(new URL('../../../config/limits.json', import.meta.url), 'utf8')).poll
const HOUR = 3_600_000
const DAY = 24 * HOUR
const start = Date.parse('2026-11-03T12:00:00Z')
const url = 'https://news.example.org/feed'

const ok = (part: Partial<Extract<PollAnswer, { kind: 'ok' }>> = {}): PollAnswer => ({
  kind: 'ok',
  newCount: 5,
  knownCount: 5,
  bodySha256: 'a',
  headers: {},
  ...part,
})

function plan(answer: PollAnswer, state: PollState = newPollState(), at = start) {
  const planned = planPoll(state, answer, { seed: 'feed-1', url, now: new Date(at) }, limits)
  assert.deepEqual(JSON.parse(JSON.stringify(planned.state)), planned.state, 'the state is plain JSON')
  return { ...planned, delayMs: planned.nextPollAt.getTime() - at }
}

/** Polls once an interval; `answers` says how each poll goes. */
function run(answers: (index: number) => PollAnswer, count: number, intervalMs = DAY) {
  let state = newPollState()
  const plans = []
  for (let index = 0; index < count; index += 1) {
    const planned = plan(answers(index), state, start + index * intervalMs)
    state = planned.state
    plans.push(planned)
  }
  return plans
}

test('planRequest() sends validators back as they came, and none before there are any', () => {
  assert.deepEqual(planRequest(newPollState(), new Date(start), limits), { isConditional: false })
  const { state } = plan(ok({ headers: { etag: 'W/"x"', 'last-modified': '2026-11-02 10:00' } }))
  assert.deepEqual(planRequest(state, new Date(start + HOUR), limits), {
    validators: { etag: 'W/"x"', lastModified: '2026-11-02 10:00' },
    isConditional: true,
  })
})

test('planRequest() asks for the whole document once in seven days, and again after the next whole document only', () => {
  const { state } = plan(ok({ headers: { etag: '"x"' } }))
  assert.equal(planRequest(state, new Date(start + 7 * DAY - 1), limits).isConditional, true)
  assert.equal(planRequest(state, new Date(start + 7 * DAY), limits).isConditional, false)
  const later = plan({ kind: 'notModified', headers: {} }, state, start + 6 * DAY)
  assert.equal(planRequest(later.state, new Date(start + 7 * DAY), limits).isConditional, false)
})

test('planPoll() replaces validators with each whole document, and adopts those of a 304', () => {
  const first = plan(ok({ headers: { etag: '"1"', 'last-modified': 'then' } }))
  assert.deepEqual(plan(ok({ headers: { etag: '"2"' } }), first.state).state.validators, { etag: '"2"' })
  const kept = plan({ kind: 'notModified', headers: { etag: '"3"' } }, first.state).state
  assert.deepEqual(kept.validators, { etag: '"3"', lastModified: 'then' })
})

for (const [name, etag] of Object.entries({
  long: 'x'.repeat(10_000),
  'of two lines': '"a"\r\nX: y',
  'not ASCII': '"é"',
})) {
  test(`planPoll() does not keep an ETag that is ${name}`, () => {
    assert.equal(plan(ok({ headers: { etag } })).state.validators, undefined)
  })
}

test('planPoll() keeps everything over a failure', () => {
  const { state } = plan(ok({ headers: { etag: '"1"' } }))
  const failed = plan({ kind: 'failed', code: 'FEED_HTML' }, state)
  assert.deepEqual(failed.state.validators, { etag: '"1"' })
  assert.equal(failed.state.bodySha256, 'a')
})

test('planPoll() begins with an hour, give or take a tenth', () => {
  const { delayMs, reason } = plan(ok())
  assert.ok(Math.abs(delayMs - HOUR) <= 0.1 * HOUR)
  assert.equal(reason, 'every 60 min: first poll')
})

test('planPoll() has the same jitter for a feed each time, and another for another feed', () => {
  const at = (seed: string) => planPoll({}, ok(), { seed, url, now: new Date(start) }, limits).nextPollAt.getTime()
  assert.equal(at('a'), at('a'))
  assert.equal(new Set(['a', 'b', 'c', 'd'].map(at)).size, 4)
})

test('planPoll() slows down while nothing is new, as far as six hours', () => {
  const delays = run((i) => (i === 0 ? ok() : { kind: 'notModified', headers: {} }), 12).map(({ delayMs }) => delayMs)
  assert.ok(delays.every((delay, i) => i === 0 || delay >= delays[i - 1]!))
  assert.ok(delays.at(-1)! > 5 * HOUR && delays.at(-1)! < 7 * HOUR)
})

test('planPoll() takes the same document for nothing new, whatever the counts say', () => {
  const { state } = plan(ok())
  assert.match(plan(ok(), state).reason, /the same document/)
})

test('planPoll() speeds up while most is new, as far as a quarter of an hour, and comes back from a slow time at once', () => {
  const busy = run((i) => ok({ newCount: 9, knownCount: 1, bodySha256: `${i}` }), 10)
  assert.equal(busy.at(-1)!.delayMs >= 900_000, true)
  assert.ok(busy.at(-1)!.delayMs < 1_100_000)
  const slow = run((i) => (i === 0 ? ok() : { kind: 'notModified', headers: {} }), 12).at(-1)!
  assert.ok(plan(ok({ newCount: 1, knownCount: 19, bodySha256: 'b' }), slow.state).delayMs <= 1.1 * HOUR)
})

const bounds: Readonly<Record<string, { answer: PollAnswer; atLeast: number; below: number }>> = {
  'ttl of the feed': { answer: ok({ ttlMs: 3 * HOUR }), atLeast: 3 * HOUR, below: 4 * HOUR },
  'max-age': {
    answer: ok({ headers: { 'cache-control': 'public, max-age=21600' } }),
    atLeast: 6 * HOUR,
    below: 7 * HOUR,
  },
  'max-age less Age': {
    answer: ok({ headers: { 'cache-control': 'max-age=21600', age: '7200' } }),
    atLeast: 4 * HOUR,
    below: 5 * HOUR,
  },
  Expires: {
    answer: ok({ headers: { expires: 'Tue, 03 Nov 2026 17:00:00 GMT' } }),
    atLeast: 5 * HOUR,
    below: 6 * HOUR,
  },
  'max-age before Expires': {
    answer: ok({ headers: { 'cache-control': 'max-age=7200', expires: 'Tue, 03 Nov 2026 23:00:00 GMT' } }),
    atLeast: 2 * HOUR,
    below: 3 * HOUR,
  },
  'a day at most': { answer: ok({ headers: { 'cache-control': 'max-age=31536000' } }), atLeast: DAY, below: DAY + 1 },
  'max-age of a 304': {
    answer: { kind: 'notModified', headers: { 'cache-control': 'max-age=21600' } },
    atLeast: 6 * HOUR,
    below: 7 * HOUR,
  },
  'no rubbish': {
    answer: ok({ headers: { 'cache-control': 'max-age=soon', expires: '0' } }),
    atLeast: 0.9 * HOUR,
    below: 1.2 * HOUR,
  },
  'no-cache': {
    answer: ok({ headers: { 'cache-control': 'no-cache, max-age=21600' } }),
    atLeast: 0.9 * HOUR,
    below: 1.2 * HOUR,
  },
  'Retry-After': {
    answer: { kind: 'failed', code: 'FETCH_RATE_LIMITED', status: 429, retryAfterMs: 2 * HOUR },
    atLeast: 2 * HOUR,
    below: 3 * HOUR,
  },
  'a Retry-After of a week at most': {
    answer: { kind: 'failed', code: 'FETCH_SERVER_ERROR', status: 503, retryAfterMs: 365 * DAY },
    atLeast: 7 * DAY,
    below: 7 * DAY + 1,
  },
  'a blip of the network with an early second look': {
    answer: { kind: 'failed', code: 'FETCH_NETWORK' },
    atLeast: 0.2 * HOUR,
    below: 0.5 * HOUR,
  },
  'no Retry-After of a second': {
    answer: { kind: 'failed', code: 'FETCH_RATE_LIMITED', status: 429, retryAfterMs: 1000 },
    atLeast: 0.9 * HOUR,
    below: 1.2 * HOUR,
  },
}

for (const [name, { answer, atLeast, below }] of Object.entries(bounds)) {
  test(`planPoll() honours ${name}`, () => {
    const { delayMs, reason } = plan(answer)
    assert.ok(delayMs >= atLeast && delayMs < below, `${delayMs / HOUR} h: ${reason}`)
  })
}

test('planPoll() keeps the ttl of the last document over a 304 and over the same document', () => {
  const { state } = plan(ok({ ttlMs: 3 * HOUR }))
  assert.ok(plan({ kind: 'notModified', headers: {} }, state).delayMs >= 3 * HOUR)
  assert.ok(plan(ok(), state).delayMs >= 3 * HOUR)
  assert.ok(plan(ok({ bodySha256: 'b' }), state).delayMs < 2 * HOUR)
})

test('planPoll() backs off from failures, never gives up, and forgets them with the first success', () => {
  const plans = run(() => ({ kind: 'failed', code: 'FETCH_TIMEOUT' }), 40)
  const delays = plans.map(({ delayMs }) => delayMs)
  assert.ok(delays[5]! > 3 * delays[0]!)
  assert.ok(delays.every((delay) => delay <= DAY))
  assert.ok(plans.every(({ isDisabled }) => !isDisabled))
  const recovered = plan(ok(), plans.at(-1)!.state)
  assert.ok(recovered.delayMs <= 1.1 * HOUR)
  assert.equal(recovered.state.failures, undefined)
})

test('planPoll() goes up to a week for what will not pass by itself', () => {
  const plans = run(() => ({ kind: 'failed', code: 'FETCH_GONE', status: 404 }), 40)
  assert.equal(plans.at(-1)!.delayMs, 7 * DAY)
  assert.equal(plans.at(-1)!.isDisabled, false)
})

test('planPoll() disables after two answers 410 in a row, not after two that are apart', () => {
  const apart = run((i) => [{ kind: 'gone' } as const, ok(), { kind: 'gone' } as const][i]!, 3)
  assert.equal(apart.at(-1)!.isDisabled, false)
  const [first, second] = run(() => ({ kind: 'gone' }), 2)
  assert.equal(first!.isDisabled, false)
  assert.equal(second!.isDisabled, true)
  assert.match(second!.reason, /disabled/)
})

const moved = 'https://news.example.org/new'

test('planPoll() adopts a permanent redirect after five successes over two days', () => {
  const plans = run(() => ok({ permanentUrl: moved }), 5, DAY / 2)
  assert.deepEqual(
    plans.map(({ feedUrl }) => feedUrl),
    [undefined, undefined, undefined, undefined, moved],
  )
  const hasty = run(() => ok({ permanentUrl: moved }), 20, HOUR)
  assert.ok(hasty.every(({ feedUrl }) => feedUrl === undefined))
})

test('planPoll() counts a redirect anew when it changes or pauses', () => {
  const plans = run((i) => ok(i === 3 ? {} : { permanentUrl: moved }), 8, DAY)
  assert.ok(plans.slice(0, 8).every(({ feedUrl }) => feedUrl === undefined))
})

test('planPoll() proposes a permanent redirect to another site, and does not adopt it', () => {
  const plans = run(() => ok({ permanentUrl: 'https://other.example.com/feed' }), 10)
  assert.ok(plans.every(({ feedUrl }) => feedUrl === undefined))
  assert.equal(plans.at(-1)!.proposedUrl, 'https://other.example.com/feed')
  assert.match(plans.at(-1)!.reason, /another site/)
})

/** A feed of the fast lane. */
const planFast = (answer: PollAnswer, state: PollState = newPollState()) => {
  const planned = planPoll(state, answer, { seed: 'feed-1', url, now: new Date(start), isFast: true }, limits)
  return { ...planned, minutes: (planned.nextPollAt.getTime() - start) / 60_000 }
}
const unmodified = (headers = {}): PollAnswer => ({ kind: 'notModified', headers })

test('planPoll() polls a feed of the fast lane every five minutes once its server has answered 304', () => {
  const first = planFast(ok({ headers: { etag: '"1"' } }))
  assert.ok(first.minutes > 50, 'nothing is known of the server yet')
  const second = planFast(unmodified(), first.state)
  assert.ok(second.minutes >= 5 && second.minutes <= 5.5, `${second.minutes}`)
  assert.equal(second.reason, 'every 5 min: fast lane')
  assert.ok(planFast(ok({ bodySha256: 'b' }), second.state).minutes < 6)
  assert.ok(plan(unmodified(), first.state).delayMs > HOUR, 'only what is in the lane')
})

test('planPoll() leaves the fast lane when the server asks for more time, or sends again what we have', () => {
  const { state } = planFast(unmodified(), planFast(ok()).state)
  const slow = planFast(unmodified({ 'cache-control': 'max-age=1800' }), state)
  assert.ok(slow.minutes >= 30)
  assert.match(slow.reason, /fresh for 30 min/)
  assert.ok(planFast(ok({ bodySha256: 'b', ttlMs: HOUR }), state).minutes >= 60)
  assert.ok(planFast(ok({ bodySha256: 'a' }), state).minutes > 50)
})

test('planPoll() keeps the hours that a feed excludes, through answers that do not name them', () => {
  // It is 12:00; the default is an hour.
  const quietHours = [12, 13, 14]
  const first = plan(ok({ quietHours }))
  assert.equal(first.nextPollAt.getUTCHours(), 15)
  assert.match(first.reason, /first poll; not in the hours that it skips$/)
  const states = [
    plan(unmodified(), first.state).state,
    plan(ok({ newCount: 0 }), first.state).state,
    plan({ kind: 'failed', code: 'FETCH_TIMEOUT' }, first.state).state,
  ]
  for (const state of states) assert.deepEqual(state.quietHours, quietHours)
  assert.equal(plan(ok({ bodySha256: 'b' }), first.state).state.quietHours, undefined)
})

test('planPoll() passes over midnight, and does not wait for an hour that never comes', () => {
  const at = Date.parse('2026-11-03T21:30:00Z')
  const { nextPollAt } = plan(ok({ quietHours: [0, 1, 22, 23] }), newPollState(), at)
  assert.equal(nextPollAt.toISOString().slice(0, 13), '2026-11-04T02')
  assert.ok(plan(ok({ quietHours: Array.from({ length: 24 }, (_, hour) => hour) })).delayMs < 2 * HOUR)
})

test('planPoll() keeps the days that a feed excludes, and passes over them', () => {
  // A Friday, and the two days of the weekend.
  const friday = Date.parse('2026-11-06T23:30:00Z')
  const first = plan(ok({ quietDays: [0, 6] }), newPollState(), friday)
  assert.equal(first.nextPollAt.getUTCDay(), 1)
  assert.deepEqual(first.state.quietDays, [0, 6])
  const later = plan({ kind: 'notModified', headers: {} }, first.state, friday)
  assert.equal(later.nextPollAt.getUTCDay(), 1)
})
