import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openBenchNewsstand } from '../../src/demo/benchNewsstand.ts'
import { assertSettled } from '../helpers/assertSettled.ts'
import { contentOf, openPipeline } from '../helpers/pipeline.ts'
import { missingServices, openTestServices } from '../helpers/services.ts'
import { openTcpProxy } from '../helpers/tcpProxy.ts'
import { openEmbeddedStore } from '../helpers/testStores.ts'

const OUTAGE_MS = 20_000

describe('a server that goes away for 20 s during a run and comes back', {
  skip: missingServices(),
  concurrency: true,
}, () => {
  for (const name of ['PostgreSQL', 'Redis'] as const) {
    it(`delays the run and loses nothing: ${name}`, async () => {
      const stand = await openBenchNewsstand({ articleCount: 60, feedCount: 4, seed: 12 })
      const services = await openTestServices()
      const proxy = await openTcpProxy(name === 'Redis' ? services.redisUrl : services.databaseUrl)
      const pipeline = await openPipeline(stand, {
        DATABASE_URL: name === 'Redis' ? services.databaseUrl : proxy.url,
        REDIS_URL: name === 'Redis' ? proxy.url : services.redisUrl,
      })
      try {
        const run = pipeline.ingest()
        await untilRequested(stand, 20)
        await proxy.cut()
        await sleep(OUTAGE_MS)
        await proxy.mend()
        await run
        await assertSettled(pipeline.services)
        const records = (await pipeline.records()).map(contentOf)
        await using store = await openEmbeddedStore()
        const undisturbed = await openPipeline(stand, store.variables)
        await undisturbed.ingest()
        const expected = (await undisturbed.records()).map(contentOf)
        await undisturbed.close()
        assert.deepEqual(records, expected)
      } finally {
        await pipeline.close()
        await proxy.close()
        await services.close()
        await stand.close()
      }
    })
  }
})

async function untilRequested(stand: { requests: readonly unknown[] }, count: number): Promise<void> {
  while (stand.requests.length < count) await sleep(20)
}
