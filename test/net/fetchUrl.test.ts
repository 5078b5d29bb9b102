import assert from 'node:assert/strict'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { test } from 'node:test'
import type { PipelineError } from '../../src/domain/error.ts'
import { fetchOnce, textOf } from './openTestFetcher.ts'
import { serve } from './serve.ts'

type Pages = Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>>

/** Serves pages by path and keeps the headers of each request. */
async function servePages(pages: Pages) {
  const asked: { url: string; method: string; headers: IncomingHttpHeaders }[] = []
  const server = await serve((request, response) => {
    asked.push({ url: request.url!, method: request.method!, headers: request.headers })
    const page = pages[request.url!]
    if (page) page(request, response)
    else response.writeHead(404).end()
  })
  return Object.assign(server, { asked })
}

const to =
  (location: string, status = 302) =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { location }).end()
  }
const say =
  (text: string, headers = {}, status = 200) =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, headers).end(text)
  }

test('fetch() asks once, says who it is, and nothing that was not asked for', async () => {
  await using server = await servePages({ '/a?b=1': say('hello', { 'content-type': 'text/plain' }) })
  const answer = await fetchOnce(`${server.url}/a?b=1#top`, { accept: 'text/html' })
  assert.equal(textOf(answer), 'hello')
  assert.equal(server.asked.length, 1)
  const { method, headers } = server.asked[0]!
  assert.equal(method, 'GET')
  const { connection: _, host: __, ...sent } = headers
  assert.deepEqual(sent, {
    accept: 'text/html',
    'accept-encoding': 'gzip, deflate, br, zstd',
    'user-agent': 'claimwire-test/1 (+https://example.org/contact)',
  })
})

test('fetch() gives the bytes, the final address, the headers and the time', async () => {
  await using server = await servePages({
    '/a': to('/b'),
    '/b': say('x', { etag: '"1"', 'set-cookie': ['a=1', 'b=2'] }),
  })
  const clock = () => new Date('2026-11-03T12:00:00Z')
  const answer = await fetchOnce(`${server.url}/a`, {}, { clock })
  assert.equal(answer.kind, 'document')
  if (answer.kind !== 'document') return
  const { url, finalUrl, status, headers, fetchedAt } = answer.document
  assert.deepEqual([url, finalUrl, status, fetchedAt], [`${server.url}/a`, `${server.url}/b`, 200, clock()])
  assert.equal(headers['etag'], '"1"')
  assert.equal(headers['set-cookie'], undefined)
})

test('fetch() sends no cookie and no referrer, neither to the next page nor in the next request', async () => {
  await using server = await servePages({
    '/a': (_, r) => r.writeHead(302, { location: '/b', 'set-cookie': 'a=1' }).end(),
    '/b': say('x'),
  })
  await fetchOnce(`${server.url}/a`)
  await fetchOnce(`${server.url}/b`)
  assert.ok(server.asked.every(({ headers }) => headers.cookie === undefined && headers.referer === undefined))
})

test('fetch() sends validators back verbatim and understands 304', async () => {
  await using server = await servePages({ '/a': say('', { etag: '"2"' }, 304) })
  const validators = { etag: 'W/"odd', lastModified: '2026-11-02 10:00:00' }
  const answer = await fetchOnce(`${server.url}/a`, { validators })
  assert.equal(server.asked[0]?.headers['if-none-match'], 'W/"odd')
  assert.equal(server.asked[0]?.headers['if-modified-since'], '2026-11-02 10:00:00')
  assert.equal(answer.kind, 'notModified')
  assert.deepEqual(answer.kind === 'notModified' && answer.validators, { etag: '"2"' })
})

test('fetch() takes a 304 that nobody asked for as a fault', async () => {
  await using server = await servePages({ '/a': say('', {}, 304) })
  await assert.rejects(fetchOnce(`${server.url}/a`), { code: 'FETCH_PROTOCOL', status: 304 })
})

const permanence: Readonly<Record<string, [Pages, string | undefined]>> = {
  'one permanent redirect': [{ '/a': to('/b', 301), '/b': say('x') }, '/b'],
  'two of them': [{ '/a': to('/b', 301), '/b': to('/c', 308), '/c': say('x') }, '/c'],
  'the permanent ones before a temporary one': [{ '/a': to('/b', 301), '/b': to('/c', 302), '/c': say('x') }, '/b'],
  'none behind a temporary one': [{ '/a': to('/b', 307), '/b': to('/c', 301), '/c': say('x') }, undefined],
}

