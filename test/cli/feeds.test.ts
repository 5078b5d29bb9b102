import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { saveFeedAlert } from '../../src/db/feedAlerts.ts'
import { openDatabase } from '../../src/db/openDatabase.ts'
import { openEmbedded } from '../../src/store/openEmbedded.ts'
import { tempDir } from '../helpers/tempDir.ts'
import { runCli } from './runCli.ts'

const FEED = `<rss version="2.0"><channel><title>The Feed</title>
  <item><title>One</title><link>https://news.example/one</link></item></channel></rss>`
const PAGE =
  '<html><head><link rel="alternate" type="application/rss+xml" href="/deep/feed.xml"></head><p>Hello</p></html>'

let server: Server
let origin: string
let directory: Awaited<ReturnType<typeof tempDir>>
let settings: Record<string, string>
before(async () => {
  server = createServer((request, response) => {
    if (request.url === '/deep/feed.xml') response.setHeader('content-type', 'text/xml').end(FEED)
    else if (request.url === '/') response.setHeader('content-type', 'text/html').end(PAGE)
    else if (request.url === '/bare') response.setHeader('content-type', 'text/html').end('<html><p>Nothing</p></html>')
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  origin = `http://${host}`
  directory = await tempDir()
  settings = { CLAIMWIRE_DATA_DIR: directory.path, CLAIMWIRE_ALLOW_PRIVATE: host, CLAIMWIRE_HOST_GAP_MS: '0' }
})
after(async () => {
  server.closeAllConnections()
  server.close()
  await directory[Symbol.asyncDispose]()
})

test('feeds check finds the feed behind a page; of a page without one it says so', async () => {
  const found = await runCli(['--json', 'feeds', 'check', `${origin}/`], settings)
  assert.equal(found.code, 0, found.stderr)
  const { url, source, title, entries } = JSON.parse(found.stdout)
  assert.deepEqual([url, source, title, entries.length], [`${origin}/deep/feed.xml`, 'declared', 'The Feed', 1])
  const bare = await runCli(['feeds', 'check', `${origin}/bare`], settings)
  assert.deepEqual([bare.code, bare.stdout], [1, ''])
  assert.match(bare.stderr, /no feed lies behind it \[FEED_HTML\]/)
})

test('feeds add of a page polls the feed that it names; show and health tell how it does', async () => {
  const added = await runCli(['--json', 'feeds', 'add', `${origin}/`, '--outlet', 'local'], settings)
  assert.deepEqual(
    [added.code, JSON.parse(added.stdout)],
    [0, { added: `${origin}/deep/feed.xml`, source: 'declared' }],
  )
  const listed = await runCli(['--json', 'feeds', 'list'], settings)
  const feed = listed.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .find((one) => one.outletId === 'local')
  assert.equal(feed.url, `${origin}/deep/feed.xml`)

  const healthy = await runCli(['--json', 'feeds', 'health'], settings)
  assert.equal(healthy.code, 0, healthy.stderr)
  const openedAt = new Date('2026-11-20T12:00:00Z')
  await openAlert(feed.id, openedAt)

  const shown = JSON.parse((await runCli(['--json', 'feeds', 'show', feed.id], settings)).stdout)
  assert.deepEqual(shown.sightings, { entries: 0, skipped: 0, articles: 0, shared: 0 })
  assert.deepEqual(
    shown.alerts.map((alert: { state: string }) => alert.state),
    ['html'],
  )
  const health = await runCli(['feeds', 'health'], settings)
  assert.equal(health.code, 3, health.stderr)
  assert.match(health.stdout, /html +2026-11-20T12:00:00.000Z +never .*FEED_HTML/)
  const history = await runCli(['feeds', 'health', '--history', '--json'], settings)
  assert.deepEqual(JSON.parse(history.stdout), {
    id: 1,
    feedId: feed.id,
    state: 'html',
    reason: 'FEED_HTML',
    openedAt: openedAt.toISOString(),
    closedAt: null,
  })
  assert.equal((await runCli(['feeds', 'show', 'none'], settings)).code, 2)
})

async function openAlert(feedId: string, at: Date): Promise<void> {
  const store = await openEmbedded({ dataDir: directory.path, maintenanceEveryMs: 3_600_000 })
  const database = openDatabase(store.poolConfig, () => undefined)
  await saveFeedAlert(database, feedId, { state: 'html', reason: 'FEED_HTML' }, at)
  await database.destroy()
  await store.close()
}
