import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TaggedRecord } from '../../src/domain/record.ts'
import { insertArticle, makeRecord, NOW, openTestServer, saveRecords, type TestServer } from './openTestServer.ts'

const TEXT = 'Kemal Kilicdaroglu said Russia interferes. The Kremlin denied it. The end.'
const COUNT = 1_030

let server: TestServer
before(async () => {
  server = await openTestServer()
  await insertArticle(server.database, 'a1', 'A title', TEXT)
  const records = Array.from({ length: COUNT }, (_, index) =>
    makeRecord({ id: `m${String(index).padStart(5, '0')}`, articleId: 'a1', text: TEXT, exact: 'Russia interferes' }),
  )
  // Three dates only, so that pages end among records of one date.
  for (const [index, size] of [500, 500, 30].entries()) {
    const start = index * 500
    const sortAt = new Date(NOW.getTime() - index * 3_600_000)
    await saveRecords(server.database, 'a1', records.slice(start, start + size), 'create', sortAt)
  }
  await insertArticle(server.database, 'a2', 'Denial', TEXT)
  const denial = makeRecord({
    id: 'd1',
    articleId: 'a2',
    text: TEXT,
    exact: 'The Kremlin denied it',
    mention: {
      kind: 'denial',
      speaker: {
        entityId: 'seat:kremlin',
        name: 'Kremlin',
        mention: null,
        resolution: 'explicit',
        onBehalfOf: null,
        denierRole: 'accused',
      },
      accused: { entityId: null, name: null, mention: null },
      election: { id: 'US-2020-president', country: 'US', year: 2020 },
    },
    article: { language: 'und' },
  })
  await saveRecords(server.database, 'a2', [denial], 'create', new Date('2020-11-03T00:00:00Z'))
})
after(() => server.close())

async function get(url: string, headers: Record<string, string> = {}) {
  const reply = await server.app.inject({ url, headers })
  return { reply, body: reply.body === '' ? undefined : reply.json() }
}

const idsOf = (body: { data: { id: string }[] }) => body.data.map((record) => record.id)

for (const size of [500, 97]) {
  test(`/v1/records gives every record once, newest first, in pages of ${size}`, async () => {
    const seen: string[] = []
    let url: string | undefined = `/v1/records?limit=${size}`
    while (url !== undefined) {
      const { reply, body } = await get(url)
      assert.equal(reply.statusCode, 200)
      assert.equal(body.meta.count, body.data.length)
      seen.push(...idsOf(body))
      const link = reply.headers['link'] as string | undefined
      assert.equal(link === undefined, body.next === null)
      url = link && /^<(\/v1\/records\?[^>]+)>; rel="next"$/.exec(link)![1]
      if (url) assert.equal(new URLSearchParams(url.split('?')[1]).get('cursor'), body.next)
    }
    assert.equal(seen.length, COUNT + 1)
    assert.equal(new Set(seen).size, COUNT + 1)
    assert.deepEqual(seen.slice(0, 2), ['m00499', 'm00498'])
    assert.equal(seen.at(-1), 'd1')
  })
}

test('a record that comes while a reader pages does not move what is to come', async () => {
  const { body: first } = await get('/v1/records?limit=10')
  const late = makeRecord({ id: 'zlate', articleId: 'a2', text: TEXT, exact: 'Russia' })
  await saveRecords(server.database, 'a2', [late], 'create', NOW)
  const { body: second } = await get(`/v1/records?limit=10&cursor=${first.next}`)
  assert.deepEqual(idsOf(second)[0], 'm00489')
  await saveRecords(server.database, 'a2', [{ ...late, version: 2 }], 'delete', NOW)
})

const FILTERS: [query: string, count: number][] = [
  ['kind=denial', 1],
  ['election=US-2020-president', 1],
  ['speaker=kremlin', 1],
  ['speaker=seat:kremlin', 1],
  ['accused=RUSSIA&from=2026-11-21T11:59:59Z', 500],
  ['accused=country:RU&kind=denial', 0],
  ['outlet=example&to=2021-01-01', 1],
  ['outlet=elsewhere', 0],
  ['language=und', 1],
  ['from=2026-11-21T11:00:00%2B01:00', 30],
  ['from=2026-11-22', 0],
  ['from=2020-11-03&to=2020-11-03', 0],
]

