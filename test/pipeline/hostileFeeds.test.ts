import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { listChanges } from '../../src/db/listChanges.ts'
import { loadOperations } from '../../src/db/loadOperations.ts'
import { openPipeline } from '../helpers/pipeline.ts'
import { openEmbeddedStore } from '../helpers/testStores.ts'
import { serve } from '../net/serve.ts'

// What a terminal, a page and SQL would obey, in each place that a server writes.
const EVIL = '\u009b31m"&gt;&lt;img src=x onerror=alert(1)&gt;\'); drop table entry;--'
const ITEM = '<item><title>Healthy</title><guid isPermaLink="false">1</guid></item>'
const BODIES: Readonly<Record<string, string>> = {
  healthy: `<rss version="2.0"><channel><title>T</title>${ITEM}</channel></rss>`,
  html: '<!doctype html><html><body>Log in</body></html>',
  deep: `<rss><channel>${'<a>'.repeat(100_000)}`,
  empty: '',
  other: '{"error":"no"}',
  root: `<evil\u009b31m>${EVIL}</evil\u009b31m>`,
}
const FEED_IDS = [...Object.keys(BODIES), 'coding', 'moved']
const REASONS: Readonly<Record<string, string>> = {
  html: 'FEED_HTML',
  deep: 'FEED_TOO_DEEP',
  empty: 'FEED_EMPTY',
  other: 'FEED_NOT_A_FEED',
  root: 'FEED_NOT_A_FEED',
  coding: 'FETCH_ENCODING',
  moved: 'FETCH_BAD_URL',
}

const HEADERS: Readonly<Record<string, [number, Record<string, string>]>> = {
  coding: [200, { 'content-encoding': '\u009b31m', etag: '"\u009b31m"' }],
  moved: [301, { location: 'http://\u009b31m\u0085/' }],
}

test('G2–G6: of hostile feeds each poll has one outcome with one reason, in its row, the log, the metric and the changes; nothing of them is stored', async () => {
  await using server = await serve((request, response) => {
    const id = request.url!.slice(1)
    const [status, headers] = HEADERS[id] ?? [200, {}]
    response.writeHead(status, headers).end(BODIES[id] ?? EVIL)
  })
  await using store = await openEmbeddedStore()
  const labels = [{ label: 'unknown', source: 'none', asOf: '2026-11-21' }]
  const feeds = FEED_IDS.map((id) => ({ id, outletId: 'site', url: `${server.url}/${id}`, isEnabled: true }))
  const outlets = [{ id: 'site', name: 'Site', homepage: server.url, labels }]
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  const pipeline = await openPipeline({ origin: server.url, feeds, outlets }, store.variables, log)
  try {
    const { database } = pipeline.services
    const outcomes = async () =>
      (await database.selectFrom('poll').orderBy('id').select(['feed_id', 'outcome', 'reason']).execute()).map((row) =>
        [row.feed_id, row.outcome, row.reason].join(' '),
      )
    const logged = () =>
      lines.splice(0).flatMap((line) => {
        assert.doesNotMatch(line.trimEnd(), /\p{Cc}/u, 'a control character in the log')
        const { stage, feedId, code } = JSON.parse(line)
        return stage === 'poll' ? `${feedId} failed ${code}` : []
      })
    const failed = Object.entries(REASONS).map(([id, reason]) => `${id} failed ${reason}`)
    await pipeline.ingest()
    assert.deepEqual((await outcomes()).toSorted(), ['healthy parsed ', ...failed].toSorted())
    assert.deepEqual(logged().toSorted(), failed.toSorted())
    const entries = await database.selectFrom('entry').select(['feed_id', 'title']).execute()
    assert.deepEqual(entries, [{ feed_id: 'healthy', title: 'Healthy' }])
    const changes = async () => (await listChanges(database, 0, 100)).changes
    assert.deepEqual(
      (await changes()).map((change) => change.subject === 'feed_alert' && change.feedAlert.feedId).toSorted(),
      Object.keys(REASONS).toSorted(),
    )
    const { polls } = await loadOperations(database)
    for (const reason of Object.values(REASONS)) {
      const counted = Object.values(REASONS).filter((other) => other === reason).length
      assert.equal(polls.find((one) => one.outcome === 'failed' && one.reason === reason)?.count, counted, reason)
    }
    await pipeline.ingest()
    assert.deepEqual((await outcomes()).slice(FEED_IDS.length).toSorted(), ['healthy unchanged ', ...failed].toSorted())
    assert.deepEqual(logged().toSorted(), failed.toSorted())
    assert.equal((await changes()).length, failed.length, 'an alert that goes on is told once')
    assert.equal((await database.selectFrom('entry').select('id').execute()).length, 1)
    const stored = JSON.stringify([
      await database.selectFrom('poll').selectAll().execute(),
      await database.selectFrom('feed').selectAll().execute(),
      await changes(),
    ])
    assert.doesNotMatch(stored, /\p{Cc}|\\u00[01]|onerror/u, 'something of a hostile answer was stored')
  } finally {
    await pipeline.close()
  }
})
