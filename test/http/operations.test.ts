import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { saveFeedAlert } from '../../src/db/feedAlerts.ts'
import { insertRun } from '../../src/db/runs.ts'
import { addDurations, markHeartbeat } from '../../src/db/telemetry.ts'
import { loadQueueFamilies } from '../../src/http/metrics/queueFamilies.ts'
import { insertArticle, NOW, openTestServer, type TestServer } from './openTestServer.ts'
import { parseMetrics } from './parseMetrics.ts'

let server: TestServer
before(async () => {
  server = await openTestServer()
  const { database } = server
  await insertArticle(database, 'a1', 'A title', 'A text.')
  const runId = await insertRun(database, 'once', NOW)
  const feeds = ['answers', 'fails', 'is-new', 'is-off']
  for (const id of feeds) {
    await database
      .insertInto('feed')
      .values({
        id,
        outlet_id: 'example',
        url: `https://example.org/${id}`,
        is_enabled: id !== 'is-off',
        origin: 'config',
        poll_state: '{}',
        next_poll_at: NOW,
        last_succeeded_at: id === 'answers' ? new Date(NOW.getTime() - 180_000) : null,
      })
      .execute()
  }
  const poll = { run_id: runId, created_at: NOW, finished_at: NOW }
  await database
    .insertInto('poll')
    .values([
      { ...poll, feed_id: 'answers', outcome: 'parsed', seen_count: 5, new_count: 2, known_count: 2, skipped_count: 1 },
      { ...poll, feed_id: 'fails', outcome: 'failed', reason: 'FETCH_TIMEOUT' },
      { run_id: runId, created_at: NOW, feed_id: 'is-new' },
    ])
    .execute()
  await saveFeedAlert(database, 'fails', { state: 'failing', reason: 'FETCH_TIMEOUT' }, NOW)
  await database
    .insertInto('visit')
    .values([
      {
        article_id: 'a1',
        number: 1,
        run_id: runId,
        cause: 'new',
        stage: 'done',
        outcome: 'set_aside',
        reason: 'FETCH_GONE',
        stage_since: NOW,
      },
      { article_id: 'a1', number: 2, run_id: runId, cause: 'recheck', stage: 'read', stage_since: NOW },
    ])
    .execute()
  await database
    .insertInto('set_aside')
    .values({ stage: 'fetch', article_id: 'a1', visit: 1, code: 'FETCH_GONE', message: 'gone', created_at: NOW })
    .execute()
  await markHeartbeat(database, 'scheduler', new Date(NOW.getTime() - 45_000))
  await addDurations(database, [
    { stage: 'poll', boundMs: 100, jobCount: 2, totalMs: 150 },
    { stage: 'poll', boundMs: 500, jobCount: 1, totalMs: 400 },
    { stage: 'poll', boundMs: 2_147_483_647, jobCount: 1, totalMs: 60_000 },
    { stage: 'tag', boundMs: 5, jobCount: 3, totalMs: 9 },
  ])
  const payload = { articleId: 'a'.padEnd(25, '0'), visit: 1 }
  await server.queues.add('fetch', [
    { jobId: 'f1-0', payload },
    { jobId: 'f2-0', payload, delayMs: 3_600_000 },
  ])
})
after(() => server.close())

test('/ tells how the feeds do and how old the data is', async () => {
  const { body } = await server.app.inject('/')
  assert.match(body, /\(3 minutes ago\)/)
  assert.match(body, /1 ok, 1 failing, 0 silent beyond their habit, 1 not polled yet, 1 disabled/)
  assert.match(body, /There are no records yet/)
})

test('/queues is the queue dashboard, for reading, with a policy of its own', async () => {
  for (const url of ['/queues', '/queues/', '/queues/queue/fetch', '/queues/queue/fetch/f1-0']) {
    const page = await server.app.inject(url)
    assert.equal(page.statusCode, 200, url)
    assert.match(page.body, /<base href="\/queues\/" \/>/)
    assert.match(
      String(page.headers['content-security-policy']),
      /script-src 'self';.*style-src 'self' 'unsafe-inline';/,
    )
    assert.doesNotMatch(String(page.headers['content-security-policy']), /https?:/)
  }
  const { body } = await server.app.inject('/queues')
  for (const [, path] of body.matchAll(/(?:src|href)="(static\/[^"]+)"/g)) {
    assert.equal((await server.app.inject(`/queues/${path}`)).statusCode, 200, path)
  }
  const { queues } = (await server.app.inject('/queues/api/queues?activeQueue=fetch')).json()
  assert.deepEqual(
    queues.map((queue: { name: string; readOnlyMode: boolean }) => [queue.name, queue.readOnlyMode]),
    [
      ['schedule', true],
      ['poll', true],
      ['fetch', true],
      ['read', true],
      ['tag', true],
    ],
  )
  for (const url of [
    '/queues/api/queues/fetch/pause',
    '/queues/api/queues/fetch/f1-0/retry/failed',
    '/queues/api/queues/fetch/add',
  ]) {
    const reply = await server.app.inject({ method: url.endsWith('add') ? 'POST' : 'PUT', url })
    assert.equal(reply.statusCode, 405, url)
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/)
  }
  assert.equal(await server.queues.all.fetch.isPaused(), false)
})

