import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadLists } from '../../config/lists.ts'
import { PipelineError } from '../../src/domain/error.ts'
import type { ParsedEntry } from '../../src/domain/feed.ts'
import type { PollState } from '../../src/domain/poll.ts'
import type { PollResult, PollTask } from '../../src/domain/pollTask.ts'
import { type FeedAnswer, failPoll, type PollFeedDeps, pollFeed } from '../../src/steps/pollFeed.ts'

const { limits } = loadLists(fileURLToPath(new URL('../../config', import.meta.url)))
const NOW = new Date('2026-11-20T12:00:00Z')
const URL_OF_FEED = 'https://news.example/rss'
const hash = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex')

const task = (pollState: PollState = {}): PollTask => ({
  pollId: '7',
  feedId: 'example',
  outletId: 'example',
  runId: 'run',
  url: URL_OF_FEED,
  pollState,
})

const entry = (more: Partial<ParsedEntry> = {}): ParsedEntry => ({ authors: [], categories: [], flags: [], ...more })

function document(body: string, more = {}): FeedAnswer {
  const answer = { url: URL_OF_FEED, finalUrl: URL_OF_FEED, status: 200, headers: {}, fetchedAt: NOW }
  return { kind: 'document', document: { ...answer, body: Buffer.from(body) }, ...more }
}

/** Polls a feed with these lines; gives what was saved. */
async function pollWith(entries: readonly ParsedEntry[], more: Partial<PollFeedDeps> = {}) {
  const saved: PollResult[] = []
  const deps: PollFeedDeps = {
    now: () => NOW,
    limits,
    outlets: [],
    loadPoll: async () => task(),
    listKnownEntries: async () => new Set(),
    fetchFeed: async () => document('feed'),
    parseFeed: async () => ({ format: 'rss', title: 'Example', entries, flags: [] }),
    loadFeedPace: async () => ({ recentCount: 0 }),
    hash,
    savePoll: async (_task, result) => {
      saved.push(result)
      return { seen: 0, new: 0, known: 0, skipped: 0, works: [] }
    },
    ...more,
  }
  const outcome = await pollFeed('7', deps)
  assert.ok(saved.length <= 1)
  return { outcome, saved: saved[0], deps }
}

test('pollFeed() saves each line with its article, and says when to come back', async () => {
  const { outcome, saved } = await pollWith([entry({ guid: 'g1', link: 'https://news.example/a?utm_source=rss' })])
  assert.equal(outcome.kind, 'polled')
  assert.equal(saved?.outcome, 'parsed')
  assert.equal(saved.title, 'Example')
  assert.ok(saved.nextPollAt > NOW)
  const [one] = saved.entries
  assert.match(one!.entryId, /^e[0-9a-f]{24}$/)
  assert.match(one!.article!.articleId, /^a[0-9a-f]{24}$/)
  assert.equal(one!.article!.url, 'https://news.example/a')
  assert.equal(one!.skipReason, undefined)
})

test('pollFeed() gives one article to two spellings of its address, and two to two addresses with one guid', async () => {
  const { saved } = await pollWith([
    entry({ guid: '1', link: 'https://www.news.example/a?utm_source=x' }),
    entry({ guid: '2', link: 'https://news.example/a/' }),
    entry({ guid: '3', link: 'https://news.example/b' }),
    entry({ guid: '3', link: 'https://news.example/c' }),
  ])
  const articles = saved!.entries.map((one) => one.article!.articleId)
  assert.equal(saved!.entries.length, 4)
  assert.equal(articles[0], articles[1])
  assert.equal(new Set(articles).size, 3)
})

test('pollFeed() takes a repeated line once', async () => {
  const line = { guid: 'g', link: 'https://news.example/a', title: 'A' }
  const { saved } = await pollWith([entry(line), entry(line), entry(line)])
  assert.equal(saved!.entries.length, 1)
})

test('pollFeed() has entry ids of its own for each feed', async () => {
  const lines = [entry({ guid: '1', link: 'https://news.example/a' })]
  const [one, two] = await Promise.all([
    pollWith(lines),
    pollWith(lines, { loadPoll: async () => ({ ...task(), feedId: 'another' }) }),
  ])
  assert.notEqual(one.saved!.entries[0]!.entryId, two.saved!.entries[0]!.entryId)
  assert.deepEqual(one.saved!.entries[0]!.article, two.saved!.entries[0]!.article)
})