for (const [query, count] of FILTERS) {
  test(`/v1/records?${query} narrows the list`, async () => {
    const from = query.startsWith('from=2026-11-21T11:00') ? `${query}&to=2026-11-21T10:30:00Z` : query
    const { reply, body } = await get(`/v1/records?limit=500&${from}`)
    assert.equal(reply.statusCode, 200)
    assert.equal(body.data.length, count)
  })
}

const JUNK: [query: string, pointer: string][] = [
  ['limit=9999', '#/limit'],
  ['limit=-1', '#/limit'],
  ['limit=', '#/limit'],
  ['limit=1.5', '#/limit'],
  ['limit=1&limit=2', '#/limit'],
  ['limit[]=1', '#/limit[]'],
  ['__proto__=1', '#/__proto__'],
  ['a/b~c=1', '#/a~1b~0c'],
  ['kind=lie', '#/kind'],
  ['speaker=', '#/speaker'],
  ['speaker=a%00b', '#/speaker'],
  [`speaker=${'x'.repeat(201)}`, '#/speaker'],
  ['from=yesterday', '#/from'],
  ['from=0000-01-01', '#/from'],
  ['to=2026-11-21T10:00:00%2B99:99', '#/to'],
  ['cursor=junk', '#/cursor'],
  ["cursor='%3B%20drop%20table%20record", '#/cursor'],
  [`cursor=${Buffer.from('[1,1,"a","b"]').toString('base64url')}`, '#/cursor'],
  [`cursor=${Buffer.from('[1,8e15,"a"]').toString('base64url')}`, '#/cursor'],
  [`cursor=${Buffer.from('[2,1,"a"]').toString('base64url')}`, '#/cursor'],
  [`cursor=${Buffer.from('[1,1,"a\\u0000"]').toString('base64url')}`, '#/cursor'],
  [`cursor=${'A'.repeat(600)}`, '#/cursor'],
]

for (const [query, pointer] of JUNK) {
  test(`/v1/records?${query.slice(0, 60)} is refused with a pointer to it`, async () => {
    const { reply, body } = await get(`/v1/records?${query}`)
    assert.equal(reply.statusCode, 422)
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/)
    assert.equal(body.code, 'INPUT_INVALID')
    assert.equal(body.status, 422)
    assert.equal(body.instance, '/v1/records')
    assert.equal(body.errors[0].pointer, pointer)
  })
}

test('/v1/records/:id gives one record, as the list does', async () => {
  const { body } = await get('/v1/records/d1')
  const { body: list } = await get('/v1/records?kind=denial')
  assert.deepEqual(body.data, list.data[0])
  assert.equal(body.data.mention.quote.exact, 'The Kremlin denied it')
})

test('/v1/records/:id says that a record was deleted, and its last version', async () => {
  const { reply, body } = await get('/v1/records/zlate')
  assert.equal(reply.statusCode, 410)
  assert.equal(body.code, 'RECORD_DELETED')
  assert.equal(body.version, 2)
})

test('ids that name nothing are 404 or 414, whatever they hold', async () => {
  const long = 'x'.repeat(300)
  for (const id of ['nothing', '__proto__', 'constructor', '%00', 'a%20b', "'--", '%F0%9F%92%A9', 'x'.repeat(150)]) {
    for (const path of ['/v1/records/', '/v1/articles/', '/articles/']) {
      const { reply, body } = await get(path + id)
      assert.equal(reply.statusCode, 404, path + id)
      assert.equal(body.code, 'NOT_FOUND')
    }
  }
  const { reply, body } = await get(`/v1/records/${long}`)
  assert.equal(reply.statusCode, 414)
  assert.equal(body.code, 'URI_TOO_LONG')
  assert.ok(!body.detail.includes(long))
  assert.ok(reply.headers['content-security-policy'])
  const broken = await get('/v1/records/%zz')
  assert.equal(broken.reply.statusCode, 400)
  assert.equal(broken.body.code, 'BAD_REQUEST')
})

