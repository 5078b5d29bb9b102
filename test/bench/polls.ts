// Polls a second through the whole worker and the embedded store, from a loopback server:
//   npm run bench -- polls [--feeds 1000]
// First every feed answers 200 with 25 lines, then 304. The lines name no page, so that nothing but polling is measured.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { openPipeline } from '../helpers/pipeline.ts'
import { openEmbeddedStore } from '../helpers/testStores.ts'

const ENTRIES = 25
const { values } = parseArgs({ options: { feeds: { type: 'string', default: '1000' } }, allowPositionals: true })
const feedCount = Number(values.feeds)

const counts = new Map<number, number>()
const server = createServer((request, response) => {
  const status = request.headers['if-none-match'] ? 304 : 200
  counts.set(status, (counts.get(status) ?? 0) + 1)
  response.writeHead(status, { 'content-type': 'application/rss+xml', etag: '"1"' })
  response.end(status === 200 ? feedOf(request.url ?? '') : undefined)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const labels = [{ label: 'unknown', source: 'none', asOf: '2026-11-21' }]
const feeds = Array.from({ length: feedCount }, (_, index) => ({
  id: `feed-${index}`,
  outletId: 'bench',
  url: `${origin}/${index}`,
  isEnabled: true,
}))

await using store = await openEmbeddedStore()
const site = { origin, feeds, outlets: [{ id: 'bench', name: 'Bench', homepage: origin, labels }] }
const pipeline = await openPipeline(site, store.variables)
for (const status of [200, 304]) {
  counts.clear()
  const startedAt = performance.now()
  const before = process.cpuUsage()
  await pipeline.ingest()
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(before)
  const answered = counts.get(status) ?? 0
  const cpuMs = ((user + system) / 1000 / feedCount).toFixed(1)
  console.log(
    `${answered} answers ${status}: ${(feedCount / seconds).toFixed(1)} polls/s, ${cpuMs} ms of processor time each`,
  )
  if (answered !== feedCount) process.exitCode = 1
}
await pipeline.close()
server.closeAllConnections()
server.close()

function feedOf(path: string): string {
  const lines = Array.from(
    { length: ENTRIES },
    (_, index) =>
      `<item><title>Line ${index} of ${path}</title><guid isPermaLink="false">${path}-${index}</guid></item>`,
  )
  return `<rss version="2.0"><channel><title>${path}</title>${lines.join('')}</channel></rss>`
}