test('pollFeed() skips a line that leads nowhere, with the reason', async () => {
  const { saved } = await pollWith([
    entry({ guid: '1' }),
    entry({ guid: '2', linkProblem: 'ENTRY_BAD_URL' }),
    entry({ guid: '3', link: 'javascript:alert(1)' }),
    entry({ guid: '4', link: 'https://user:secret@news.example/' }),
  ])
  const reasons = saved!.entries.map((one) => one.skipReason)
  assert.deepEqual(reasons, ['ENTRY_NO_LINK', 'ENTRY_BAD_URL', 'ENTRY_BAD_URL', 'ENTRY_BAD_URL'])
  assert.ok(saved!.entries.every((one) => one.article === undefined))
})

test('pollFeed() counts known lines for its pace: new ones make it faster than known ones', async () => {
  const lines = ['a', 'b', 'c'].map((name) => entry({ guid: name, link: `https://news.example/${name}` }))
  const before = { intervalMs: 3_600_000, lastSuccessAt: NOW.getTime() - 3_600_000, bodySha256: 'other' }
  const loadPoll = async () => task(before)
  const allNew = await pollWith(lines, { loadPoll })
  const allKnown = await pollWith(lines, { loadPoll, listKnownEntries: async (ids) => new Set(ids) })
  assert.ok(allNew.saved!.nextPollAt < allKnown.saved!.nextPollAt)
})

test('pollFeed() calls a 304 unchanged and sends the validators that it was given', async () => {
  const sent: unknown[] = []
  const validators = { etag: '"odd, tag"' }
  const { saved } = await pollWith([], {
    loadPoll: async () => task({ validators, lastFullAt: NOW.getTime() - 1000 }),
    fetchFeed: async (_url, given) => {
      sent.push(given)
      return { kind: 'notModified', headers: {} }
    },
    parseFeed: () => assert.fail('there is nothing to parse'),
  })
  assert.deepEqual(sent, [validators])
  assert.deepEqual([saved?.outcome, saved?.entries, saved?.reason], ['unchanged', [], undefined])
})

test('pollFeed() calls the same bytes unchanged without parsing them', async () => {
  const { saved } = await pollWith([], {
    loadPoll: async () => task({ bodySha256: hash(Buffer.from('feed')) }),
    parseFeed: () => assert.fail('there is nothing to parse'),
  })
  assert.equal(saved?.outcome, 'unchanged')
})

test('pollFeed() makes a failed fetch an outcome with its reason, and comes back later each time', async () => {
  const fetchFeed = async () => {
    throw new PipelineError('FETCH_SERVER_ERROR', 'status is 503', { status: 503, retryAfterMs: 7_200_000 })
  }
  const first = await pollWith([], { fetchFeed })
  assert.deepEqual([first.saved?.outcome, first.saved?.reason], ['failed', 'FETCH_SERVER_ERROR'])
  assert.ok(first.saved!.nextPollAt.getTime() >= NOW.getTime() + 7_200_000)
  assert.match(first.saved!.pollReason, /retry after 2 h|retry after 120 min/)
  assert.equal(first.saved!.isDisabled, false)
})

test('pollFeed() keeps what it knew of the feed when one poll fails', async () => {
  const state = { validators: { etag: '"1"' }, bodySha256: 'x', intervalMs: 5_000_000 }
  const { saved } = await pollWith([], {
    loadPoll: async () => task(state),
    parseFeed: async () => {
      throw new PipelineError('FEED_HTML', 'Cannot parse "…": it is a web page')
    },
  })
  assert.equal(saved?.reason, 'FEED_HTML')
  const { validators, bodySha256, intervalMs } = saved!.pollState as PollState
  assert.deepEqual({ validators, bodySha256, intervalMs }, state)
})

