import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { listKnownEntries, loadNewestEntry } from '../../../src/db/entries.ts'
import { insertFeed, listFeeds, syncFeeds } from '../../../src/db/feeds.ts'
import { claimDueFeeds, loadPoll, savePoll } from '../../../src/db/polls.ts'
import { countOpenWork, insertRun, loadRunSummary, openRun } from '../../../src/db/runs.ts'
import { loadVisit } from '../../../src/db/visits.ts'
import {
  articleIdOf,
  database,
  feed,
  later,
  line,
  moveTo,
  NOW,
  openPolls,
  reset,
  resultOf,
  save,
  skippedLine,
} from './store.ts'

suite('polls', () => {
  beforeEach(() => reset())

  const feedOf = async (id: string) => (await listFeeds(database)).find((one) => one.id === id)!

  test('claimDueFeeds() claims a due feed once, however many claim at once', async () => {
    const runId = await insertRun(database, 'once', NOW)
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimDueFeeds(database, runId, NOW, 10)))
    assert.equal(claims.flat().length, 2)
    assert.deepEqual(await claimDueFeeds(database, runId, later(9e9), 10), [])
  })

  test('claimDueFeeds() leaves what is not due or not enabled, and keeps to its limit', async () => {
    await reset([feed('one'), feed('two', { isEnabled: false }), feed('three')])
    const runId = await insertRun(database, 'once', NOW)
    assert.deepEqual(await claimDueFeeds(database, runId, later(-1), 10), [])
    assert.equal((await claimDueFeeds(database, runId, NOW, 1)).length, 1)
    assert.equal((await claimDueFeeds(database, runId, NOW, 10)).length, 1)
  })

  test('openRun() leaves no run behind when nothing is due', async () => {
    assert.equal(await openRun(database, 'schedule', later(-1), 10), undefined)
    const runs = await database.selectFrom('run').selectAll().execute()
    assert.deepEqual(runs, [])
  })

  test('savePoll() writes once: the second time it says so and changes nothing', async () => {
    const { polls } = await openPolls()
    const task = (await loadPoll(database, polls.get('one')!))!
    const result = resultOf([line('one', 'a')], { title: 'Example' })
    const answers = await Promise.all([1, 2, 3].map(() => savePoll(database, task, result, NOW)))
    assert.equal(answers.filter((answer) => answer !== undefined).length, 1)
    assert.equal(await loadPoll(database, task.pollId), undefined)
    const { nextPollAt, title, lastSucceededAt, pollReason } = await feedOf('one')
    assert.deepEqual(
      { nextPollAt, title, lastSucceededAt, pollReason },
      {
        nextPollAt: later(3_600_000),
        title: 'Example',
        lastSucceededAt: NOW,
        pollReason: 'every 1 h',
      },
    )
    assert.equal(await countOpenWork(database), 2, 'the other poll and the first visit')
  })

  test('savePoll() keeps the state of the policy for the next poll', async () => {
    const { polls } = await openPolls()
    await save(polls.get('one')!, resultOf([], { pollState: { validators: { etag: '"1"' }, failures: 2 } }))
    const next = await openPolls(later(3_600_000))
    const task = await loadPoll(database, next.polls.get('one')!)
    assert.deepEqual(task?.pollState, { validators: { etag: '"1"' }, failures: 2 })
  })

  test('savePoll() counts what adds up when two feeds share articles, saved at once', async () => {
    const { runId, polls } = await openPolls()
    const names = Array.from({ length: 40 }, (_, index) => `n${index}`)
    const [first, second] = await Promise.all([
      save(polls.get('one')!, resultOf([...names.map((name) => line('one', name)), skippedLine('one', 'x')])),
      save(polls.get('two')!, resultOf([...names].reverse().map((name) => line('two', name)))),
    ])
    assert.equal(first.new + second.new, 40)
    assert.deepEqual([first.skipped, second.skipped, second.seen], [1, 0, 40])
    assert.equal(first.works.length + second.works.length, 40)
    const summary = await loadRunSummary(database, { runId })
    assert.deepEqual(summary.entries, { seen: 81, new: 40, known: 40, skipped: 1 })
    assert.deepEqual(summary.visits, [{ outcome: 'waiting for fetch', reason: null, count: 40 }])
    assert.deepEqual(summary.polls, [{ outcome: 'parsed', reason: null, count: 2 }])
  })

  test('savePoll() counts two lines of one feed about one article as one new and one known', async () => {
    const { polls } = await openPolls()
    const twice = { ...line('one', 'b'), article: line('one', 'a').article! }
    const saved = await save(polls.get('one')!, resultOf([line('one', 'a'), twice]))
    assert.deepEqual([saved.new, saved.known, saved.works.length], [1, 1, 1])
  })

  test('savePoll() takes more entries than a statement has parameters for', async () => {
    const { polls } = await openPolls()
    const entries = Array.from({ length: 2000 }, (_, index) => line('one', `m${index}`))
    const saved = await save(polls.get('one')!, resultOf(entries))
    assert.deepEqual([saved.new, saved.works.length], [2000, 2000])
    assert.equal(
      (
        await listKnownEntries(
          database,
          entries.map((entry) => entry.entryId),
        )
      ).size,
      2000,
    )
  })

  test('savePoll() visits an article again when its line has changed, and not when it is the same', async () => {
    const { polls } = await openPolls()
    const [work] = (await save(polls.get('one')!, resultOf([line('one', 'a'), line('one', 'b')]))).works
    assert.equal(work?.stage, 'fetch')
    for (const name of ['a', 'b']) await endVisitOf(name)
    const next = await openPolls(later(3_600_000))
    const changed = line('one', 'a', { title: 'A denial was added' }, 'v2')
    const saved = await save(next.polls.get('one')!, resultOf([changed, line('one', 'b')]), later(3_600_000))
    assert.deepEqual([saved.new, saved.known], [0, 2])
    assert.deepEqual(
      saved.works.map((one) => one.stage === 'fetch' && [one.articleId, one.visit, one.tries]),
      [[articleIdOf('a'), 2, 0]],
    )
    assert.equal((await loadNewestEntry(database, articleIdOf('a')))?.title, 'A denial was added')
  })

  async function endVisitOf(name: string) {
    const key = { articleId: articleIdOf(name), visit: 1 }
    await moveTo(key, 'tag')
    await database
      .updateTable('visit')
      .set({ stage: 'done', outcome: 'tagged' })
      .where('article_id', '=', key.articleId)
      .execute()
  }

  test('savePoll() does not visit an article twice at once: it is due again when the open visit ends', async () => {
    const { polls } = await openPolls()
    await save(polls.get('one')!, resultOf([line('one', 'a')]))
    await moveTo({ articleId: articleIdOf('a'), visit: 1 }, 'read')
    const next = await openPolls(later(3_600_000))
    const saved = await save(next.polls.get('one')!, resultOf([line('one', 'a', {}, 'v2')]), later(3_600_000))
    assert.deepEqual(saved.works, [])
    await database.updateTable('visit').set({ stage: 'done', outcome: 'tagged' }).execute()
    const run = await openRun(database, 'schedule', later(3_600_000), 100)
    const visits = run?.works.filter((work) => work.stage === 'fetch') ?? []
    assert.deepEqual(
      visits.map((work) => work.visit),
      [2],
    )
    assert.equal((await loadVisit(database, { articleId: articleIdOf('a'), visit: 2 }))?.stage, 'fetch')
  })

  test('savePoll() ties a line that has moved to another address to the article there', async () => {
    const { polls } = await openPolls()
    await save(polls.get('one')!, resultOf([skippedLine('one', 'a')]))
    const next = await openPolls(later(3_600_000))
    const saved = await save(next.polls.get('one')!, resultOf([line('one', 'a', { title: 'Now with a link' }, 'v2')]))
    assert.deepEqual([saved.new, saved.known, saved.skipped, saved.works.length], [1, 0, 0, 1])
    assert.equal((await loadNewestEntry(database, articleIdOf('a')))?.title, 'Now with a link')
  })

  test('savePoll() of a failure keeps the last success, and a disabled feed is polled no more', async () => {
    const first = await openPolls()
    await save(first.polls.get('one')!, resultOf([]))
    const at = later(3_600_000)
    const { polls } = await openPolls(at)
    const gone = { outcome: 'failed', reason: 'FETCH_GONE', isDisabled: true, nextPollAt: at } as const
    await save(polls.get('one')!, resultOf([], gone), at)
    const { isEnabled, lastSucceededAt, disabledReason } = await feedOf('one')
    assert.deepEqual(
      { isEnabled, lastSucceededAt, disabledReason },
      {
        isEnabled: false,
        lastSucceededAt: NOW,
        disabledReason: 'FETCH_GONE',
      },
    )
    await syncFeeds(database, [feed('one'), feed('two')], '{}', at)
    assert.equal((await feedOf('one')).isEnabled, false, 'a restart does not enable it again')
  })

  test('savePoll() moves a feed to its new address, but not onto another feed', async () => {
    const { polls } = await openPolls()
    await save(polls.get('one')!, resultOf([], { feedUrl: 'https://moved.example/rss' }))
    await save(polls.get('two')!, resultOf([], { feedUrl: 'https://moved.example/rss' }))
    assert.equal((await feedOf('one')).url, 'https://moved.example/rss')
    assert.equal((await feedOf('two')).url, 'https://two.example/rss')
    await syncFeeds(database, [feed('one'), feed('two')], '{}', NOW)
    assert.equal((await feedOf('one')).url, 'https://moved.example/rss', 'a restart does not move it back')
  })

  test('syncFeeds() disables what left the list, keeps its history, and enables what returns', async () => {
    await syncFeeds(database, [feed('one')], '{}', NOW)
    assert.deepEqual([(await feedOf('one')).isEnabled, (await feedOf('two')).isEnabled], [true, false])
    await syncFeeds(database, [], '{}', NOW)
    assert.equal((await feedOf('one')).isEnabled, false)
    await syncFeeds(database, [feed('one'), feed('two')], '{}', NOW)
    assert.ok((await listFeeds(database)).every((one) => one.isEnabled))
  })

  test('syncFeeds() polls the new address when an analyst changes it in the list, even of a disabled feed', async () => {
    const { polls } = await openPolls()
    const gone = { outcome: 'failed', reason: 'FETCH_GONE', isDisabled: true } as const
    await save(polls.get('one')!, resultOf([], gone))
    await syncFeeds(database, [feed('one', { url: 'https://fixed.example/rss' }), feed('two')], '{}', NOW)
    const { url, isEnabled, disabledReason, nextPollAt } = await feedOf('one')
    assert.deepEqual(
      { url, isEnabled, disabledReason, nextPollAt },
      {
        url: 'https://fixed.example/rss',
        isEnabled: true,
        disabledReason: null,
        nextPollAt: NOW,
      },
    )
  })

  test('syncFeeds() takes over a feed that was added by hand before it stood in the list', async () => {
    assert.equal(await insertFeed(database, feed('by-hand', { url: 'https://three.example/rss' }), '{}', NOW), true)
    await syncFeeds(database, [feed('one'), feed('two'), feed('three')], '{}', NOW)
    const same = (await listFeeds(database)).filter((one) => one.url === 'https://three.example/rss')
    assert.deepEqual(
      same.filter((one) => one.isEnabled).map((one) => one.id),
      ['three'],
      'polled once',
    )
  })

  test('syncFeeds() lets two feeds of the list swap their addresses, and takes one from a feed that moved there', async () => {
    const [one, two] = ['https://two.example/rss', 'https://one.example/rss']
    await syncFeeds(database, [feed('one', { url: one }), feed('two', { url: two })], '{}', NOW)
    assert.deepEqual(
      (await listFeeds(database)).map(({ url, isEnabled }) => [url, isEnabled]),
      [
        [one, true],
        [two, true],
      ],
    )
    const { polls } = await openPolls()
    await save(polls.get('one')!, resultOf([], { feedUrl: 'https://three.example/rss' }))
    await syncFeeds(database, [feed('one'), feed('two'), feed('three')], '{}', NOW)
    assert.deepEqual(
      (await listFeeds(database)).filter((a) => a.isEnabled).map(({ id, url }) => [id, url]),
      [
        ['one', 'https://one.example/rss'],
        ['three', 'https://three.example/rss'],
        ['two', 'https://two.example/rss'],
      ],
    )
  })

  test('insertFeed() refuses an id or an address that is there, and the list does not disable what was added', async () => {
    assert.equal(await insertFeed(database, feed('added'), '{}', NOW), true)
    assert.equal(await insertFeed(database, feed('added', { url: 'https://x.example/' }), '{}', NOW), false)
    assert.equal(await insertFeed(database, feed('other', { url: 'https://one.example/rss' }), '{}', NOW), false)
    await syncFeeds(database, [feed('one'), feed('two')], '{}', NOW)
    assert.equal((await feedOf('added')).isEnabled, true)
  })
})
