import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { after, before, test } from 'node:test'
import { QUEUE_NAMES } from '../../config/queues.ts'
import { openDatabase } from '../../src/db/openDatabase.ts'
import type { HttpApp, HttpDeps } from '../../src/http/httpDeps.ts'
import { isLoopback } from '../../src/http/isLoopback.ts'
import { startHttp } from '../../src/http/main.ts'
import { buildServer } from '../../src/http/server.ts'
import { NOW, silentLog } from './openTestServer.ts'
import { parseMetrics } from './parseMetrics.ts'

const credentials = { user: 'reader', password: 'correct horse: battery' }
const authorization = basic(`${credentials.user}:${credentials.password}`)

// Nobody listens on port 1.
const database = openDatabase({ host: '127.0.0.1', port: 1, user: 'secret-user' }, () => undefined)
const away = async () => {
  throw Object.assign(new Error('connect ECONNREFUSED secret-host'), { code: 'ECONNREFUSED' })
}
const awayQueue = (name: string) =>
  new Proxy({}, { get: (_, key) => ({ name, metaValues: { version: 'bullmq:6' } })[String(key)] ?? away })
const queues = Object.fromEntries(QUEUE_NAMES.map((name) => [name, awayQueue(name)])) as unknown as HttpDeps['queues']
const deps: HttpDeps = { database, queues, log: silentLog, credentials, tickMs: 30_000, now: () => NOW }

const routes: { method: string; url: string }[] = []
let app: HttpApp
before(async () => {
  app = buildServer(deps)
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, url })
  })
  await app.ready()
})
after(async () => {
  await app.close()
  await database.destroy()
})

function basic(pair: string): string {
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

test('every registered route but /healthz asks for the password', async () => {
  assert.ok(routes.length > 50, `only ${routes.length} routes`)
  assert.ok(routes.some((route) => route.url.startsWith('/queues/api/')))
  assert.ok(routes.some((route) => route.url.startsWith('/queues/static/')))
  for (const { method, url } of routes) {
    const path = url.replace(/:\w+/g, 'x').replace('*', 'js/main.js')
    const reply = await app.inject({ method: method as 'GET', url: path })
    if (path === '/healthz') {
      assert.equal(reply.statusCode, 200)
      continue
    }
    assert.equal(reply.statusCode, 401, `${method} ${path}`)
    assert.match(String(reply.headers['www-authenticate']), /^Basic realm="claimwire"/)
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/)
    assert.match(String(reply.headers['content-security-policy']), /default-src 'none'/)
    if (method !== 'HEAD') assert.equal(reply.json().code, 'AUTH_REQUIRED')
  }
})

test('no spelling of a path gets past the password', async () => {
  const paths = [
    '/nothing',
    '//queues',
    '/QUEUES',
    '/queues//',
    '/queues/../queues',
    '/%71ueues',
    '/queues/%2e%2e/',
    '/healthz/',
    '/healthz/../queues',
    '//healthz',
    '/queues/api/queues?x=/healthz',
  ]
  for (const url of paths) {
    const { statusCode } = await app.inject({ url })
    assert.equal(statusCode, 401, url)
  }
})

test('only the right user and password are let in, in any case of the scheme', async () => {
  const { user, password } = credentials
  const wrong = [
    basic(`${user}:`),
    basic(`:${password}`),
    basic(`${user}:${password} `),
    basic(`${user.toUpperCase()}:${password}`),
    basic(`${user}${password}`),
    basic(''),
    'Basic',
    'Basic ',
    `Bearer ${authorization.slice(6)}`,
    `Basic ${'A'.repeat(100_000)}`.slice(0, 9_000),
    authorization.slice(6),
    `${authorization}, ${authorization}`,
  ]
  for (const header of wrong) {
    const { statusCode } = await app.inject({ url: '/openapi.json', headers: { authorization: header } })
    assert.equal(statusCode, 401, header.slice(0, 60))
  }
  for (const header of [authorization, authorization.replace('Basic', 'basic')]) {
    assert.equal((await app.inject({ url: '/openapi.json', headers: { authorization: header } })).statusCode, 200)
  }
})

