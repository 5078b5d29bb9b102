import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { openPipeline } from '../helpers/pipeline.ts'
import { openEmbeddedStore } from '../helpers/testStores.ts'

const CLAIM = 'The minister accused Russia of interfering in the election.'
const SUMMARY = `${CLAIM} Moscow denied it. The commission said on Monday that it would look into the matter.`
const BODY = [
  SUMMARY,
  'The first results are expected on Sunday night, a spokesman said, and a second round would follow two weeks later.',
  'Voters in the capital queued from the early morning, many of them with umbrellas, as rain fell on the squares.',
  'Observers from eleven states are in the country; they will publish what they saw on Tuesday, in a report.',
  'The minister spoke to reporters after a meeting of the cabinet, which lasted until noon, and took three questions.',
]
  .map((paragraph) => `<p>${paragraph}</p>`)
  .join('')

/** A site with one page that is open, one that robots.txt forbids, and one of those that the feed says nothing about. */
async function openSite() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    if (path === '/robots.txt')
      response.end('User-agent: claimwire\nDisallow: /closed/\n\nUser-agent: *\nDisallow: /\n')
    else if (path === '/feed.xml') response.setHeader('content-type', 'application/rss+xml').end(feedOf(origin))
    else
      response.setHeader('content-type', 'text/html').end(`<html lang="en"><title>T</title><article>${BODY}</article>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const labels = [{ label: 'unknown', source: 'none', asOf: '2026-11-21' }]
  return {
    asked,
    origin,
    feeds: [{ id: 'site', outletId: 'site', url: `${origin}/feed.xml`, isEnabled: true }],
    outlets: [{ id: 'site', name: 'Site', homepage: origin, labels }],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function feedOf(origin: string): string {
  const item = (path: string, summary: string) =>
    `<item><title>Minister speaks ${path.length}</title><link>${origin}${path}</link><description>${summary}</description></item>`
  return `<rss version="2.0"><channel><title>Site</title>${item('/open/a', SUMMARY)}${item('/closed/a', SUMMARY)}${item('/closed/bare', '')}</channel></rss>`
}

test('a page that robots.txt forbids is not asked for: the feed speaks for it, and the gap can be counted', async () => {
  await using site = await openSite()
  await using store = await openEmbeddedStore()
  const pipeline = await openPipeline(site, store.variables)
  try {
    await pipeline.ingest()
    // At this pace two jobs may both find that nobody has asked yet.
    assert.deepEqual([...new Set(site.asked)].sort(), ['/feed.xml', '/open/a', '/robots.txt'])
    const { database } = pipeline.services
    const rows = await database
      .selectFrom('article')
      .innerJoin('visit', 'visit.article_id', 'article.id')
      .leftJoin('revision', 'revision.article_id', 'article.id')
      .select(['article.url', 'outcome', 'reason', 'blocked_by', 'text_source', 'revision.flags'])
      .execute()
    const of = (path: string) => rows.find((row) => row.url === `${site.origin}${path}`)
    assert.deepEqual(
      [of('/open/a')?.outcome, of('/open/a')?.blocked_by, of('/open/a')?.text_source],
      ['tagged', null, 'page'],
    )
    assert.deepEqual(
      [of('/closed/a')?.outcome, of('/closed/a')?.blocked_by, of('/closed/a')?.text_source],
      ['tagged', 'robots', 'feed'],
    )
    assert.ok(of('/closed/a')?.flags?.includes('blocked_by_robots'))
    assert.deepEqual([of('/closed/bare')?.outcome, of('/closed/bare')?.reason], ['skipped', 'ROBOTS_DISALLOWED'])
  } finally {
    await pipeline.close()
  }
})

test('a page that has moved to another site is asked for there, if the robots.txt of that site lets us', async () => {
  const asked: string[] = []
  const target = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /closed/\n')
    else
      response.setHeader('content-type', 'text/html').end(`<html lang="en"><title>T</title><article>${BODY}</article>`)
  })
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
  const there = `127.0.0.1:${(target.address() as AddressInfo).port}`
  const source = createServer((request, response) => {
    const path = request.url ?? ''
    if (path === '/feed.xml') response.setHeader('content-type', 'application/rss+xml').end(feedOf(origin))
    else if (path === '/robots.txt') response.writeHead(404).end()
    else response.writeHead(302, { location: `http://${there}${path}` }).end()
  })
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve))
  const here = `127.0.0.1:${(source.address() as AddressInfo).port}`
  const origin = `http://${here}`
  const labels = [{ label: 'unknown', source: 'none', asOf: '2026-11-21' }]
  const site = {
    origin,
    feeds: [{ id: 'site', outletId: 'site', url: `${origin}/feed.xml`, isEnabled: true }],
    outlets: [{ id: 'site', name: 'Site', homepage: origin, labels }],
  }
  await using store = await openEmbeddedStore()
  const pipeline = await openPipeline(site, { ...store.variables, CLAIMWIRE_ALLOW_PRIVATE: `${here},${there}` })
  try {
    await pipeline.ingest()
    assert.equal(asked[0], '/robots.txt')
    assert.deepEqual([...new Set(asked)].sort(), ['/open/a', '/robots.txt'])
    const { database } = pipeline.services
    const visits = await database
      .selectFrom('visit')
      .innerJoin('article', 'article.id', 'visit.article_id')
      .orderBy('article.url')
      .select(['article.url', 'outcome', 'blocked_by'])
      .execute()
    assert.deepEqual(
      visits.map(({ url, outcome, blocked_by }) => [url.slice(origin.length), outcome, blocked_by]),
      [
        ['/closed/a', 'tagged', 'robots'],
        ['/closed/bare', 'skipped', 'robots'],
        ['/open/a', 'tagged', null],
      ],
    )
    const hosts = await database.selectFrom('host').orderBy('key').select('key').execute()
    assert.deepEqual(
      hosts.map(({ key }) => key),
      [here, there].sort(),
    )
  } finally {
    await pipeline.close()
    for (const server of [source, target]) server.closeAllConnections()
    for (const server of [source, target]) server.close()
  }
})
