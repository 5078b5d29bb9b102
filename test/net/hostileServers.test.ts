import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { ErrorCode } from '../../src/domain/error.ts'
import { fetchOnce, netLimits, openTestFetcher, textOf } from './openTestFetcher.ts'
import { otherHost, selfSigned } from './selfSigned.ts'
import { serve, serveRaw, serveTls } from './serve.ts'

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n'

/** One hostile answer, one reason, in bounded time. */
function fails(name: string, open: () => ReturnType<typeof serve>, code: ErrorCode | RegExp): void {
  test(`fetch() fails with ${code} for ${name}`, async () => {
    await using server = await open()
    const startedAt = performance.now()
    await assert.rejects(fetchOnce(server.url), { code })
    assert.ok(performance.now() - startedAt < 6000, 'takes too long')
  })
}

fails(
  'a body without an end',
  () =>
    serve((_, response) => {
      const chunk = Buffer.alloc(65536, 'a')
      const write = () => {
        while (!response.destroyed) if (!response.write(chunk)) return response.once('drain', write)
        return undefined
      }
      write()
    }),
  'FETCH_TOO_LARGE',
)

fails(
  'a body that announces too much',
  () =>
    serve((_, response) => {
      response.writeHead(200, { 'content-length': 50_000_000 }).write('a')
    }),
  'FETCH_TOO_LARGE',
)

fails(
  'a body that drips',
  () =>
    serve((_, response) => {
      const timer = setInterval(() => response.write('a'), 100)
      response.on('close', () => clearInterval(timer))
    }),
  'FETCH_TIMEOUT',
)

fails('a body that stops', () => serve((_, response) => response.write('a')), 'FETCH_TIMEOUT')
fails('a server that never answers', () => serveRaw(() => undefined), 'FETCH_TIMEOUT')
fails(
  'a connection that is reset before the answer',
  () => serveRaw((socket) => socket.resetAndDestroy()),
  'FETCH_NETWORK',
)

fails(
  'a connection that is reset in the body',
  () =>
    serveRaw((socket) => {
      socket.write(`${HEAD}content-length: 1000\r\n\r\n<rss>`)
      setTimeout(() => socket.resetAndDestroy(), 50)
    }),
  'FETCH_TRUNCATED',
)

