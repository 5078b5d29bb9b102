import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { listFeedAlerts } from '../../../src/db/feedAlerts.ts'
import { countSightings, listPolls } from '../../../src/db/feedDetail.ts'
import { countFailureStreaks, listFeedPaces } from '../../../src/db/feedPace.ts'
import { listFeeds, syncFeeds } from '../../../src/db/feeds.ts'
import { listChanges } from '../../../src/db/listChanges.ts'
import { loadPoll } from '../../../src/db/polls.ts'
import type { PollResult } from '../../../src/domain/pollTask.ts'
import { database, feed, later, line, NOW, openPolls, reset, resultOf, save, skippedLine } from './store.ts'

suite('feed health', () => {
  beforeEach(() => reset())

  test('savePoll() opens one alert for a time in which a feed is not heard, and closes it', async () => {
    const alerts = async () =>
      (await listFeedAlerts(database, 10)).map(({ feedId, state, reason, openedAt, closedAt }) => [
        feedId,
        state,
        reason,
        openedAt.getTime() - NOW.getTime(),
        closedAt && closedAt.getTime() - NOW.getTime(),
      ])
    const poll = async (ms: number, health: PollResult['health']) => {
      const { polls } = await openPolls(later(ms))
      await save(polls.get('one')!, resultOf([], { health, nextPollAt: later(ms) }), later(ms))
      const other = polls.get('two')
      if (other) await save(other, resultOf([]), later(ms))
    }
    await poll(0, { state: 'ok' })
    assert.deepEqual(await alerts(), [])
    await poll(1, { state: 'failing', reason: 'FETCH_TIMEOUT' })
    await poll(2, { state: 'failing', reason: 'FETCH_NETWORK' })
    assert.deepEqual(await alerts(), [['one', 'failing', 'FETCH_TIMEOUT', 1, null]])
    await poll(3, { state: 'html', reason: 'FEED_HTML' })
    await poll(4, { state: 'ok' })
    const ended = [
      ['one', 'html', 'FEED_HTML', 3, 4],
      ['one', 'failing', 'FETCH_TIMEOUT', 1, 3],
    ]
    assert.deepEqual(await alerts(), ended)
    await poll(5, { state: 'silent', reason: 'nothing new for 9.0 days' })
    await syncFeeds(database, [feed('two')], '{}', later(6))
    assert.deepEqual(await alerts(), [['one', 'silent', 'nothing new for 9.0 days', 5, 6], ...ended])
    assert.deepEqual(await listFeedAlerts(database, 10, 'two'), [])
  })

  test('savePoll() tells consumers, in the order of all changes, when a feed is not heard and when it is again', async () => {
    const poll = async (ms: number, health: PollResult['health']) => {
      const { polls } = await openPolls(later(ms))
      await save(polls.get('one')!, resultOf([], { health, nextPollAt: later(ms) }), later(ms))
      const other = polls.get('two')
      if (other) await save(other, resultOf([]), later(ms))
    }
    await poll(0, { state: 'ok' })
    await poll(1, { state: 'failing', reason: 'FETCH_TIMEOUT' })
    await poll(2, { state: 'failing', reason: 'FETCH_NETWORK' })
    await poll(3, { state: 'html', reason: 'FEED_HTML' })
    await poll(4, { state: 'ok' })
    await poll(5, { state: 'silent', reason: 'nothing new for 9.0 days' })
    await syncFeeds(database, [feed('two')], '{}', later(6))
    const { changes, last } = await listChanges(database, 0, 10)
    assert.equal(last, 6)
    assert.deepEqual(
      changes.map((change) => {
        assert.ok(change.subject === 'feed_alert')
        const { feedId, outletId, state, closedAt } = change.feedAlert
        return [change.sequence, change.action, change.version, feedId, outletId, state, closedAt === null]
      }),
      [
        [1, 'create', 1, 'one', 'example', 'failing', true],
        [2, 'update', 2, 'one', 'example', 'failing', false],
        [3, 'create', 1, 'one', 'example', 'html', true],
        [4, 'update', 2, 'one', 'example', 'html', false],
        [5, 'create', 1, 'one', 'example', 'silent', true],
        [6, 'update', 2, 'one', 'example', 'silent', false],
      ],
    )
    assert.equal(changes[0]?.at, later(1).toISOString())
  })

  test('listFeedPaces() counts what is new, but for what the first poll brought', async () => {
    const day = 86_400_000
    const windowMs = 28 * day
    const paces = () => listFeedPaces(database, windowMs, later(40 * day))
    assert.deepEqual((await paces()).get('one'), { recentCount: 0, todayCount: 0 })
    const bring = async (ms: number, ...names: string[]) => {
      const { polls } = await openPolls(later(ms))
      const lines = names.map((name) => line('one', name))
      await save(polls.get('one')!, resultOf(lines, { nextPollAt: later(ms) }), later(ms))
    }
    await bring(0, 'a', 'b', 'c')
    assert.deepEqual((await paces()).get('one'), { firstPolledAt: NOW, lastNewAt: NOW, recentCount: 0, todayCount: 0 })
    await bring(day, 'a', 'd')
    await bring(39.5 * day, 'd', 'e', 'f')
    assert.deepEqual((await listFeedPaces(database, windowMs, later(40 * day), 'one')).get('one'), {
      firstPolledAt: NOW,
      lastNewAt: later(39.5 * day),
      recentCount: 2,
      todayCount: 2,
    })
    assert.deepEqual([...(await paces()).keys()].sort(), ['one', 'two'])
  })

  test('a feed can be shown: its polls with what was decided, its streak, what others show too', async () => {
    const { polls } = await openPolls()
    await save(polls.get('one')!, resultOf([line('one', 'a'), line('one', 'b'), skippedLine('one', 'c')]))
    await save(polls.get('two')!, resultOf([line('two', 'b')]))
    assert.deepEqual(await countSightings(database, 'one'), { entries: 3, skipped: 1, articles: 2, shared: 1 })
    assert.deepEqual(await countSightings(database, 'none'), { entries: 0, skipped: 0, articles: 0, shared: 0 })
    const failure = { outcome: 'failed', reason: 'FETCH_TIMEOUT', pollReason: 'failure in a row' } as const
    for (const ms of [3_600_000, 3_600_001]) {
      const next = await openPolls(later(ms))
      await save(next.polls.get('one')!, resultOf([], { ...failure, nextPollAt: later(ms) }), later(ms))
    }
    assert.deepEqual([...(await countFailureStreaks(database))], [['one', 2]])
    assert.deepEqual(
      (await listPolls(database, 'one', 2)).map((poll) => [poll.outcome, poll.reason, poll.decision, poll.seen]),
      [
        ['failed', 'FETCH_TIMEOUT', 'failure in a row', 0],
        ['failed', 'FETCH_TIMEOUT', 'failure in a row', 0],
      ],
    )
    assert.equal((await listPolls(database, 'one', 10)).at(-1)?.decision, 'every 1 h')
  })

  test('a proposed address is kept until a poll proposes none', async () => {
    const proposed = async () => (await listFeeds(database)).find((one) => one.id === 'one')?.proposedUrl
    const first = await openPolls()
    const proposedUrl = 'https://other.example/rss'
    await save(first.polls.get('one')!, resultOf([], { proposedUrl, nextPollAt: NOW }))
    assert.equal(await proposed(), proposedUrl)
    const second = await openPolls()
    await save(second.polls.get('one')!, resultOf([]))
    assert.equal(await proposed(), null)
  })

  test('a feed of the fast lane is polled as one, for as long as the list says so', async () => {
    await reset([feed('one', { isFast: true }), feed('two')])
    const { polls } = await openPolls()
    assert.equal((await loadPoll(database, polls.get('one')!))?.isFast, true)
    assert.equal((await loadPoll(database, polls.get('two')!))?.isFast, false)
    await syncFeeds(database, [feed('one'), feed('two')], '{}', NOW)
    assert.equal((await loadPoll(database, polls.get('one')!))?.isFast, false)
  })
})
