import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadLists } from '../../config/lists.ts'
import type { PollState } from '../../src/domain/poll.ts'
import { serve } from '../net/serve.ts'
import { openPoller, rss, SERIES_START } from './openPoller.ts'

// Each test is named after the row of the hostile input plan that it is. Answers follow each other on a given clock.
const { poll, pollSeries, survive } = openPoller()
const { limits } = loadLists(fileURLToPath(new URL('../../config', import.meta.url)))
const HOUR = 3_600_000
const DAY = 24 * HOUR
const FEED = rss('<item><title>A</title><guid>1</guid></item>')

test('T15 a permanent redirect is adopted after 5 equal answers over 2 days; to another site a person decides', async () => {
  const moved = await pollSeries(5, DAY / 2, (response, request) => {
    if (request.url === '/') response.writeHead(301, { location: '/new' }).end()
    else response.end(FEED)
  })
  assert.deepEqual(
    moved.polled.map(({ feedUrl }) => feedUrl?.endsWith('/new')),
    [undefined, undefined, undefined, undefined, true],
  )

  await using other = await serve((_, response) => response.end(FEED))
  const away = await pollSeries(6, DAY / 2, (response) => {
    response.writeHead(301, { location: other.url }).end()
  })
  assert.ok(away.polled.every(({ feedUrl }) => feedUrl === undefined))
  assert.equal(away.polled.at(-1)?.proposedUrl, `${other.url}/`)
})

for (const [name, page] of [
  ['a login', '<!doctype html><html><body><form>Log in</form></body></html>'],
  ['a consent', '<html><head><title>Before you continue</title></head></html>'],
  ['a riddle', '<script src="/challenge.js"></script><noscript>Enable JavaScript</noscript>'],
] as const) {
  test(`T16 ${name} page instead of the feed is told, and the validators of the feed stay`, async () => {
    const { polled, asked } = await pollSeries(3, 2 * HOUR, (response, _, count) => {
      if (count === 2) response.writeHead(200, { 'content-type': 'text/html', etag: '"page"' }).end(page)
      else response.writeHead(200, { etag: '"feed"' }).end(FEED)
    })
    assert.deepEqual([polled[1]?.outcome, polled[1]?.reason, polled[1]?.entries], ['failed', 'FEED_HTML', []])
    assert.equal(polled[1]?.health.state, 'html')
    assert.equal(asked[2]?.['if-none-match'], '"feed"')
    assert.equal(polled[2]?.outcome, 'unchanged')
  })
}

test('T17 a challenge for robots is told, and left alone for long', async () => {
  const { polled } = await pollSeries(6, DAY, (response) => {
    response.writeHead(403, { 'cf-mitigated': 'challenge' }).end('<html></html>')
  })
  assert.deepEqual(new Set(polled.map(({ reason }) => reason)), new Set(['FETCH_CHALLENGE']))
  assert.equal(polled[0]?.health.state, 'challenge')
  assert.ok(polled[5]!.delayMs > 20 * HOUR)
})

for (const [status, reason] of [
  [404, 'FETCH_GONE'],
  [401, 'FETCH_FORBIDDEN'],
  [451, 'FETCH_FORBIDDEN'],
  [500, 'FETCH_SERVER_ERROR'],
] as const) {
  test(`T19 a feed that answers ${status} for a month is asked ever more rarely, and never given up`, async () => {
    const { polled } = await pollSeries(40, DAY, (response) => void response.writeHead(status).end())
    assert.ok(polled.every((one) => one.reason === reason && !one.isDisabled && one.health.state === 'failing'))
    assert.ok(polled[10]!.delayMs > 8 * polled[0]!.delayMs)
    assert.ok(polled.every(({ delayMs }) => delayMs <= 30 * DAY))
  })
}

test('T19 two answers 410 in a row disable a feed; one, then a feed, does not', async () => {
  const gone = await pollSeries(2, DAY, (response) => void response.writeHead(410).end())
  assert.deepEqual(
    gone.polled.map(({ isDisabled }) => isDisabled),
    [false, true],
  )
  const back = await pollSeries(3, DAY, (response, _, count) => {
    if (count === 2) response.end(FEED)
    else response.writeHead(410).end()
  })
  assert.deepEqual(
    back.polled.map(({ isDisabled }) => isDisabled),
    [false, false, false],
  )
})

test('T19 a name that nobody knows any more is asked for again and again', async () => {
  const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
  let pollState: unknown = {}
  for (let day = 0; day < 40; day += 1) {
    const options = { dnsLookup: (_: string, callback: (error: Error, none: never[]) => void) => callback(unknown, []) }
    const result = await poll('http://gone.example/', { pollState, options, now: new Date(SERIES_START + day * DAY) })
    assert.deepEqual([result.reason, result.isDisabled], ['FETCH_NETWORK', false])
    pollState = result.pollState
  }
})

test('T20 a 304 that nobody asked for is a fault; one with a body is an answer, and the body is not read', async () => {
  const unasked = await pollSeries(1, HOUR, (response) => void response.writeHead(304).end())
  assert.equal(unasked.polled[0]?.reason, 'FETCH_PROTOCOL')
  const { polled } = await pollSeries(2, 2 * HOUR, (response, _, count) => {
    if (count === 1) response.writeHead(200, { etag: '"1"' }).end(FEED)
    else response.socket?.end(`HTTP/1.1 304 Not Modified\r\ncontent-length: ${FEED.length}\r\n\r\n${FEED}`)
  })
  assert.deepEqual([polled[1]?.outcome, polled[1]?.reason], ['unchanged', undefined])
})

test('T21 a server that answers 304 whatever has changed is asked unconditionally once a week', async () => {
  const { asked, polled } = await pollSeries(30, DAY / 2, (response, request, count) => {
    if (request.headers['if-none-match']) response.writeHead(304).end()
    else response.writeHead(200, { etag: '"same"' }).end(FEED.replace('>A<', `>A${count}<`))
  })
  const whole = asked.flatMap((headers, index) => (headers['if-none-match'] ? [] : [index]))
  assert.deepEqual(whole, [0, 14, 28])
  assert.equal(polled[14]?.outcome, 'parsed')
})

for (const [name, etag] of [
  ['10 KB long', `"${'a'.repeat(10_000)}"`],
  ['not ASCII', '"\u00e9\u00ff"'],
] as const) {
  test(`T22 an ETag that is ${name} is neither kept nor sent back`, async () => {
    const { polled, asked } = await pollSeries(2, 2 * HOUR, (response) => {
      response.writeHead(200, { etag }).end(FEED)
    })
    assert.equal((polled[0]!.pollState as PollState).validators, undefined)
    assert.deepEqual([asked[1]?.['if-none-match'], polled[1]?.outcome], [undefined, 'unchanged'])
  })
}

test('T22 a line break in an ETag is no way into our request', async () => {
  const { asked } = await pollSeries(2, 2 * HOUR, (response) => {
    response.socket?.end(`HTTP/1.1 200 OK\r\netag: "a\rx-evil: 1"\r\ncontent-length: ${FEED.length}\r\n\r\n${FEED}`)
  })
  assert.ok(asked.every((headers) => headers['x-evil'] === undefined && !/[\r\n]/.test(headers['if-none-match'] ?? '')))
})

test('G3 a poll has one outcome and one reason, and both are words of ours', async () => {
  await using server = await serve((_, response) => void response.writeHead(418, 'I\u00a0am a teapot').end())
  assert.deepEqual(await survive(server.url), { outcome: 'failed', reason: 'FETCH_STATUS', titles: [] })
  assert.ok(limits.poll.maxBackoffMs <= 30 * DAY)
})
