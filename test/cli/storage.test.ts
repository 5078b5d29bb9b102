import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadLists } from '../../config/lists.ts'
import { parseOpml } from '../../src/core/feed/parseOpml.ts'
import { csvHeader } from '../../src/core/record/csvLine.ts'
import { lockDirectory } from '../../src/store/lockDirectory.ts'
import { runCli } from './runCli.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'claimwire-cli-'))
after(() => rmSync(folder, { recursive: true }))
const settings = { CLAIMWIRE_DATA_DIR: path.join(folder, 'data') }

test('a second process on one data directory exits 5, says who has it, and harms nothing', async () => {
  const lock = lockDirectory(settings.CLAIMWIRE_DATA_DIR)
  const { code, stdout, stderr } = await runCli(['records', 'list'], settings)
  lock.release()
  assert.deepEqual([code, stdout], [5, ''])
  assert.match(stderr, new RegExp(`in use by process ${process.pid} \\[STORE_LOCKED\\]`))
  assert.doesNotMatch(stderr, /^\s+at /m)
})

const long = `https://long.example/rss?q=${'x'.repeat(200)}`
const opml = `<opml version="2.0"><body><outline text="Odd \u0000 &#27;[31m &amp; co">
  <outline text="One \u0000 &#27;[31m" xmlUrl="https://one.example/feed" htmlUrl="https://www.one.example/"/>
  <outline text="Shortened" xmlUrl="${long}1"/><outline text="Shortened too" xmlUrl="${long}2"/>
  <outline text="bad" xmlUrl="javascript:alert(&#27;[31m1)"/><outline text="twice" xmlUrl="https://one.example/feed"/>
  <outline text="secret" xmlUrl="https://user:hunter2@two.example/feed"/>
</outline></body></opml>`

test('feeds import takes what can be polled of a hostile file, and reports the rest safely', async () => {
  const { code, stdout, stderr } = await runCli(['feeds', 'import', '--json', '-'], settings, opml)
  assert.equal(code, 0, stderr)
  assert.deepEqual(JSON.parse(stdout), { found: 5, added: 3 })
  assert.match(stderr, /skipped "javascript:/)
  assert.doesNotMatch(stderr, /[\u0000-\u0009\u000b-\u001f]/)
})

test('feeds export gives back what was imported, beside the list', async () => {
  const { code, stdout } = await runCli(['feeds', 'export'], settings)
  assert.equal(code, 0)
  const urls = parseOpml(stdout).map((feed) => feed.url)
  for (const url of ['https://one.example/feed', `${long}1`, `${long}2`]) assert.ok(urls.includes(url), url)
  const { feeds } = loadLists(fileURLToPath(new URL('../../config', import.meta.url)))
  assert.equal(urls.length, feeds.filter((feed) => feed.isEnabled).length + 3)
})

test('records export --format csv of nothing is the header alone', async () => {
  const { code, stdout, stderr } = await runCli(['records', 'export', '--format', 'csv'], settings)
  assert.deepEqual([code, stdout, stderr], [0, `${csvHeader}\n`, ''])
})

test('records show of an id that is not there exits 2', async () => {
  const { code, stdout, stderr } = await runCli(['records', 'show', 'none\u001b[31m'], settings)
  assert.deepEqual([code, stdout], [2, ''])
  assert.match(stderr, /Cannot show record "none.*there is none \[INPUT_INVALID\]/)
  assert.doesNotMatch(stderr, /\u001b/)
})
