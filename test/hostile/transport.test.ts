import assert from 'node:assert/strict'
import { createSecureServer } from 'node:http2'
import { createServer } from 'node:https'
import type { Socket } from 'node:net'
import { test } from 'node:test'
import type { ErrorCode } from '../../src/domain/error.ts'
import { authority, expired, signedWithSha1, valid } from '../net/certificates.ts'
import { fetchOnce, netLimits, openTestFetcher, textOf } from '../net/openTestFetcher.ts'
import { otherHost, selfSigned } from '../net/selfSigned.ts'
import { listen, type Served, serve, serveRaw, serveTls } from '../net/serve.ts'
import { openPoller, rss } from './openPoller.ts'

// Each test is named after the row of the hostile input plan that it is.
const { survive } = openPoller()
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n'
const FEED = rss('<item><title>A</title><guid>1</guid></item>')

/** One hostile answer, one reason. */
function fails(name: string, open: () => Promise<Served>, code: ErrorCode, trust: readonly string[] = []): void {
  test(`${name}: ${code}`, async () => {
    await using server = await open()
    const { outcome, reason } = await survive(server.url, { options: { extraCertificates: trust } })
    assert.deepEqual([outcome, reason], ['failed', code])
  })
}

/** A server that holds us up: each kind of silence has a deadline of its own. */
function stalls(name: string, open: () => Promise<Served>, limits: Partial<typeof netLimits>): void {
  test(`${name}: FETCH_TIMEOUT`, async () => {
    await using server = await open()
    const startedAt = performance.now()
    const more = { options: { limits: { ...netLimits, ...limits } }, totalTimeoutMs: 800 }
    assert.deepEqual(await survive(server.url, more), { outcome: 'failed', reason: 'FETCH_TIMEOUT', titles: [] })
    assert.ok(performance.now() - startedAt < 10_000)
  })
}

const raw = (answer: (socket: Socket) => void) => () => serveRaw(answer)
const send = (answer: string) => raw((socket) => socket.end(answer))

test('T01 a body without an end: FETCH_TOO_LARGE, and the connection is closed', async () => {
  const closed = Promise.withResolvers<void>()
  await using server = await serve((_, response) => {
    const chunk = Buffer.alloc(65_536, 'a')
    response.on('close', () => closed.resolve())
    const write = () => {
      while (!response.destroyed) if (!response.write(chunk)) return response.once('drain', write)
      return undefined
    }
    write()
  })
  const { reason } = await survive(server.url)
  assert.equal(reason, 'FETCH_TOO_LARGE')
  await closed.promise
})

fails(
  'T01 a body that announces too much',
  () => serve((_, response) => void response.writeHead(200, { 'content-length': 50_000_000 }).write('a')),
  'FETCH_TOO_LARGE',
)
const drip = () =>
  serve((_, response) => {
    const timer = setInterval(() => response.write('a'), 50)
    response.on('close', () => clearInterval(timer))
  })
stalls('T02 a body that drips', drip, {})
stalls('T02 a body that stops', () => serve((_, response) => void response.write('a')), { bodyTimeoutMs: 300 })
stalls(
  'T04 a server that never answers',
  raw(() => undefined),
  { headersTimeoutMs: 300 },
)
fails(
  'T05 a connection that is reset before the answer',
  raw((socket) => void socket.resetAndDestroy()),
  'FETCH_NETWORK',
)
fails(
  'T05 a connection that is reset in the body',
  raw((socket) => {
    socket.write(`${HEAD}content-length: 100000\r\n\r\n${FEED}`)
    setTimeout(() => socket.resetAndDestroy(), 50)
  }),
  'FETCH_TRUNCATED',
)
fails('T06 a body shorter than announced', send(`${HEAD}content-length: 100000\r\n\r\n${FEED}`), 'FETCH_TRUNCATED')
fails(
  'T06 chunks without the last one',
  send(`${HEAD}transfer-encoding: chunked\r\n\r\n5\r\n<rss>\r\n`),
  'FETCH_TRUNCATED',
)
fails('T08 a header of 1 MB', send(`${HEAD}x: ${'a'.repeat(1_000_000)}\r\n\r\n`), 'FETCH_PROTOCOL')
fails(
  'T09 5,000 headers',
  send(`${HEAD}${Array.from({ length: 5000 }, (_, i) => `x${i}: abcdef\r\n`).join('')}\r\n`),
  'FETCH_PROTOCOL',
)
fails('T11 an answer without status line', send(FEED), 'FETCH_PROTOCOL')
fails('T11 bare line feeds', send('HTTP/1.1 200 OK\ncontent-length: 1\n\na'), 'FETCH_PROTOCOL')
fails(
  'T12 redirects that never repeat',
  () => serve((request, response) => void response.writeHead(302, { location: `${request.url}a` }).end()),
  'FETCH_REDIRECTS',
)
fails(
  'T12 a redirect to itself',
  () => serve((request, response) => void response.writeHead(301, { location: request.url! }).end()),
  'FETCH_REDIRECTS',
)
fails(
  'T12 a redirect to nowhere',
  () => serve((_, response) => void response.writeHead(302, { location: 'http://' }).end()),
  'FETCH_BAD_URL',
)
fails(
  'T12 a redirect without Location',
  () => serve((_, response) => void response.writeHead(302).end()),
  'FETCH_STATUS',
)

