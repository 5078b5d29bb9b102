import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { loadDocument, loadLastDocument, saveDocument, sha256 } from '../../../src/db/documents.ts'
import { loadOriginal, saveCanonicalKey, saveDuplicate } from '../../../src/db/duplicates.ts'
import { reserveSlots } from '../../../src/db/hosts.ts'
import { loadKnownRevision, loadLastRevision } from '../../../src/db/revisions.ts'
import { listRobots, saveCrawlDelay, saveRobots } from '../../../src/db/robots.ts'
import { countOpenWork, loadRunSummary, openRun } from '../../../src/db/runs.ts'
import { listSetAsides, replaySetAsides, setAsideVisit } from '../../../src/db/setAsides.ts'
import { claimStaleWork, markTry } from '../../../src/db/staleWork.ts'
import { advanceVisit, loadNewestVisit, loadVisit } from '../../../src/db/visits.ts'
import type { FetchedDocument } from '../../../src/domain/document.ts'
import type { VisitKey } from '../../../src/domain/visit.ts'
import { database, later, moveTo, NOW, openPolls, reset, saveText, seedArticles } from './store.ts'

const page = (body: Uint8Array, headers: Record<string, string> = {}): FetchedDocument => ({
  url: 'https://example.example/a',
  finalUrl: 'https://example.example/a?final=1',
  status: 200,
  headers,
  body,
  fetchedAt: later(1234),
})