test('/v1/articles/:id gives the text with the living records that point into it, in order', async () => {
  const { body } = await get('/v1/articles/a2')
  assert.equal(body.data.text, TEXT)
  assert.equal(body.data.revision, 1)
  assert.deepEqual(
    body.data.records.map((record: TaggedRecord) => record.id),
    ['d1'],
  )
  const { span, quote } = body.data.records[0].mention
  assert.equal(body.data.text.slice(span.start, span.end), quote.exact)
  assert.equal(body.data.outlet.name, 'The Example')
})

test('/v1/outlets gives the outlets with their labels', async () => {
  const { body } = await get('/v1/outlets')
  assert.deepEqual(body.data[0].labels, [{ label: 'unknown', source: 'none', asOf: '2026-11-21' }])
  assert.equal(body.meta.count, 1)
})

test('/v1/changes gives every change once, without a gap', async () => {
  const sequences: number[] = []
  let since = 0
  for (;;) {
    const { body } = await get(`/v1/changes?since=${since}&limit=400`)
    sequences.push(...body.data.map((change: { sequence: number }) => change.sequence))
    if (body.data.length === 0) {
      assert.equal(body.next, since)
      assert.equal(body.meta.last, since)
      break
    }
    since = body.next
  }
  assert.deepEqual(
    sequences,
    Array.from({ length: COUNT + 3 }, (_, index) => index + 1),
  )
  const { body } = await get(`/v1/changes?since=${since - 1}`)
  assert.equal(body.data[0].action, 'delete')
  assert.equal(body.data[0].recordId, 'zlate')
})

test('/v1/changes refuses what cannot be a sequence, and one that was never given out', async () => {
  for (const since of ['-1', 'x', '1.5', '1e30', "'; drop", '9'.repeat(40), '999999']) {
    const { reply, body } = await get(`/v1/changes?since=${encodeURIComponent(since)}`)
    assert.equal(reply.statusCode, 422, since)
    assert.equal(body.errors[0].pointer, '#/since')
  }
})

test('answers carry a weak ETag, and 304 without a body to who has it', async () => {
  for (const url of [
    '/v1/records?limit=2',
    '/v1/records/d1',
    '/v1/articles/a1',
    '/v1/outlets',
    '/v1/changes',
    '/openapi.json',
  ]) {
    const { reply } = await get(url)
    const etag = String(reply.headers['etag'])
    assert.match(etag, /^W\/"[\w-]+"$/, url)
    assert.equal(reply.headers['cache-control'], 'private, max-age=5')
    for (const known of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const { reply: again } = await get(url, { 'if-none-match': known })
      assert.equal(again.statusCode, 304, `${url} ${known}`)
      assert.equal(again.body, '')
      assert.equal(again.headers['etag'], etag)
    }
    assert.equal((await get(url, { 'if-none-match': '"other"' })).reply.statusCode, 200)
  }
  const { reply } = await get('/v1/records/nothing', { 'if-none-match': '*' })
  assert.equal(reply.statusCode, 404)
  assert.equal(reply.headers['etag'], undefined)
})

test('everything is only read', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const) {
    const reply = await server.app.inject({ method: method as 'POST', url: '/v1/records' })
    assert.equal(reply.statusCode, 405, method)
    assert.equal(reply.headers['allow'], 'GET, HEAD')
    assert.equal(reply.json().code, 'METHOD_NOT_ALLOWED')
  }
  const head = await server.app.inject({ method: 'HEAD', url: '/v1/records' })
  assert.equal(head.statusCode, 200)
  assert.equal(head.body, '')
  const json = { 'content-type': 'application/json' }
  const poison = await server.app.inject({
    method: 'POST',
    url: '/v1/records',
    payload: '{"__proto__":1}',
    headers: json,
  })
  assert.ok(poison.statusCode >= 400 && poison.statusCode < 500)
  const large = await server.app.inject({
    method: 'POST',
    url: '/v1/records',
    payload: 'x'.repeat(200_000),
    headers: json,
  })
  assert.ok(large.statusCode >= 400 && large.statusCode < 500)
})