fails(
  'a body that is shorter than announced',
  () => serveRaw((socket) => socket.end(`${HEAD}content-length: 1000\r\n\r\n<rss>`)),
  'FETCH_TRUNCATED',
)
fails(
  'a chunked body without its last chunk',
  () => serveRaw((socket) => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\n5\r\n<rss>\r\n`)),
  'FETCH_TRUNCATED',
)
fails(
  'a header of 1 MB',
  () => serveRaw((socket) => socket.end(`${HEAD}x: ${'a'.repeat(1_000_000)}\r\n\r\n`)),
  'FETCH_PROTOCOL',
)
fails(
  '5,000 headers',
  () =>
    serveRaw((socket) =>
      socket.end(`${HEAD}${Array.from({ length: 5000 }, (_, i) => `x${i}: abcdef\r\n`).join('')}\r\n`),
    ),
  'FETCH_PROTOCOL',
)
fails(
  'an answer without status line',
  () => serveRaw((socket) => socket.end('<rss version="2.0"></rss>')),
  'FETCH_PROTOCOL',
)
fails(
  'an answer with bare line feeds',
  () => serveRaw((socket) => socket.end('HTTP/1.1 200 OK\ncontent-length: 1\n\na')),
  'FETCH_PROTOCOL',
)
fails(
  'both Content-Length and chunks',
  () =>
    serveRaw((socket) =>
      socket.end(`${HEAD}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`),
    ),
  /FETCH_(?:PROTOCOL|TRUNCATED)/,
)
fails(
  'redirects that never repeat',
  () => serve((request, response) => response.writeHead(302, { location: `${request.url}a` }).end()),
  'FETCH_REDIRECTS',
)
fails(
  'a redirect to nowhere',
  () => serve((_, response) => response.writeHead(302, { location: 'http://' }).end()),
  'FETCH_BAD_URL',
)
fails('a redirect without Location', () => serve((_, response) => response.writeHead(302).end()), 'FETCH_STATUS')
fails(
  'plain text that says gzip',
  () => serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('<rss></rss>')),
  'FETCH_ENCODING',
)
fails(
  'an unknown coding',
  () => serve((_, response) => response.writeHead(200, { 'content-encoding': 'compress' }).end('x')),
  'FETCH_ENCODING',
)
fails(
  'gzip cut in the middle',
  () =>
    serve((_, response) => {
      const whole = gzipSync(Array.from({ length: 20_000 }, (_, i) => `${i * 7919}`).join(''))
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(whole.subarray(0, whole.length >> 1))
    }),
  'FETCH_TRUNCATED',
)
fails(
  'a bomb',
  () =>
    serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
    ),
  'FETCH_TOO_LARGE',
)

test('fetch() fails with FETCH_NETWORK where nobody listens', async () => {
  const server = await serve(() => undefined)
  await server[Symbol.asyncDispose]()
  await assert.rejects(fetchOnce(server.url), { code: 'FETCH_NETWORK' })
})

test('fetch() fails with FETCH_NETWORK for a name that nobody knows', async () => {
  const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
  await assert.rejects(
    fetchOnce('http://nowhere.example/', {}, { dnsLookup: (_, callback) => callback(unknown, []) }),
    {
      code: 'FETCH_NETWORK',
    },
  )
})

test('fetch() fails with FETCH_TLS for a certificate that nobody vouches for, and does not go back to http', async () => {
  let hits = 0
  await using server = await serveTls(selfSigned, (_, response) => {
    hits += 1
    response.end()
  })
  await assert.rejects(fetchOnce(server.url), { code: 'FETCH_TLS' })
  assert.equal(hits, 0)
})

test('fetch() fails with FETCH_TLS for the certificate of another host', async () => {
  await using server = await serveTls(otherHost, (_, response) => response.end())
  await assert.rejects(fetchOnce(server.url, {}, { extraCertificates: [otherHost.cert] }), { code: 'FETCH_TLS' })
})

test('fetch() follows no redirect from https to http, and every one to https', async () => {
  await using plain = await serve((_, response) => response.end('plain'))
  await using secure = await serveTls(selfSigned, (request, response) => {
    if (request.url === '/down') response.writeHead(302, { location: plain.url }).end()
    else response.end('secure')
  })
  await using up = await serve((_, response) => response.writeHead(302, { location: secure.url }).end())
  const options = { extraCertificates: [selfSigned.cert] }
  assert.equal(textOf(await fetchOnce(up.url, {}, options)), 'secure')
  await assert.rejects(fetchOnce(`${secure.url}/down`, {}, options), { code: 'FETCH_REDIRECTS' })
})

test('fetch() takes a body that is longer than announced as cut where it was announced', async () => {
  await using server = await serveRaw((socket) =>
    socket.end(`${HEAD}content-length: 5\r\n\r\n<rss>HTTP/1.1 200 OK\r\n\r\nevil`),
  )
  const fetcher = openTestFetcher()
  const request = { url: server.url, maxBytes: 1000, totalTimeoutMs: 3000, accept: '*/*' }
  const outcome = await fetcher.fetch(request).then(textOf, (error) => error.code)
  assert.ok(outcome === '<rss>' || outcome === 'FETCH_PROTOCOL' || outcome === 'FETCH_TRUNCATED', outcome)
  await fetcher.close()
})

test('fetch() is not held up by early hints', async () => {
  const hint = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'
  await using server = await serveRaw((socket) => socket.end(`${hint.repeat(1000)}${HEAD}content-length: 1\r\n\r\na`))
  const outcome = await fetchOnce(server.url).then(textOf, (error) => error.code)
  assert.ok(outcome === 'a' || outcome === 'FETCH_PROTOCOL', outcome)
})

test('fetch() ignores 200 cookies', async () => {
  await using server = await serve((_, response) => {
    response.writeHead(200, { 'set-cookie': Array.from({ length: 200 }, (_, i) => `a${i}=1`) }).end('a')
  })
  assert.equal(textOf(await fetchOnce(server.url)), 'a')
})

test('fetch() serves a healthy server while others are hostile', async () => {
  await using silent = await serveRaw(() => undefined)
  await using healthy = await serve((_, response) => response.end('a'))
  const fetcher = openTestFetcher({ limits: { ...netLimits, headersTimeoutMs: 5000 } })
  const ask = (url: string) => fetcher.fetch({ url, maxBytes: 1000, totalTimeoutMs: 2000, accept: '*/*' })
  const hostile = Array.from({ length: 20 }, () => ask(silent.url).catch((error) => error.code))
  assert.equal(textOf(await ask(healthy.url)), 'a')
  assert.deepEqual(new Set(await Promise.all(hostile)), new Set(['FETCH_TIMEOUT']))
  await fetcher.close()
})