test('pollFeed() disables a feed that is gone for the second time', async () => {
  const fetchFeed = async () => {
    throw new PipelineError('FETCH_GONE', 'status is 410', { status: 410 })
  }
  const first = await pollWith([], { fetchFeed })
  assert.equal(first.saved?.isDisabled, false)
  const loadPoll = async () => task(first.saved!.pollState as PollState)
  const second = await pollWith([], { fetchFeed, loadPoll })
  assert.equal(second.saved?.isDisabled, true)
})

test('pollFeed() lets any other error rise: a bug is not a broken feed', async () => {
  const bug = new TypeError('nothing is a function')
  await assert.rejects(
    pollWith([], {
      fetchFeed: async () => {
        throw bug
      },
    }),
    bug,
  )
  await assert.rejects(
    pollWith([entry({ guid: '1' })], {
      listKnownEntries: async () => {
        throw bug
      },
    }),
    bug,
  )
})

test('pollFeed() passes over a poll that has ended, before the fetch and after it', async () => {
  const fetchFeed = () => assert.fail('there is nothing to fetch')
  assert.equal((await pollWith([], { loadPoll: async () => undefined, fetchFeed })).outcome.kind, 'passed')
  assert.equal((await pollWith([], { savePoll: async () => undefined })).outcome.kind, 'passed')
})

test('pollFeed() writes a state that is the same after a trip through JSON', async () => {
  const { saved } = await pollWith([entry({ guid: '1', link: 'https://news.example/a' })], {
    fetchFeed: async () => document('feed', { permanentUrl: 'https://news.example/new' }),
  })
  assert.deepEqual(JSON.parse(JSON.stringify(saved!.pollState)), saved!.pollState)
  assert.equal((saved!.pollState as PollState).bodySha256, hash(Buffer.from('feed')))
})

test('failPoll() ends a poll with the code of the failure, unless it has ended', async () => {
  const { deps } = await pollWith([])
  const results: PollResult[] = []
  const recording: PollFeedDeps = {
    ...deps,
    savePoll: async (_task, result) => {
      results.push(result)
      return undefined
    },
  }
  const failure = new PipelineError('STAGE_STUCK', 'lost')
  await failPoll('7', failure, recording)
  assert.deepEqual([results[0]?.outcome, results[0]?.reason, results[0]?.entries], ['failed', 'STAGE_STUCK', []])
  assert.equal((await failPoll('7', failure, { ...recording, loadPoll: async () => undefined })).kind, 'passed')
  assert.equal(results.length, 1)
})

test('pollFeed() says of every poll whether the feed is heard', async () => {
  const fetchFeed = async () => {
    throw new PipelineError('FEED_HTML', 'Cannot parse it: it is a page')
  }
  assert.deepEqual((await pollWith([], { fetchFeed })).saved?.health, { state: 'html', reason: 'FEED_HTML' })
  const lastNewAt = new Date(NOW.getTime() - 8 * 86_400_000)
  const loadFeedPace = async (feedId: string) => {
    assert.equal(feedId, 'example')
    return { firstPolledAt: lastNewAt, lastNewAt, recentCount: 0 }
  }
  const link = 'https://news.example/a'
  const known = { listKnownEntries: async (ids: readonly string[]) => new Set(ids), loadFeedPace }
  const { saved } = await pollWith([entry({ link })], known)
  assert.deepEqual(saved?.health, { state: 'silent', reason: 'nothing new for 8.0 days' })
  assert.deepEqual((await pollWith([entry({ link })], { loadFeedPace })).saved?.health, { state: 'ok' })
})

test('pollFeed() gives one article to a line of an outlet and the same line at its mirror', async () => {
  const labels = [{ label: 'unknown', source: 'none', asOf: '2026-11-21' }]
  const outlets = [
    { id: 'example', name: 'E', homepage: 'https://www.news.example', mirrors: ['mirror.example'], labels },
  ]
  const lines = ['https://news.example/a', 'https://www.mirror.example/a?utm_source=rss', 'https://fr.news.example/a']
  const { saved } = await pollWith(
    lines.map((link, index) => entry({ guid: `${index}`, link })),
    { outlets },
  )
  const articles = saved!.entries.map((one) => one.article!.articleId)
  assert.equal(articles[0], articles[1])
  assert.notEqual(articles[0], articles[2])
})
