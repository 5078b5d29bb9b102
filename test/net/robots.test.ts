import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openRobotsFetcher } from '../../src/net/openRobotsFetcher.ts'
import { openTestFetcher } from './openTestFetcher.ts'
import { serve } from './serve.ts'

const limits = {
  maxBytes: 524_288,
  totalTimeoutMs: 2000,
  maxAgeMs: 0,
  maxStaleMs: 0,
  retryAfterMs: 0,
  maxCrawlDelayMs: 120_000,
}

/** Asks a site so many times at once. */
async function ask(handle: RequestListener, times = 1) {
  await using site = await serve(handle)
  const fetcher = openTestFetcher()
  const keys: string[] = []
  const fetchRobots = openRobotsFetcher((request, siteKey) => {
    keys.push(siteKey)
    return fetcher.fetch(request)
  }, limits)
  try {
    return { answers: await Promise.all(Array.from({ length: times }, () => fetchRobots(site.url, 'site'))), keys }
  } finally {
    await fetcher.close()
  }
}

test('a robots.txt is fetched from the root of the origin, once for all who ask at the same time', async () => {
  const paths: (string | undefined)[] = []
  const { answers, keys } = await ask((request, response) => {
    paths.push(request.url)
    response.end('User-agent: *\nDisallow: /x\n')
  }, 5)
  assert.deepEqual(paths, ['/robots.txt'])
  assert.deepEqual(keys, ['site'])
  for (const answer of answers) assert.deepEqual(answer, { kind: 'body', body: 'User-agent: *\nDisallow: /x\n' })
})

test('H22 4xx is a robots.txt that is not there; 429, 5xx and silence are one that does not answer', async () => {
  const cases: [number, unknown][] = [
    [404, { kind: 'none' }],
    [401, { kind: 'none' }],
    [403, { kind: 'none' }],
    [410, { kind: 'none' }],
    [429, { kind: 'unreachable', code: 'FETCH_RATE_LIMITED' }],
    [500, { kind: 'unreachable', code: 'FETCH_SERVER_ERROR' }],
    [503, { kind: 'unreachable', code: 'FETCH_SERVER_ERROR' }],
  ]
  for (const [status, expected] of cases) {
    const { answers } = await ask((_request, response) => response.writeHead(status).end('User-agent: *\nDisallow: /'))
    assert.deepEqual(answers, [expected], `status ${status}`)
  }
  const { answers } = await ask(() => undefined)
  assert.deepEqual(answers, [{ kind: 'unreachable', code: 'FETCH_TIMEOUT' }])
})

test('five redirects to a robots.txt are followed; more, or a circle, is one that is not there', async () => {
  const hops = (count: number): RequestListener => {
    return (request, response) => {
      const hop = Number(request.url?.split('hop')[1] ?? 0)
      if (hop < count) response.writeHead(301, { location: `/hop${hop + 1}` }).end()
      else response.end('found')
    }
  }
  assert.deepEqual((await ask(hops(5))).answers, [{ kind: 'body', body: 'found' }])
  assert.deepEqual((await ask(hops(6))).answers, [{ kind: 'none' }])
})

test('H22 of a huge robots.txt the first 512 KiB are taken, packed or not, and the rest is not waited for', async () => {
  const huge = Buffer.alloc(3_000_000, 'Disallow: /x\n')
  const sent: RequestListener[] = [
    (_request, response) => response.end(huge),
    (_request, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(huge)),
    (_request, response) => void response.write(huge),
  ]
  for (const handle of sent) {
    const { answers } = await ask(handle)
    const [answer] = answers
    assert.ok(answer?.kind === 'body')
    assert.equal(answer.body.length, limits.maxBytes)
  }
})

test('an address that may not be reached is no answer about its robots.txt', async () => {
  const fetcher = openTestFetcher({ allowPrivate: [] })
  const fetchRobots = openRobotsFetcher((request) => fetcher.fetch(request), limits)
  await assert.rejects(fetchRobots('http://127.0.0.1', 'site'), { code: 'FETCH_BLOCKED_ADDRESS' })
  await fetcher.close()
})