suite('visits', () => {
  let key: VisitKey
  beforeEach(async () => {
    await reset()
    key = (await seedArticles('a'))[0]!
  })

  const stageOf = async (of: VisitKey) => (await loadVisit(database, of))?.stage

  test('advanceVisit() moves a visit on from the stage that is expected, once', async () => {
    assert.equal(await advanceVisit(database, key, 'read', { to: 'tag' }, NOW), false)
    const moves = [1, 2, 3].map(() => advanceVisit(database, key, 'fetch', { to: 'read' }, NOW))
    assert.deepEqual((await Promise.all(moves)).filter(Boolean), [true])
    assert.equal(await stageOf(key), 'read')
    assert.equal(await advanceVisit(database, { ...key, visit: 9 }, 'fetch', { to: 'read' }, NOW), false)
    assert.equal(await loadVisit(database, { ...key, visit: 9 }), undefined)
  })

  test('a visit that ended is opened again when its time comes, and by one run only', async () => {
    const end = { to: 'done', outcome: 'unchanged', nextVisitAt: later(1000) } as const
    await advanceVisit(database, key, 'fetch', end, NOW)
    assert.equal(await openRun(database, 'schedule', later(999), 10), undefined)
    const runs = await Promise.all([1, 2, 3].map(() => openRun(database, 'schedule', later(1000), 10)))
    const works = runs.flatMap((run) => run?.works ?? [])
    assert.deepEqual(works, [
      {
        stage: 'fetch',
        articleId: key.articleId,
        visit: 2,
        tries: 0,
        url: 'https://example.example/a',
      },
    ])
    assert.equal((await loadNewestVisit(database, key.articleId)).visit, 2)
    const summary = await loadRunSummary(database, { runId: runs.find((run) => run !== undefined)!.runId })
    assert.deepEqual(summary.visits, [{ outcome: 'waiting for fetch', reason: null, count: 1 }])
  })

  test('saveDocument() and loadDocument() give back every byte, of an empty page too', async () => {
    const bodies = [
      Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
      Buffer.alloc(0),
      Buffer.alloc(3_000_000, 'ab'),
    ]
    const keys = [key, ...(await seedMore('b', 'c'))]
    for (const [index, body] of bodies.entries()) {
      const document = page(body, { 'content-type': 'text/html', 'x-odd': 'ÿ "quoted"' })
      assert.equal(await saveDocument(database, keys[index]!, document), true)
      assert.equal(await stageOf(keys[index]!), 'read')
      const { body: loaded, ...rest } = (await loadDocument(database, keys[index]!))!
      const { body: _body, ...expected } = document
      assert.deepEqual(rest, expected)
      assert.ok(Buffer.from(loaded).equals(body), `body ${index}`)
    }
  })

  async function seedMore(...names: string[]) {
    await database.updateTable('feed').set({ next_poll_at: NOW }).execute()
    return await seedArticles(...names)
  }

  test('saveDocument() writes nothing when the visit has moved on', async () => {
    await moveTo(key, 'read')
    assert.equal(await saveDocument(database, key, page(Buffer.from('x'))), false)
    assert.equal(await loadDocument(database, key), undefined)
    assert.equal(await loadLastDocument(database, key.articleId), undefined)
  })

  test('loadLastDocument() gives the validators verbatim', async () => {
    const headers = { etag: 'W/"a,b"', 'last-modified': 'Fri, 20 Nov 2026 10:00:00 GMT' }
    await saveDocument(database, key, page(Buffer.from('x'), headers))
    assert.deepEqual(await loadLastDocument(database, key.articleId), {
      validators: { etag: headers.etag, lastModified: headers['last-modified'] },
      bodySha256: sha256('x'),
    })
  })

  test('saveRevision() counts revisions up, gives back what was stored, and writes once a visit', async () => {
    await moveTo(key, 'read')
    assert.equal(await saveText(key, 'One 😀'), 1)
    assert.equal(await saveText(key, 'One 😀'), undefined)
    assert.equal(await stageOf(key), 'tag')
    const { text, textSha256, zones, title, authors, publishedAt } = (await loadLastRevision(database, key.articleId))!
    assert.deepEqual(
      { text, textSha256, zones, title, authors, publishedAt },
      {
        text: 'One 😀',
        textSha256: sha256('One 😀'),
        zones: [{ start: 0, end: 3, section: 'headline' }],
        title: 'A title',
        authors: ['Ann Other'],
        publishedAt: undefined,
      },
    )
    await advanceVisit(database, key, 'tag', { to: 'done', outcome: 'tagged', nextVisitAt: NOW }, NOW)
    await openRun(database, 'once', NOW, 10)
    const second = { ...key, visit: 2 }
    await moveTo(second, 'read')
    assert.equal(await saveText(second, 'Two'), 2)
    assert.equal((await loadLastRevision(database, key.articleId))?.text, 'Two')
  })

  test('setAsideVisit() ends a visit with the code, once, and keeps it for a person', async () => {
    const why = { code: 'FETCH_GONE', message: 'Cannot fetch "x": status is 404' }
    assert.equal(await setAsideVisit(database, key, 'read', why, NOW), false)
    assert.equal(await setAsideVisit(database, key, 'fetch', why, NOW), true)
    assert.equal(await setAsideVisit(database, key, 'fetch', why, NOW), false)
    const [found, ...others] = await listSetAsides(database, 10)
    assert.deepEqual([found?.code, found?.stage, found?.articleId, others], ['FETCH_GONE', 'fetch', key.articleId, []])
    assert.equal(await countOpenWork(database), 0)
  })

  test('replaySetAsides() opens another visit of each, once, and the sweep takes them up', async () => {
    await setAsideVisit(database, key, 'fetch', { code: 'FETCH_GONE', message: 'gone' }, NOW)
    const { id } = (await listSetAsides(database, 10))[0]!
    assert.equal(await replaySetAsides(database, ['999999'], NOW), 0)
    assert.equal(await replaySetAsides(database, [id], NOW), 1)
    assert.equal(await replaySetAsides(database, undefined, NOW), 0)
    assert.deepEqual(await listSetAsides(database, 10), [])
    const [work] = await claimStaleWork(database, NOW, NOW, 10)
    assert.deepEqual(work?.stage === 'fetch' && [work.articleId, work.visit], [key.articleId, 2])
  })

  test('a replay reads again what was fetched but could not be read, though the page is the same', async () => {
    await saveDocument(database, key, page(Buffer.from('x'), { etag: '"1"' }))
    await setAsideVisit(database, key, 'read', { code: 'PAGE_TOO_DEEP', message: 'deep' }, NOW)
    assert.equal(await loadLastDocument(database, key.articleId), undefined)
    assert.ok(await loadDocument(database, key), 'but it is kept')
  })

  test('a replay tags again what was read but could not be tagged, though the text is the same', async () => {
    await moveTo(key, 'tag')
    await setAsideVisit(database, key, 'tag', { code: 'THREAD_TIMEOUT', message: 'slow' }, NOW)
    assert.equal(await loadKnownRevision(database, key.articleId), undefined)
    assert.equal((await loadLastRevision(database, key.articleId))?.revision, 1)
    await replaySetAsides(database, undefined, NOW)
    const second = { ...key, visit: 2 }
    await moveTo(second, 'read')
    assert.equal(await saveText(second, 'The ministry denied it.'), 2)
    assert.equal((await loadKnownRevision(database, key.articleId))?.revision, 2)
  })

  test('claimStaleWork() gives what waits since before a moment, and goes round through more than it may give', async () => {
    const keys = await seedMore('b', 'c', 'd', 'e')
    assert.deepEqual(await claimStaleWork(database, later(-1), NOW, 10), [])
    const rounds: string[][] = []
    for (const minute of [1, 2, 3]) {
      const works = await claimStaleWork(database, later(minute * 60_000 - 1), later(minute * 60_000), 2)
      rounds.push(works.flatMap((work) => (work.stage === 'poll' ? [] : [work.articleId])))
    }
    assert.deepEqual(
      rounds.map((round) => round.length),
      [2, 2, 2],
    )
    assert.equal(new Set(rounds.flat()).size, 5, 'each once before any twice')
    assert.equal(keys.length, 4)
  })

  test('claimStaleWork() finds polls too, and knows how often each was tried', async () => {
    await database.updateTable('feed').set({ next_poll_at: NOW }).execute()
    await openPolls()
    const works = await claimStaleWork(database, NOW, NOW, 10)
    assert.deepEqual(
      works.map((work) => [work.stage, work.tries]),
      [
        ['poll', 0],
        ['poll', 0],
        ['fetch', 0],
      ],
    )
    for (const work of works) await markTry(database, work)
    const again = await claimStaleWork(database, later(1), later(1), 10)
    assert.deepEqual(
      again.map((work) => work.tries),
      [1, 1, 1],
    )
    await markTry(database, { ...works[2]!, stage: 'read' } as never)
    await moveTo(key, 'read')
    const moved = (await claimStaleWork(database, later(2), later(2), 10)).find((work) => work.stage === 'read')
    assert.equal(moved?.tries, 0, 'a stage begins with no tries')
  })

  test('reserveSlots() spaces the requests to one site however many ask at once', async () => {
    const asks = Array.from({ length: 10 }, () => reserveSlots(database, 'example.com', 3, 500, NOW))
    const slots = (await Promise.all(asks)).flat().sort((a, b) => a - b)
    assert.deepEqual(
      slots,
      Array.from({ length: 30 }, (_, index) => index * 500),
    )
    assert.deepEqual(await reserveSlots(database, 'example.org', 1, 500, NOW), [0])
    assert.deepEqual(await reserveSlots(database, 'example.com', 2, 500, later(14_900)), [100, 600])
    assert.deepEqual(await reserveSlots(database, 'example.com', 1, 500, later(60_000)), [0])
  })

  test('reserveSlots() leaves the time between requests that a robots.txt of the site asks for', async () => {
    for (const [host, delayMs] of [
      ['www', 20_000],
      ['news', 9000],
    ] as const) {
      const origin = `https://${host}.slow.example`
      await saveRobots(database, origin, { kind: 'body', body: '' }, NOW)
      await saveCrawlDelay(database, origin, 'slow.example', delayMs)
    }
    assert.deepEqual(await reserveSlots(database, 'slow.example', 3, 5000, NOW), [0, 20_000, 40_000])
    await saveCrawlDelay(database, 'https://www.slow.example', 'slow.example', 0)
    assert.deepEqual(await reserveSlots(database, 'slow.example', 2, 5000, later(60_000)), [0, 9000])
  })

  test('reserveSlots() gives whole milliseconds, and no wait where there is no gap', async () => {
    assert.deepEqual(await reserveSlots(database, 'example.net', 3, 0, NOW), [0, 0, 0])
    const odd = await reserveSlots(database, 'example.edu', 3, 333, NOW)
    assert.ok(odd.every(Number.isInteger))
  })

  test('a visit remembers what kept it from its page, and the next visit begins anew', async () => {
    const step = { to: 'read', blockedBy: 'robots' } as const
    assert.equal((await loadVisit(database, key))?.blockedBy, undefined)
    assert.equal(await advanceVisit(database, key, 'fetch', step, NOW), true)
    assert.equal((await loadVisit(database, key))?.blockedBy, 'robots')
    assert.equal(await saveText(key, 'What the feed says.'), 1)
    await advanceVisit(database, key, 'tag', { to: 'done', outcome: 'tagged', nextVisitAt: NOW }, NOW)
    await openRun(database, 'once', NOW, 10)
    assert.equal((await loadVisit(database, { ...key, visit: 2 }))?.blockedBy, undefined)
  })

  test('saveRobots() keeps the last answer through failures, and forgets it for another', async () => {
    const origin = 'https://news.example'
    const of = async () => (await listRobots(database, [origin, 'https://other.example'])).get(origin)
    await saveRobots(database, origin, { kind: 'unreachable', code: 'FETCH_TIMEOUT' }, NOW)
    assert.deepEqual(await of(), { checkedAt: NOW })
    await saveRobots(database, origin, { kind: 'body', body: 'Disallow: /\u0000' }, later(1))
    assert.deepEqual(await of(), { body: 'Disallow: /', answeredAt: later(1), checkedAt: later(1) })
    await saveRobots(database, origin, { kind: 'unreachable', code: 'FETCH_TIMEOUT' }, later(2))
    assert.deepEqual(await of(), { body: 'Disallow: /', answeredAt: later(1), checkedAt: later(2) })
    await saveRobots(database, origin, { kind: 'none' }, later(3))
    assert.deepEqual(await of(), { answeredAt: later(3), checkedAt: later(3) })
    assert.equal((await listRobots(database, [])).size, 0)
  })

  test('an article that repeats another gives it its sightings, for good', async () => {
    const [other] = await seedMore('b')
    const find = (outletId: string) => loadOriginal(database, other!.articleId, outletId, ['example.example/a'])
    const feedOf = async () =>
      (await database.selectFrom('entry').where('title', '=', 'b').select('article_id').executeTakeFirstOrThrow())
        .article_id
    assert.equal(await find('example'), undefined, 'nothing was read of it')
    await moveTo(key, 'read')
    await saveText(key, 'The text.')
    assert.deepEqual(await find('example'), { articleId: key.articleId, title: 'A title' })
    assert.equal(await find('another'), undefined)
    await saveCanonicalKey(database, key.articleId, 'home.example/a')
    const byCanonical = await loadOriginal(database, other!.articleId, 'example', [
      'home.example/a',
      'example.example/b',
    ])
    assert.equal(byCanonical?.articleId, key.articleId, 'by what its page said')
    await moveTo(other!, 'read')
    assert.equal(await saveDuplicate(database, other!, key.articleId, NOW), true)
    assert.equal(await saveDuplicate(database, other!, key.articleId, NOW), false)
    assert.equal(await stageOf(other!), 'done')
    assert.equal(await feedOf(), key.articleId)
    await seedMore('b')
    assert.equal(await feedOf(), key.articleId, 'the next poll does not take it back')
    assert.equal(await loadOriginal(database, key.articleId, 'example', ['example.example/b']), undefined, 'no circle')
  })
})