test('/queues refuses junk without failing', async () => {
  const paths = [
    'queues?activeQueue=%25',
    'queues?activeQueue=fetch&status=nope',
    'queues?page=-1',
    'queues?jobsPerPage=1e9',
    'queues/nope/x',
    'queues/fetch/__proto__',
    'queues/fetch/%00',
    'nope',
    'redis/stats',
    'job-schedulers',
  ]
  for (const path of paths) {
    const reply = await server.app.inject(`/queues/api/${path}`)
    assert.ok(reply.statusCode < 500, `${path}: ${reply.statusCode} ${reply.body}`)
  }
})

test('/metrics is Prometheus text that tells of store, queues and process', async () => {
  const reply = await server.app.inject('/metrics')
  assert.match(String(reply.headers['content-type']), /^text\/plain; version=0\.0\.4/)
  const metrics = parseMetrics(reply.body)
  const value = (series: string) => metrics.samples.get(series)
  assert.equal(value('claimwire_up{part="store"}'), 1)
  assert.equal(value('claimwire_up{part="queues"}'), 1)
  assert.equal(value('claimwire_queue_jobs{queue="fetch",state="waiting"}'), 1)
  assert.equal(value('claimwire_queue_jobs{queue="fetch",state="delayed"}'), 1)
  assert.equal(value('claimwire_queue_oldest_waiting_seconds{queue="fetch"}'), 0)
  assert.equal(value('claimwire_polls_total{outcome="parsed",reason="none"}'), 1)
  assert.equal(value('claimwire_polls_total{outcome="failed",reason="FETCH_TIMEOUT"}'), 1)
  assert.equal(value('claimwire_entries_total{fate="new"}'), 2)
  assert.equal(value('claimwire_visits_total{outcome="set_aside",reason="FETCH_GONE"}'), 1)
  assert.equal(value('claimwire_open_work{stage="poll"}'), 1)
  assert.equal(value('claimwire_open_work{stage="read"}'), 1)
  assert.equal(value('claimwire_open_work{stage="tag"}'), 0)
  assert.equal(value('claimwire_set_aside{stage="fetch",code="FETCH_GONE"}'), 1)
  assert.equal(value('claimwire_feeds{state="failing"}'), 1)
  assert.equal(value('claimwire_feed_alerts_total{state="failing"}'), 1)
  assert.equal(value('claimwire_feeds{state="silent"}'), 0)
  assert.equal(value('claimwire_scheduler_lateness_seconds'), 15)
  assert.equal(value('claimwire_stage_duration_seconds_bucket{stage="poll",le="0.1"}'), 2)
  assert.equal(value('claimwire_stage_duration_seconds_bucket{stage="poll",le="0.5"}'), 3)
  assert.equal(value('claimwire_stage_duration_seconds_bucket{stage="poll",le="+Inf"}'), 4)
  assert.equal(value('claimwire_stage_duration_seconds_sum{stage="poll"}'), 60.55)
  assert.equal(value('claimwire_stage_duration_seconds_count{stage="tag"}'), 3)
  assert.equal(metrics.types.get('claimwire_stage_duration_seconds'), 'histogram')
  assert.ok(value('process_cpu_seconds_total')! > 0)
})

test('/metrics tells how long the oldest waiting job has waited, not the newest', async () => {
  const payload = { articleId: 'a'.padEnd(25, '0'), visit: 1 }
  for (const jobId of ['r1-0', 'r2-0', 'r3-0']) {
    await server.queues.add('read', [{ jobId, payload }])
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const added = (await server.queues.all.read.getJob('r1-0'))!.timestamp
  const [family] = (await loadQueueFamilies(server.queues.all, new Date(added + 9_000))).slice(1)
  assert.equal(family!.samples.find((sample) => sample.labels!['queue'] === 'read')!.value, 9)
})

test('/healthz and /readyz answer; /readyz not when a migration is missing', async () => {
  assert.equal((await server.app.inject('/healthz')).statusCode, 200)
  assert.equal((await server.app.inject('/readyz')).statusCode, 200)
  const { rows } = await server.database.executeQuery<{ name: string }>(
    server.database
      .deleteFrom('kysely_migration' as never)
      .returning('name' as never)
      .compile() as never,
  )
  const reply = await server.app.inject('/readyz')
  assert.equal(reply.statusCode, 503)
  assert.equal(reply.json().code, 'NOT_READY')
  assert.match(reply.json().detail, new RegExp(rows[0]!.name))
})

test('/v1/changes says which feed is not heard, in the form that /openapi.json tells', async () => {
  const get = async (url: string) => (await server.app.inject(url)).json()
  const { data } = await get('/v1/changes')
  const at = NOW.toISOString()
  const alert = { feedId: 'fails', outletId: 'example', state: 'failing', reason: 'FETCH_TIMEOUT', openedAt: at }
  assert.deepEqual(data, [
    {
      sequence: 1,
      action: 'create',
      version: 1,
      at,
      subject: 'feed_alert',
      feedAlert: { id: data[0].feedAlert.id, ...alert, closedAt: null },
    },
  ])
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajv.addSchema(await get('/openapi.json'), 'api')
  assert.ok(ajv.validate({ $ref: 'api#/components/schemas/Change' }, data[0]), ajv.errorsText())
})
