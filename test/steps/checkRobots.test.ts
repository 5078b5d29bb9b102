import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadLists } from '../../config/lists.ts'
import { PipelineError } from '../../src/domain/error.ts'
import type { RobotsAnswer, RobotsCopy } from '../../src/domain/robots.ts'
import { type CheckRobotsDeps, checkRobots } from '../../src/steps/checkRobots.ts'
import { listDueRobots } from '../../src/steps/listDueRobots.ts'
import { NOW } from './visits.ts'

const { robots: robotsLimits } = loadLists(new URL('../../config', import.meta.url).pathname).limits
const body = 'User-agent: *\nDisallow: /private\n'

/** A site with one answer, and what we remember of it. */
async function check(url: string, answer: RobotsAnswer, remembered?: RobotsCopy, more: Partial<CheckRobotsDeps> = {}) {
  let copy = remembered
  const asked: string[][] = []
  const delays: [string, number][] = []
  const by = await checkRobots(url, {
    now: () => NOW,
    siteKey: 'domain',
    robotsLimits,
    product: 'claimwire',
    loadRobots: async (origin) => {
      assert.equal(origin, new URL(url).origin)
      return copy
    },
    fetchRobots: async (...call) => {
      asked.push(call)
      return answer
    },
    saveRobots: async (_origin, said) => {
      if (said.kind === 'unreachable') copy = { ...copy, checkedAt: NOW }
      else copy = { ...(said.kind === 'body' ? { body: said.body } : {}), answeredAt: NOW, checkedAt: NOW }
    },
    saveCrawlDelay: async (_origin, siteKey, delayMs) => void delays.push([siteKey, delayMs]),
    ...more,
  })
  return { by, asked, delays }
}

test('checkRobots() asks an origin that it knows nothing of, and heeds the answer', async () => {
  const answer = { kind: 'body', body } as const
  const allowed = await check('https://www.news.example:8443/a', answer)
  assert.deepEqual([allowed.by, allowed.asked], [undefined, [['https://www.news.example:8443', 'news.example']]])
  assert.equal((await check('https://news.example/private/a', answer)).by, 'robots')
  assert.equal((await check('https://news.example/private/a', { kind: 'none' })).by, undefined)
  const silent = await check('https://news.example/a', { kind: 'unreachable', code: 'FETCH_TIMEOUT' })
  assert.equal(silent.by, 'robots_unreachable')
})

test('checkRobots() does not ask again while it remembers', async () => {
  const remembered = { body, answeredAt: NOW, checkedAt: NOW }
  const { by, asked } = await check('https://news.example/private/a', { kind: 'none' }, remembered)
  assert.deepEqual([by, asked], ['robots', []])
})

test('checkRobots() goes by what it remembers while the site does not answer', async () => {
  const answeredAt = new Date(NOW.getTime() - 30 * 3_600_000)
  const { by, asked } = await check(
    'https://news.example/private/a',
    { kind: 'unreachable', code: 'FETCH_SERVER_ERROR' },
    { body, answeredAt, checkedAt: answeredAt },
  )
  assert.deepEqual([by, asked.length], ['robots', 1])
})

test('checkRobots() lets the address guard speak', async () => {
  const failure = new PipelineError('FETCH_BLOCKED_ADDRESS', 'Cannot fetch "http://10.0.0.1/robots.txt": private')
  const fetchRobots = async () => {
    throw failure
  }
  await assert.rejects(check('http://10.0.0.1/a', { kind: 'none' }, undefined, { fetchRobots }), failure)
})

test('listDueRobots() names the origins whose robots.txt is to be fetched', async () => {
  const due = await listDueRobots(['https://a.example', 'https://b.example'], {
    now: () => NOW,
    robotsLimits,
    listRobots: async () => new Map([['https://a.example', { answeredAt: NOW, checkedAt: NOW }]]),
  })
  assert.deepEqual([...due], ['https://b.example'])
})

test('checkRobots() keeps the crawl delay that a site asks of us, within bounds', async () => {
  const delaysOf = async (text: string) =>
    (await check('https://www.news.example/a', { kind: 'body', body: text })).delays
  assert.deepEqual(await delaysOf('User-agent: *\nCrawl-delay: 10.5\n'), [['news.example', 10_500]])
  assert.deepEqual(await delaysOf('User-agent: claimwire\nCrawl-delay: 7\n\nUser-agent: *\nCrawl-delay: 60'), [
    ['news.example', 7000],
  ])
  assert.deepEqual(await delaysOf('User-agent: *\nCrawl-delay: 86400\n'), [['news.example', 120_000]])
  assert.deepEqual(await delaysOf('User-agent: *\nDisallow:\n'), [['news.example', 0]])
  const { delays } = await check('https://news.example/a', { kind: 'unreachable', code: 'FETCH_TIMEOUT' })
  assert.deepEqual(delays, [])
})