test('the queue dashboard works behind the password, with its files', async () => {
  const page = await app.inject({ url: '/queues', headers: { authorization } })
  assert.equal(page.statusCode, 200)
  const [, script] = /src="(static\/js\/main[^"]+)"/.exec(page.body)!
  assert.equal((await app.inject({ url: `/queues/${script}` })).statusCode, 401)
  assert.equal((await app.inject({ url: `/queues/${script}`, headers: { authorization } })).statusCode, 200)
})

test('without store or queue the answers are 503, and say nothing of what lies behind', async () => {
  const paths = [
    '/',
    '/readyz',
    '/v1/records',
    '/v1/records/m1',
    '/v1/articles/a1',
    '/v1/outlets',
    '/v1/changes',
    '/articles/a1',
    '/queues/api/queues',
  ]
  for (const url of paths) {
    const reply = await app.inject({ url, headers: { authorization } })
    assert.equal(reply.statusCode, 503, url)
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/, url)
    assert.equal(reply.headers['retry-after'], '5')
    assert.doesNotMatch(reply.body, /secret|select|ECONN|127\.0|stack|\.ts|node_modules/i, url)
    assert.match(reply.json().code, /^(STORE_UNAVAILABLE|NOT_READY)$/)
  }
  assert.equal((await app.inject('/healthz')).statusCode, 200)
})

test('/metrics tells of the process even when store and queues are away', async () => {
  const reply = await app.inject({ url: '/metrics', headers: { authorization } })
  assert.equal(reply.statusCode, 200)
  const { samples } = parseMetrics(reply.body)
  assert.equal(samples.get('claimwire_up{part="store"}'), 0)
  assert.equal(samples.get('claimwire_up{part="queues"}'), 0)
  assert.ok(samples.has('process_cpu_seconds_total'))
})

const env = { httpPort: 0, httpUser: 'reader', httpPassword: undefined, tickMs: 30_000 }
const services = { database, queues: { all: queues }, log: silentLog }

test('startHttp() refuses any address but loopback without a password', async () => {
  const hosts = [
    '0.0.0.0',
    '::',
    '192.0.2.1',
    '::ffff:192.0.2.1',
    'example.org',
    '127.0.0.1.example.org',
    '127.1',
    '',
    'localhost.',
  ]
  for (const httpHost of hosts) {
    assert.equal(isLoopback(httpHost), false, httpHost)
    await assert.rejects(startHttp({ ...services, env: { ...env, httpHost } }), {
      name: 'PipelineError',
      code: 'CONFIG_INVALID',
    })
  }
  for (const host of ['127.0.0.1', '127.9.9.9', '::1', 'localhost', 'LOCALHOST', '::ffff:127.0.0.1']) {
    assert.equal(isLoopback(host), true, host)
  }
})

test('startHttp() listens on loopback, and with a password anywhere', async () => {
  const open = await startHttp({ ...services, env: { ...env, httpHost: '127.0.0.1' } })
  assert.match(open.address, /^http:\/\/127\.0\.0\.1:\d+$/)
  assert.equal((await fetch(`${open.address}/openapi.json`)).status, 200)
  await open.close()

  const guarded = await startHttp({
    ...services,
    env: { ...env, httpHost: '0.0.0.0', httpPassword: credentials.password },
  })
  const { port } = new URL(guarded.address)
  assert.equal((await fetch(`http://127.0.0.1:${port}/openapi.json`)).status, 401)
  assert.equal((await fetch(`http://127.0.0.1:${port}/openapi.json`, { headers: { authorization } })).status, 200)
  await guarded.close()
})

test('startHttp() names an address that is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  await assert.rejects(startHttp({ ...services, env: { ...env, httpHost: '127.0.0.1', httpPort: port } }), {
    code: 'CONFIG_INVALID',
    message: `Cannot listen on "127.0.0.1:${port}": EADDRINUSE`,
  })
  taken.close()
})
