import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openBenchNewsstand } from '../../src/demo/benchNewsstand.ts'
import { openPipeline } from '../helpers/pipeline.ts'
import { openEmbeddedStore } from '../helpers/testStores.ts'

const ARTICLES = 30

// A site whose feed is fine, and whose pages never answer.
const tarpit = createServer((request, response) => {
  const { port } = tarpit.address() as AddressInfo
  const items = Array.from(
    { length: ARTICLES },
    (_, index) => `<item><title>Page ${index}</title><link>http://127.0.0.1:${port}/page/${index}</link></item>`,
  )
  if (request.url === '/feed.xml') response.end(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`)
  else if (request.url === '/robots.txt') response.writeHead(404).end()
})

before(() => new Promise<void>((resolve) => tarpit.listen(0, '127.0.0.1', resolve)))
after(() => {
  tarpit.closeAllConnections()
  tarpit.close()
})

it('a site that never answers does not hold up another', { timeout: 120_000 }, async () => {
  const { port } = tarpit.address() as AddressInfo
  const stand = await openBenchNewsstand({ articleCount: ARTICLES, feedCount: 1, seed: 3 })
  await using store = await openEmbeddedStore()
  const site = `127.0.0.1:${port}`
  const feed = { id: 'tarpit', outletId: 'tarpit', url: `http://${site}/feed.xml`, isEnabled: true }
  const outlet = { ...stand.outlets[0]!, id: 'tarpit', homepage: `http://${site}/` }
  const pipeline = await openPipeline(
    { origin: stand.origin, feeds: [feed, ...stand.feeds], outlets: [outlet, ...stand.outlets] },
    {
      ...store.variables,
      CLAIMWIRE_ALLOW_PRIVATE: `${site},${new URL(stand.origin).host}`,
      CLAIMWIRE_SHUTDOWN_MS: '1000',
    },
  )
  const { database } = pipeline.services
  try {
    const startedAt = Date.now()
    await pipeline.workers.runOnce()
    let healthyCount = 0
    while (healthyCount < ARTICLES && Date.now() - startedAt < 60_000) {
      await sleep(250)
      const { count } = await database
        .selectFrom('visit')
        .innerJoin('article', 'article.id', 'visit.article_id')
        .where('outlet_id', '<>', 'tarpit')
        .where('stage', '=', 'done')
        .select((row) => row.fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow()
      healthyCount = Number(count)
    }
    assert.equal(healthyCount, ARTICLES, 'all articles of the healthy site are through')
  } finally {
    tarpit.closeAllConnections()
    await pipeline.close()
    await stand.close()
  }
})
