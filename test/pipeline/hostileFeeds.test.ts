import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listChanges } from '../../src/db/listChanges.ts'
import { loadOperations } from '../../src/db/loadOperations.ts'
import { openPipeline } from '../helpers/pipeline.ts'
import { openEmbeddedStore } from '../helpers/testStores.ts'
import { serve } from '../net/serve.ts'

const ITEM = '<item><title>Healthy</title><guid isPermaLink="false">1</guid></item>'
const BODIES: Readonly<Record<string, string>> = {
  healthy: `<rss version="2.0"><channel><title>T</title>${ITEM}</channel></rss>`,
  html: '<!doctype html><html><body>Log in</body></html>',
  deep: `<rss><channel>${'<a>'.repeat(100_000)}`,
  empty: '',
  other: '{"error":"no"}',
}
const REASONS: Readonly<Record<string, string>> = {
  html: 'FEED_HTML',
  deep: 'FEED_TOO_DEEP',
  empty: 'FEED_EMPTY',
  other: 'FEED_NOT_A_FEED',
}

test('G2–G5: of hostile feeds each poll has one outcome with one reason, in its row, the metric and the changes; nothing of them is stored', async () => {
  await using server = await serve((request, response) => void response.end(BODIES[request.url!.slice(1)]))
  await using store = await openEmbeddedStore()
  const labels = [{ label: 'unknown', source: 'none', asOf: '2026-11-21' }]
  const feeds = Object.keys(BODIES).map((id) => ({ id, outletId: 'site', url: `${server.url}/${id}`, isEnabled: true }))
  const outlets = [{ id: 'site', name: 'Site', homepage: server.url, labels }]
  const pipeline = await openPipeline({ origin: server.url, feeds, outlets }, store.variables)
  try {
    const { database } = pipeline.services
    const outcomes = async () =>
      (await database.selectFrom('poll').orderBy('id').select(['feed_id', 'outcome', 'reason']).execute()).map((row) =>
        [row.feed_id, row.outcome, row.reason].join(' '),
      )
    const failed = Object.entries(REASONS).map(([id, reason]) => `${id} failed ${reason}`)
    await pipeline.ingest()
    assert.deepEqual((await outcomes()).toSorted(), ['healthy parsed ', ...failed].toSorted())
    const entries = await database.selectFrom('entry').select(['feed_id', 'title']).execute()
    assert.deepEqual(entries, [{ feed_id: 'healthy', title: 'Healthy' }])
    const changes = async () => (await listChanges(database, 0, 100)).changes
    assert.deepEqual(
      (await changes()).map((change) => change.subject === 'feed_alert' && change.feedAlert.feedId).toSorted(),
      Object.keys(REASONS).toSorted(),
    )
    const { polls } = await loadOperations(database)
    for (const reason of Object.values(REASONS)) {
      assert.equal(polls.find((one) => one.outcome === 'failed' && one.reason === reason)?.count, 1, reason)
    }
    await pipeline.ingest()
    assert.deepEqual((await outcomes()).slice(5).toSorted(), ['healthy unchanged ', ...failed].toSorted())
    assert.equal((await changes()).length, 4, 'an alert that goes on is told once')
    assert.equal((await database.selectFrom('entry').select('id').execute()).length, 1)
  } finally {
    await pipeline.close()
  }
})
