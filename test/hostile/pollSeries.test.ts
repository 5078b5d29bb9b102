import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openPoller, rss } from './openPoller.ts'

// Servers that are careless rather than hostile: what the next request says, and when it is made.
const { pollSeries } = openPoller()
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const FEED = rss('<item><title>A</title><guid>1</guid></item>')
const MORE = rss('<item><title>A</title><guid>1</guid></item><item><title>B</title><guid>2</guid></item>')

test('a 304 with other validators has them sent back', async () => {
  const { asked } = await pollSeries(3, 2 * HOUR, (response, _, count) => {
    if (count === 1) response.writeHead(200, { etag: 'W/"a"' }).end(FEED)
    else response.writeHead(304, { etag: '"b"', 'last-modified': 'odd' }).end()
  })
  assert.deepEqual(
    asked.map((headers) => [headers['if-none-match'], headers['if-modified-since']]),
    [
      [undefined, undefined],
      ['W/"a"', undefined],
      ['"b"', 'odd'],
    ],
  )
})

test('a 200 replaces all validators, also by none, and also when the body is the same', async () => {
  const { asked, polled } = await pollSeries(4, 2 * HOUR, (response, _, count) => {
    const validators = [{ etag: '"1"', 'last-modified': 'then' }, { etag: '"2"' }, {}, {}][count - 1]
    response.writeHead(200, validators).end(FEED)
  })
  assert.deepEqual(
    asked.map((headers) => [headers['if-none-match'], headers['if-modified-since']]),
    [
      [undefined, undefined],
      ['"1"', 'then'],
      ['"2"', undefined],
      [undefined, undefined],
    ],
  )
  assert.deepEqual(new Set(polled.slice(1).map(({ outcome }) => outcome)), new Set(['unchanged']))
})