test('T07 a body longer than announced is cut there, and never taken for the next answer', async () => {
  const cut = FEED.length - 30
  await using server = await serveRaw((socket) =>
    socket.end(`${HEAD}content-length: ${cut}\r\n\r\n${FEED}HTTP/1.1 200 OK\r\n\r\n${FEED.replace('>A<', '>evil<')}`),
  )
  const { titles } = await survive(server.url)
  assert.deepEqual(titles, ['A'])
})

test('T11 an answer with both a length and chunks is no answer', async () => {
  const both = `${HEAD}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`
  await using server = await serveRaw((socket) => socket.end(both))
  const { outcome, reason = '' } = await survive(server.url)
  assert.equal(outcome, 'failed')
  assert.match(reason, /^FETCH_(?:PROTOCOL|TRUNCATED)$/)
})

test('T10 1,000 early hints do not hold an answer up', async () => {
  const hint = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'
  await using server = await serveRaw((socket) =>
    socket.end(`${hint.repeat(1000)}${HEAD}content-length: ${FEED.length}\r\n\r\n${FEED}`),
  )
  const { outcome, reason } = await survive(server.url)
  assert.ok(outcome === 'parsed' || reason === 'FETCH_PROTOCOL', reason)
})

test('T14 secrets stay at the origin that they are for, through redirects', async () => {
  const got: unknown[] = []
  await using other = await serve((request, response) => {
    got.push(request.headers['authorization'], request.headers['cookie'], request.headers['x-api-key'])
    response.end('x')
  })
  await using server = await serve((_, response) => void response.writeHead(302, { location: other.url }).end())
  const secretHeaders = { authorization: 'Bearer 1', cookie: 'a=1', 'x-api-key': '1' }
  await fetchOnce(server.url, { secretHeaders })
  assert.deepEqual(got, [undefined, undefined, undefined])
})

fails('T24 a certificate that has expired', () => serveTls(expired, (_, response) => response.end(FEED)), 'FETCH_TLS', [
  authority,
])
fails(
  'T24 a certificate signed with SHA-1',
  () => serveTls(signedWithSha1, (_, response) => response.end(FEED)),
  'FETCH_TLS',
  [authority],
)
fails(
  'T24 a certificate that nobody vouches for',
  () => serveTls(selfSigned, (_, response) => response.end(FEED)),
  'FETCH_TLS',
)
fails(
  'T24 the certificate of another host',
  () => serveTls(otherHost, (_, response) => response.end(FEED)),
  'FETCH_TLS',
  [otherHost.cert],
)
for (const version of ['TLSv1', 'TLSv1.1'] as const) {
  fails(
    `T24 nothing newer than ${version}`,
    () => {
      const old = { ...valid, minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }
      return listen(createServer(old, (_, response) => response.end(FEED)).on('tlsClientError', ignore), 'https')
    },
    'FETCH_TLS',
    [authority],
  )
}

test('T24 a bad certificate is no reason to ask without one', async () => {
  let hits = 0
  await using server = await serveTls(selfSigned, (_, response) => {
    hits += 1
    response.end(FEED)
  })
  await survive(server.url)
  assert.equal(hits, 0)
  const { titles } = await survive(server.url, { options: { extraCertificates: [selfSigned.cert] } })
  assert.deepEqual(titles, ['A'])
})

