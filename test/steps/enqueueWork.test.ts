import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Work } from '../../src/domain/work.ts'
import { type EnqueueWorkDeps, enqueueWork, type WorkJob } from '../../src/steps/enqueueWork.ts'

async function enqueue(works: readonly Work[], more: Partial<EnqueueWorkDeps> = {}) {
  const asked: [string, number][] = []
  const queued: Record<string, readonly WorkJob[]> = {}
  await enqueueWork(works, {
    siteKey: 'domain',
    listUnreadRobots: async () => new Set(),
    reserveSlots: async (siteKey, slots) => {
      asked.push([siteKey, slots])
      return Array.from({ length: slots }, (_, index) => index * 5000)
    },
    addJobs: async (stage, jobs) => {
      assert.equal(queued[stage], undefined, 'one batch a stage')
      queued[stage] = jobs
    },
    ...more,
  })
  return { asked, queued }
}

const articleId = (digit: number) => `a${String(digit).repeat(24)}`
const fetchOf = (digit: number, url: string, tries = 0): Work => ({
  stage: 'fetch',
  articleId: articleId(digit),
  visit: 1,
  url,
  tries,
})

test('enqueueWork() spaces the requests to one site, whatever its subdomains and stages', async () => {
  const { asked, queued } = await enqueue([
    { stage: 'poll', pollId: '7', url: 'https://feeds.news.example.co.uk/rss', tries: 0 },
    fetchOf(1, 'https://news.example.co.uk/a'),
    fetchOf(2, 'https://other.example.com/b'),
    fetchOf(3, 'http://www.news.example.co.uk/c'),
  ])
  assert.deepEqual(asked, [
    ['example.co.uk', 3],
    ['example.com', 1],
  ])
  assert.deepEqual(
    queued['poll']!.map((job) => job.delayMs),
    [0],
  )
  assert.deepEqual(
    queued['fetch']!.map((job) => job.delayMs),
    [5000, 0, 10_000],
  )
})

test('enqueueWork() lets reading and tagging start at once, and reserves nothing for them', async () => {
  const { asked, queued } = await enqueue([
    { stage: 'read', articleId: articleId(1), visit: 1, tries: 0 },
    { stage: 'tag', articleId: articleId(1), visit: 1, tries: 0 },
  ])
  assert.deepEqual(asked, [])
  assert.deepEqual([queued['read']![0]!.delayMs, queued['tag']![0]!.delayMs], [0, 0])
})

test('enqueueWork() gives the same work the same job, and another try another', async () => {
  const ids = async (...works: Work[]) => (await enqueue(works)).queued['fetch']!.map((job) => job.jobId)
  const once = await ids(fetchOf(1, 'https://news.example/a'))
  assert.deepEqual(await ids(fetchOf(1, 'https://news.example/a')), once)
  assert.notDeepEqual(await ids(fetchOf(1, 'https://news.example/a', 1)), once)
})

test('enqueueWork() puts ids into jobs and nothing else', async () => {
  const { queued } = await enqueue([
    { stage: 'poll', pollId: '7', url: 'https://news.example/rss', tries: 2 },
    fetchOf(1, 'https://news.example/a'),
  ])
  assert.deepEqual(queued['poll']![0]!.payload, { pollId: '7' })
  assert.deepEqual(queued['fetch']![0]!.payload, { articleId: articleId(1), visit: 1 })
})

test('enqueueWork() does nothing for nothing', async () => {
  assert.deepEqual(await enqueue([]), { asked: [], queued: {} })
})

test('enqueueWork() keeps a slot for each robots.txt that is to be read before the first page of its origin', async () => {
  const origins: string[] = []
  const { asked, queued } = await enqueue(
    [
      fetchOf(1, 'https://www.news.example/a'),
      fetchOf(2, 'https://www.news.example/b'),
      fetchOf(3, 'https://blog.news.example/c'),
      fetchOf(4, 'https://known.news.example/d'),
      { stage: 'poll', pollId: '7', url: 'https://www.news.example/rss', tries: 0 },
    ],
    {
      listUnreadRobots: async (of) => {
        origins.push(...of)
        return new Set(['https://www.news.example', 'https://blog.news.example'])
      },
    },
  )
  assert.deepEqual(origins, ['https://www.news.example', 'https://blog.news.example', 'https://known.news.example'])
  assert.deepEqual(asked, [['news.example', 7]])
  assert.deepEqual(
    queued['fetch']!.map((job) => job.delayMs),
    [0, 10_000, 15_000, 25_000],
  )
  assert.equal(queued['poll']![0]!.delayMs, 30_000)
})

test('enqueueWork() spaces by host where the settings say so', async () => {
  const works = [fetchOf(1, 'https://a.news.example/a'), fetchOf(2, 'https://b.news.example/b')]
  const { asked } = await enqueue(works, { siteKey: 'host' })
  assert.deepEqual(asked, [
    ['a.news.example:443', 1],
    ['b.news.example:443', 1],
  ])
})