for (const [name, [pages, expected]] of Object.entries(permanence)) {
  test(`fetch() reports ${name}`, async () => {
    await using server = await servePages(pages)
    const answer = await fetchOnce(`${server.url}/a`)
    assert.equal(textOf(answer), 'x')
    assert.equal(answer.permanentUrl, expected && server.url + expected)
  })
}

test('fetch() follows five redirects and no more', async () => {
  const pages = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`/${i}`, i === 6 ? say('x') : to(`/${i + 1}`)]))
  await using server = await servePages(pages)
  assert.equal(textOf(await fetchOnce(`${server.url}/1`)), 'x')
  await assert.rejects(fetchOnce(`${server.url}/0`), { code: 'FETCH_REDIRECTS' })
})

test('fetch() sees a circle of redirects', async () => {
  await using server = await servePages({ '/a': to('/b'), '/b': to('/a') })
  await assert.rejects(fetchOnce(`${server.url}/a`), { code: 'FETCH_REDIRECTS' })
  assert.equal(server.asked.length, 2)
})

test('fetch() keeps secrets within their origin', async () => {
  await using other = await servePages({ '/c': say('x') })
  await using server = await servePages({ '/a': to('/b'), '/b': to(`${other.url}/c`) })
  const secretHeaders = { authorization: 'Bearer 1', cookie: 'a=1', 'x-api-key': '1' }
  await fetchOnce(`${server.url}/a`, { secretHeaders })
  assert.ok(server.asked.every(({ headers }) => headers['x-api-key'] === '1' && headers.authorization === 'Bearer 1'))
  const { headers } = other.asked[0]!
  assert.deepEqual([headers.authorization, headers.cookie, headers['x-api-key']], [undefined, undefined, undefined])
})

const statuses: Readonly<Record<number, string>> = {
  204: 'FETCH_STATUS',
  206: 'FETCH_STATUS',
  300: 'FETCH_STATUS',
  400: 'FETCH_STATUS',
  401: 'FETCH_FORBIDDEN',
  403: 'FETCH_FORBIDDEN',
  404: 'FETCH_GONE',
  410: 'FETCH_GONE',
  429: 'FETCH_RATE_LIMITED',
  451: 'FETCH_FORBIDDEN',
  500: 'FETCH_SERVER_ERROR',
  503: 'FETCH_SERVER_ERROR',
}

for (const [status, code] of Object.entries(statuses)) {
  test(`fetch() gives ${code} for status ${status}, after one request`, async () => {
    await using server = await servePages({ '/a': say('no', {}, Number(status)) })
    await assert.rejects(fetchOnce(`${server.url}/a`), { code, status: Number(status) })
    assert.equal(server.asked.length, 1)
  })
}

test('fetch() reads Retry-After in seconds and as a date', async () => {
  const retryAfter = async (value: string, status: number) => {
    await using server = await servePages({ '/a': say('', { 'retry-after': value }, status) })
    const clock = () => new Date('2026-11-03T12:00:00Z')
    return await fetchOnce(`${server.url}/a`, {}, { clock }).catch((error: PipelineError) => error.retryAfterMs)
  }
  assert.equal(await retryAfter('120', 429), 120_000)
  assert.equal(await retryAfter('Tue, 03 Nov 2026 13:00:00 GMT', 503), 3_600_000)
  assert.equal(await retryAfter('soon', 429), undefined)
  assert.equal(await retryAfter('-5', 429), undefined)
  assert.equal(await retryAfter('120', 500), undefined)
})

test('fetch() says when a refusal is a challenge for robots', async () => {
  await using server = await servePages({ '/a': say('', { 'cf-mitigated': 'challenge' }, 403) })
  await assert.rejects(fetchOnce(`${server.url}/a`), { code: 'FETCH_CHALLENGE', message: /challenge/ })
})

test('fetch() follows an address that is written in UTF-8 instead of ASCII', async () => {
  const location = Buffer.from('/выборы').toString('latin1')
  await using server = await servePages({ '/a': to(location), '/%D0%B2%D1%8B%D0%B1%D0%BE%D1%80%D1%8B': say('x') })
  assert.equal(textOf(await fetchOnce(`${server.url}/a`)), 'x')
})

test('fetch() takes the answer of a transforming proxy for an answer', async () => {
  await using server = await servePages({ '/a': say('x', {}, 203) })
  assert.equal(textOf(await fetchOnce(`${server.url}/a`)), 'x')
})
