import assert from 'node:assert/strict'
import { it } from 'node:test'
import { type Newsstand, openNewsstand } from '../../src/demo/openNewsstand.ts'
import { assertSettled } from '../helpers/assertSettled.ts'
import { contentOf, openPipeline } from '../helpers/pipeline.ts'
import { missingServices } from '../helpers/services.ts'
import { openEmbeddedStore, openServerStore, type TestStore } from '../helpers/testStores.ts'

it('the same newsstand gives the same records on both back ends', { skip: missingServices() }, async () => {
  const stand = await openNewsstand()
  try {
    const embedded = await ingest(stand, openEmbeddedStore)
    const server = await ingest(stand, openServerStore)
    assert.ok(embedded.records.length > 0)
    assert.deepEqual(server, embedded)
  } finally {
    await stand.close()
  }
})

async function ingest(stand: Newsstand, openStore: () => Promise<TestStore>) {
  await using store = await openStore()
  const pipeline = await openPipeline(stand, store.variables)
  try {
    const summary = await pipeline.ingest()
    await assertSettled(pipeline.services)
    return { summary, records: (await pipeline.records()).map(contentOf) }
  } finally {
    await pipeline.close()
  }
}