for (const [name, fail] of [
  ['an error', (response) => response.writeHead(500, { etag: '"e"' }).end()],
  ['429', (response) => response.writeHead(429, { 'retry-after': '60', etag: '"e"' }).end()],
  ['nothing', (response) => response.writeHead(200, { etag: '"e"' }).end()],
  [
    'a cut body',
    (response) =>
      response.writeHead(200, { etag: '"e"', 'content-length': 9999 }).write(MORE, () => response.destroy()),
  ],
  ['cut chunks', (response) => response.writeHead(200, { etag: '"e"' }).write(MORE, () => response.destroy())],
  [
    'cut gzip',
    (response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', etag: '"e"' }).end(gzipSync(MORE).subarray(0, 60)),
  ],
  [
    'a part',
    (response) => response.writeHead(206, { etag: '"e"', 'content-range': 'bytes 0-9/99' }).end(FEED.slice(0, 10)),
  ],
  ['204', (response) => response.writeHead(204, { etag: '"e"' }).end()],
] satisfies [string, (response: import('node:http').ServerResponse) => unknown][]) {
  test(`${name} instead of the feed leaves the validators as they were`, async () => {
    const { asked, polled } = await pollSeries(3, DAY, (response, _, count) => {
      if (count === 1) response.writeHead(200, { etag: '"1"' }).end(FEED)
      else if (count === 2) fail(response)
      else response.writeHead(304).end()
    })
    assert.deepEqual(
      polled.map(({ outcome }) => outcome),
      ['parsed', 'failed', 'unchanged'],
    )
    assert.equal(asked[2]?.['if-none-match'], '"1"')
    assert.ok(asked.every((headers) => headers.range === undefined))
  })
}

const delays: readonly [string, number, Record<string, string>, number, number][] = [
  ['Retry-After as a date', 503, { 'retry-after': 'Tue, 03 Nov 2026 17:00:00 GMT' }, 5 * HOUR, 7 * HOUR],
  ['Retry-After in the past', 503, { 'retry-after': 'Tue, 03 Nov 2020 17:00:00 GMT' }, 10 * MINUTE, 2 * HOUR],
  ['Retry-After of three thousand years', 429, { 'retry-after': '99999999999' }, DAY, 8 * DAY],
  ['Retry-After 0', 429, { 'retry-after': '0' }, 10 * MINUTE, 2 * HOUR],
  ['Retry-After below zero', 429, { 'retry-after': '-7200' }, 10 * MINUTE, 2 * HOUR],
  ['max-age less Age', 200, { 'cache-control': 'max-age=43200', age: '21600' }, 6 * HOUR, 8 * HOUR],
  ['an Age beyond max-age', 200, { 'cache-control': 'max-age=3600', age: '99999' }, 10 * MINUTE, 2 * HOUR],
  ['max-age of a year', 200, { 'cache-control': 'max-age=31536000' }, 20 * HOUR, DAY],
  ['max-age in capitals and quotes', 200, { 'cache-control': 'Public, Max-Age="10800"' }, 3 * HOUR, 4 * HOUR],
  ['no-cache beside max-age', 200, { 'cache-control': 'no-cache, max-age=86400' }, 10 * MINUTE, 2 * HOUR],
  ['s-maxage, which is not for us', 200, { 'cache-control': 's-maxage=86400' }, 10 * MINUTE, 2 * HOUR],
  [
    'Expires in eight hours',
    200,
    { expires: 'Tue, 03 Nov 2026 20:00:00 GMT', date: 'Tue, 03 Nov 2026 12:00:00 GMT' },
    8 * HOUR,
    10 * HOUR,
  ],
  ['Expires 0', 200, { expires: '0' }, 10 * MINUTE, 2 * HOUR],
  ['Expires on a day that is none', 200, { expires: 'Tue, 99 Nov 2026 20:00:00 GMT' }, 10 * MINUTE, 2 * HOUR],
]

for (const [name, status, headers, least, most] of delays) {
  test(`${name} is polled again after ${least / MINUTE} to ${most / MINUTE} minutes`, async () => {
    const { polled } = await pollSeries(1, HOUR, (response) => void response.writeHead(status, headers).end(FEED))
    const { delayMs } = polled[0]!
    assert.ok(delayMs >= least && delayMs <= most, `${delayMs / MINUTE} min`)
  })
}

test('a clock that is set back makes no poll wait for the time to come again', async () => {
  for (const status of [200, 304, 500]) {
    const { polled } = await pollSeries(2, -400 * DAY, (response, _, count) => {
      if (count === 1) response.writeHead(200, { etag: '"1"' }).end(FEED)
      else response.writeHead(status).end(status === 200 ? MORE : undefined)
    })
    assert.ok(polled[1]!.delayMs >= 10 * MINUTE && polled[1]!.delayMs <= DAY, `${status}`)
  }
})

test('a permanent redirect is followed with the validators, and adopted through answers 304 too', async () => {
  const { polled, asked } = await pollSeries(8, DAY, (response, request) => {
    if (request.url === '/') response.writeHead(308, { location: '/new' }).end()
    else if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end()
    else response.writeHead(200, { etag: '"1"' }).end(FEED)
  })
  assert.ok(polled.some(({ feedUrl }) => feedUrl?.endsWith('/new')))
  assert.deepEqual(
    asked.slice(-2).map(({ path }) => path),
    ['/new', '/new'],
  )
})

for (const [name, location] of [
  ['changes its target', (count: number) => `/new-${count}`],
  ['comes and goes', (count: number) => (count % 4 === 1 ? '/new' : undefined)],
] as const) {
  test(`a permanent redirect that ${name} is not adopted`, async () => {
    const { polled } = await pollSeries(10, DAY, (response, request, count) => {
      const to = request.url === '/' ? location(count) : undefined
      if (to === undefined) response.end(FEED)
      else response.writeHead(301, { location: to }).end()
    })
    assert.ok(polled.every(({ feedUrl, outcome }) => feedUrl === undefined && outcome !== 'failed'))
  })
}

test('a permanent redirect to something that is no feed is not adopted', async () => {
  const { polled } = await pollSeries(10, 8 * DAY, (response, request) => {
    if (request.url === '/') response.writeHead(301, { location: '/front' }).end()
    else response.end('<!doctype html><html></html>')
  })
  assert.ok(polled.every(({ feedUrl, reason }) => feedUrl === undefined && reason === 'FEED_HTML'))
})

test('a server that wants its cookie back is not asked in a circle', async () => {
  const { polled, asked } = await pollSeries(1, HOUR, (response, request) => {
    if (request.headers.cookie) response.end(FEED)
    else response.writeHead(302, { location: '/', 'set-cookie': 'a=1' }).end()
  })
  assert.deepEqual([polled[0]?.reason, asked.length], ['FETCH_REDIRECTS', 1])
})
