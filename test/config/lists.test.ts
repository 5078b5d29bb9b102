import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { limitsSchema } from '../../config/limits.ts'
import { loadLists } from '../../config/lists.ts'
import { QUEUE_NAMES, QUEUES } from '../../config/queues.ts'

const shipped = fileURLToPath(new URL('../../config', import.meta.url))
const folder = mkdtempSync(path.join(os.tmpdir(), 'claimwire-lists-'))
after(() => rmSync(folder, { recursive: true }))

/** A copy of the shipped lists in which one file is another. */
function listsWith(name: string, content: string | ((shipped: string) => string)): () => unknown {
  for (const file of ['outlets.json', 'feeds.json', 'limits.json'])
    cpSync(path.join(shipped, file), path.join(folder, file))
  const text = typeof content === 'string' ? content : content(readFileSync(path.join(shipped, name), 'utf8'))
  writeFileSync(path.join(folder, name), text)
  return () => loadLists(folder)
}

const outlet = (id: string, more = {}) => ({
  id,
  name: id,
  homepage: 'https://news.example/',
  labels: [{ label: 'unknown', source: 'none', asOf: '2026-11-01' }],
  ...more,
})
const outletsOf = (...outlets: unknown[]) => JSON.stringify({ version: '1', outlets })
const feed = (id: string, more = {}) => ({
  id,
  outletId: 'bbc',
  url: `https://news.example/${id}`,
  isEnabled: true,
  ...more,
})
const feedsOf = (...feeds: unknown[]) => JSON.stringify({ version: '1', feeds })

test('loadLists() loads the shipped lists: 25 outlets or more, each labelled, each feed with its outlet', () => {
  const { outlets, feeds, limits } = loadLists(shipped)
  assert.ok(outlets.length >= 25, `${outlets.length} outlets`)
  assert.ok(feeds.length >= 25, `${feeds.length} feeds`)
  for (const { id, labels } of outlets) assert.ok(labels.length > 0, id)
  assert.ok(feeds.every((one) => outlets.some(({ id }) => id === one.outletId)))
  assert.ok(limits.feed.maxEntries > 0)
})

test('loadLists() refuses a feed whose outlet nobody knows, and names both', () => {
  assert.throws(listsWith('feeds.json', feedsOf(feed('one', { outletId: 'nobody' }))), {
    code: 'LIST_INVALID',
    message: /"feeds.json".*"one".*"nobody"/,
  })
})

test('loadLists() refuses a repeated outlet, feed or feed address', () => {
  const refusal = (text: string) => ({ code: 'LIST_INVALID', message: new RegExp(`"${text}" stands there twice`) })
  assert.throws(listsWith('outlets.json', outletsOf(outlet('twin'), outlet('twin'))), refusal('twin'))
  assert.throws(
    listsWith('feeds.json', feedsOf(feed('twin'), feed('twin', { url: 'https://other.example/' }))),
    refusal('twin'),
  )
  const shared = { url: 'https://news.example/rss' }
  assert.throws(listsWith('feeds.json', feedsOf(feed('one', shared), feed('two', shared))), refusal(shared.url))
})

test('loadLists() names the file of bad JSON and shows the place', () => {
  assert.throws(listsWith('feeds.json', '{\n  "version": "1",\n  "feeds": [,]\n}'), {
    code: 'LIST_INVALID',
    message: /feeds\.json".*"feeds": \[,/s,
  })
})

test('loadLists() names the file and the place of a value of another form', () => {
  const cases: [string, string, RegExp][] = [
    ['outlets.json', outletsOf(outlet('one'), outlet('two', { labels: [] })), /outlets\.json".*outlets\.1\.labels/],
    ['outlets.json', outletsOf(outlet('one', { country: 'uk' })), /outlets\.0\.country/],
    ['outlets.json', outletsOf(outlet('one', { owner: 'x' })), /outlets\.0.*owner/],
    ['feeds.json', feedsOf(feed('one', { url: 'file:///etc/passwd' })), /feeds\.json".*feeds\.0\.url/],
    ['feeds.json', feedsOf(feed('One')), /feeds\.0\.id/],
    ['feeds.json', 'null', /feeds\.json".*top level/],
    ['limits.json', '{}', /limits\.json".*version/],
  ]
  for (const [name, content, message] of cases)
    assert.throws(listsWith(name, content), { code: 'LIST_INVALID', message })
})

test('loadLists() refuses a limit that is zero, negative, a fraction, missing or unknown', () => {
  const withLimits = (change: (limits: Record<string, Record<string, unknown>>) => void) =>
    listsWith('limits.json', (text) => {
      const limits = JSON.parse(text)
      change(limits)
      return JSON.stringify(limits)
    })
  assert.throws(
    withLimits((limits) => (limits['fetch']!['maxFeedBytes'] = 0)),
    { message: /fetch\.maxFeedBytes/ },
  )
  assert.throws(
    withLimits((limits) => (limits['fetch']!['maxRedirects'] = -1)),
    { message: /fetch\.maxRedirects/ },
  )
  assert.throws(
    withLimits((limits) => (limits['thread']!['timeoutMs'] = 1.5)),
    { message: /thread\.timeoutMs/ },
  )
  assert.throws(
    withLimits((limits) => delete limits['host']!['gapMs']),
    { message: /host\.gapMs/ },
  )
  assert.throws(
    withLimits((limits) => (limits['host']!['gapSeconds'] = 1)),
    { message: /gapSeconds/ },
  )
})

test('loadLists() says which file is not there', () => {
  assert.throws(() => loadLists(path.join(folder, 'none')), { code: 'LIST_INVALID', message: /outlets\.json.*ENOENT/ })
})

test('the form of limits.json has every key of the shipped file and no other', () => {
  const content = JSON.parse(readFileSync(path.join(shipped, 'limits.json'), 'utf8'))
  assert.deepEqual(limitsSchema.parse(content), content)
})

test('QUEUES take ids only, and each queue can try', () => {
  assert.deepEqual(QUEUE_NAMES, ['schedule', 'poll', 'fetch', 'read', 'tag'])
  for (const name of ['fetch', 'read', 'tag'] as const) {
    const { payload } = QUEUES[name]
    assert.ok(payload.safeParse({ articleId: `a${'0'.repeat(24)}`, visit: 1 }).success)
    for (const odd of [null, {}, { articleId: 'a', visit: 1 }, { articleId: `a${'0'.repeat(24)}`, visit: 0 }]) {
      assert.ok(!payload.safeParse(odd).success, JSON.stringify(odd))
    }
    assert.ok(!payload.safeParse({ articleId: `a${'0'.repeat(24)}`, visit: 1, text: 'no bodies' }).success)
  }
  assert.ok(QUEUES.poll.payload.safeParse({ pollId: '12' }).success)
  for (const pollId of ['', '1; drop', 12, '9'.repeat(19)])
    assert.ok(!QUEUES.poll.payload.safeParse({ pollId }).success)
  for (const name of QUEUE_NAMES) assert.ok(QUEUES[name].attempts >= 1 && QUEUES[name].concurrency >= 1)
})