test('T25 no redirect from https to http is followed, and every one to https', async () => {
  await using plain = await serve((_, response) => response.end('plain'))
  await using secure = await serveTls(valid, (request, response) => {
    if (request.url === '/down') response.writeHead(302, { location: plain.url }).end()
    else response.end('secure')
  })
  await using up = await serve((_, response) => void response.writeHead(302, { location: secure.url }).end())
  const options = { extraCertificates: [authority] }
  assert.equal(textOf(await fetchOnce(up.url, {}, options)), 'secure')
  await assert.rejects(fetchOnce(`${secure.url}/down`, {}, options), { code: 'FETCH_REDIRECTS' })
})

test('T26 500 cookies and a bomb of a file name are ignored, and nothing of them comes back', async () => {
  const cookies: unknown[] = []
  await using server = await serve((request, response) => {
    cookies.push(request.headers.cookie)
    const cookie = Array.from({ length: 500 }, (_, i) => `a${i}=1`)
    response.writeHead(200, {
      'set-cookie': cookie,
      'content-disposition': `attachment; filename="${'a'.repeat(5000)}`,
    })
    response.end(FEED)
  })
  const { titles } = await survive(server.url)
  assert.deepEqual(titles, ['A'])
  assert.deepEqual(new Set(cookies), new Set([undefined]))
})

test('T27 HTTP/2 is never spoken: a server that speaks nothing else is not asked', async () => {
  let streams = 0
  const server = createSecureServer({ ...valid, allowHTTP1: false })
  server.on('stream', (stream) => {
    streams += 1
    stream.destroy()
  })
  server.on('unknownProtocol', (socket) => socket.destroy())
  await using only = await listen(server.on('tlsClientError', ignore), 'https')
  const { reason } = await survive(only.url, { options: { extraCertificates: [authority] } })
  assert.equal(reason, 'FETCH_TLS')
  assert.equal(streams, 0)
})

test('T27 of a server that speaks both, the answer comes by HTTP/1.1', async () => {
  const versions: string[] = []
  const server = createSecureServer({ ...valid, allowHTTP1: true }, (request, response) => {
    versions.push(request.httpVersion)
    response.end(FEED)
  })
  await using both = await listen(server, 'https')
  const { titles } = await survive(both.url, { options: { extraCertificates: [authority] } })
  assert.deepEqual(titles, ['A'])
  assert.deepEqual(new Set(versions), new Set(['1.1']))
})

test('G2 a healthy server is served while 20 others are silent', async () => {
  await using silent = await serveRaw(() => undefined)
  await using healthy = await serve((_, response) => response.end('a'))
  const fetcher = openTestFetcher({ limits: { ...netLimits, headersTimeoutMs: 5000 } })
  const ask = (url: string, totalTimeoutMs: number) =>
    fetcher.fetch({ url, maxBytes: 1000, totalTimeoutMs, accept: '*/*' })
  const hostile = Array.from({ length: 20 }, () => ask(silent.url, 800).catch((error) => error.code))
  assert.equal(textOf(await ask(healthy.url, 2000)), 'a')
  assert.deepEqual(new Set(await Promise.all(hostile)), new Set(['FETCH_TIMEOUT']))
  await fetcher.close()
})

test('G7 the reason of a failure holds no control character, whatever a server says', async () => {
  const coding = Buffer.from(`${HEAD}content-encoding: \x9b31m\x00\r\n\r\na`, 'latin1')
  const place = Buffer.from('HTTP/1.1 302 Found\r\nlocation: http://\x9b31m\x85/\r\n\r\n', 'latin1')
  for (const answer of [coding, Buffer.from(coding.filter((byte) => byte !== 0)), place]) {
    await using server = await serveRaw((socket) => socket.end(answer))
    const failure = await fetchOnce(server.url).catch((error) => error)
    assert.match(failure.code, /^FETCH_/)
    assert.doesNotMatch(failure.message, /\p{Cc}/u)
  }
})

test('FETCH_NETWORK where nobody listens, and for a name that nobody knows', async () => {
  const server = await serve(() => undefined)
  await server[Symbol.asyncDispose]()
  assert.equal((await survive(server.url)).reason, 'FETCH_NETWORK')
  const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
  const options = {
    dnsLookup: (_: string, callback: (error: Error, addresses: never[]) => void) => callback(unknown, []),
  }
  assert.equal((await survive('http://nowhere.example/', { options })).reason, 'FETCH_NETWORK')
})

function ignore(): undefined {
  return undefined
}
