import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { insertArticle, makeRecord, openTestServer, saveRecords, type TestServer } from './openTestServer.ts'

const EVIL = `</title></q>"><script>x()</script><img src=x onerror='x()'>&\`\u0007{{7*7}}`

let server: TestServer
before(async () => {
  server = await openTestServer()
  const { database } = server
  const text = `Before. ${EVIL} said Russia interferes. After.`
  await insertArticle(database, 'a1', EVIL, text)
  const evil = makeRecord({
    id: 'm1',
    articleId: 'a1',
    text,
    exact: EVIL,
    mention: {
      subtype: EVIL,
      speaker: { entityId: EVIL, name: EVIL, mention: null, resolution: EVIL, onBehalfOf: EVIL, denierRole: null },
      accused: { entityId: EVIL, name: EVIL, mention: null },
      election: { id: EVIL, country: EVIL, year: null },
    },
    article: { title: EVIL, url: 'javascript:x()', language: EVIL, authors: [EVIL] },
    outlet: { name: EVIL, country: EVIL },
  })
  const overlapping = makeRecord({
    id: 'm2',
    articleId: 'a1',
    text,
    exact: 'said Russia interferes',
    mention: { kind: 'denial' },
  })
  const inner = makeRecord({ id: 'm3', articleId: 'a1', text, exact: 'Russia' })
  await saveRecords(database, 'a1', [evil, overlapping, inner])
})
after(() => server.close())

test('/ shows the newest records, escapes whatever they hold, and links nowhere but to http', async () => {
  const reply = await server.app.inject('/')
  assert.equal(reply.statusCode, 200)
  assert.match(String(reply.headers['content-type']), /^text\/html; charset=utf-8/)
  assertHarmless(reply.body)
  assert.match(reply.body, /<html lang="en">/)
  assert.match(reply.body, /<caption id="newest">The newest 3 records/)
  assert.match(reply.body, /<th role="columnheader" scope="col">Date/)
  assert.match(reply.body, /href="\/articles\/a1#m1"/)
  assert.match(reply.body, /href="https:\/\/example\.org\/a1"/)
})

test('/articles/:id shows the text with every tagged span marked, also where spans overlap', async () => {
  const { body, statusCode } = await server.app.inject('/articles/a1')
  assert.equal(statusCode, 200)
  assertHarmless(body)
  for (const id of ['m1', 'm2', 'm3']) assert.equal(body.split(`<a id="${id}"></a>`).length, 2, id)
  assert.match(
    body,
    /<mark class="denial claim" title="Denial, Claim"><span class="aside">\[Denial, Claim: <\/span>Russia</,
  )
  const text = body
    .slice(body.indexOf('class="text"'))
    .replace(/<span class="aside">.*?<\/span>/g, '')
    .replace(/<[^>]*>/g, '')
  assert.match(text, /said Russia interferes\. After\./)
})

function assertHarmless(page: string): void {
  assert.doesNotMatch(page, /<script|<img|javascript:|\u0007/i)
  assert.match(page, /&lt;script&gt;x\(\)&lt;\/script&gt;/)
  // Outside tags no quote or bracket of theirs is left; inside, attributes are closed by our own.
  for (const tag of page.match(/<[a-z][^>]*>/g) ?? [])
    assert.match(tag, /^<[a-z0-9]+( [a-z-]+(="[^"<>]*")?)*>$|^<!doctype/)
}

test('pages allow no script, and their one style sheet is served', async () => {
  const page = await server.app.inject('/')
  const policy = String(page.headers['content-security-policy'])
  assert.match(policy, /^default-src 'none'; style-src 'self';/)
  assert.match(policy, /frame-ancestors 'none'/)
  assert.doesNotMatch(policy, /script-src|unsafe/)
  assert.equal(page.headers['x-content-type-options'], 'nosniff')
  assert.equal(page.headers['referrer-policy'], 'no-referrer')
  const [, href] = /<link rel="stylesheet" href="([^"]+)">/.exec(page.body)!
  const sheet = await server.app.inject(href!)
  assert.equal(sheet.statusCode, 200)
  assert.match(String(sheet.headers['content-type']), /^text\/css/)
  assert.match(String(sheet.headers['cache-control']), /immutable/)
})

test('answers are of the form that /openapi.json tells', async () => {
  const document = (await server.app.inject('/openapi.json')).json()
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajv.addSchema(document, 'api')
  const check = (name: string, value: unknown) =>
    assert.ok(ajv.validate({ $ref: `api#/components/schemas/${name}` }, value), `${name}: ${ajv.errorsText()}`)
  const get = async (url: string) => (await server.app.inject(url)).json()
  const { data: records } = await get('/v1/records')
  assert.equal(records.length, 3)
  for (const record of records) check('TaggedRecord', record)
  for (const change of (await get('/v1/changes')).data) check('Change', change)
  check('Article', (await get('/v1/articles/a1')).data)
  check('Outlet', (await get('/v1/outlets')).data[0])
  check('Problem', await get('/v1/records?limit=x'))
})

test('/openapi.json is valid OpenAPI 3.1 and describes every route of the API', async () => {
  const document = (await server.app.inject('/openapi.json')).json()
  assert.equal(document.openapi, '3.1.0')
  const paths = [
    '/healthz',
    '/readyz',
    '/metrics',
    '/v1/records',
    '/v1/records/{id}',
    '/v1/articles/{id}',
    '/v1/outlets',
    '/v1/changes',
  ]
  assert.deepEqual(Object.keys(document.paths).sort(), paths.sort())
  const names = document.paths['/v1/records'].get.parameters.map((each: { name: string }) => each.name)
  assert.deepEqual(names, [
    'kind',
    'election',
    'speaker',
    'accused',
    'outlet',
    'language',
    'from',
    'to',
    'limit',
    'cursor',
  ])
  for (const [, reference] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
    const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(reference!) ?? []
    assert.ok(document.components.schemas[name!], reference)
  }
  for (const [path, item] of Object.entries<Record<string, { responses: object; parameters?: { name: string }[] }>>(
    document.paths,
  )) {
    for (const operation of Object.values(item)) {
      assert.ok(Object.keys(operation.responses).length > 0, path)
      for (const [, name] of path.matchAll(/\{(\w+)\}/g)) {
        assert.ok(
          operation.parameters?.some((parameter) => parameter.name === name),
          path,
        )
      }
    }
  }
})
