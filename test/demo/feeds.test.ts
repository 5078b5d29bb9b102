import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import RssParser from 'rss-parser'
import { loadStand } from '../../src/demo/loadStand.ts'
import { type Newsstand, openNewsstand } from '../../src/demo/openNewsstand.ts'
import type { StandFeed } from '../../src/demo/stand.ts'

let newsstand: Newsstand
before(async () => {
  newsstand = await openNewsstand()
})
after(() => newsstand.close())

const { outlets, articles } = loadStand()

interface ReadLine {
  readonly title: string
  readonly link: string | undefined
  readonly date: string | undefined
}

for (const outlet of outlets) {
  for (const feed of outlet.feeds) {
    test(`the feed ${feed.id} (${feed.format}) parses and names its articles`, async () => {
      const lines = await readFeed(feed)
      const expected = articles.filter(
        (article) => article.outletId === outlet.id && (!feed.sections || feed.sections.includes(article.section)),
      )
      assert.deepEqual(
        lines.map((line) => line.title).sort(),
        [...expected.map((article) => article.headline), ...feed.extraEntries.map((entry) => entry.title)].sort(),
      )
      for (const line of lines) assert.ok(!Number.isNaN(Date.parse(line.date ?? '')), `${line.title}: ${line.date}`)
    })
  }
}

test('every http link of every feed answers 200, but for one 404 and one 410', async () => {
  const statuses = new Map<string, number>()
  for (const feed of outlets.flatMap((outlet) => outlet.feeds)) {
    const base = `${urlOf(feed).slice(0, -feed.path.length)}`
    for (const { link } of await readFeed(feed)) {
      if (link === undefined || link.startsWith('javascript:')) continue
      const url = new URL(link, base).href
      statuses.set(url, (await fetch(url)).status)
    }
  }
  const failed = [...statuses.values()].filter((status) => status !== 200)
  assert.deepEqual(failed.sort(), [404, 410])
})

test('one feed has an entry without a link and one with a javascript: link', async () => {
  const feed = outlets.flatMap((outlet) => outlet.feeds).find((one) => one.id === 'carpathian-live-rss')
  assert.ok(feed)
  const links = (await readFeed(feed)).map((line) => line.link)
  assert.equal(links.filter((link) => link === undefined).length, 1)
  assert.equal(links.filter((link) => link?.startsWith('javascript:')).length, 1)
})

test('one outlet lists an article in two feeds, in one of them with utm_ parameters', async () => {
  const feeds = outlets.find((outlet) => outlet.id === 'wexmoor-courier')?.feeds ?? []
  const [world = [], all = []] = await Promise.all(feeds.map(readFeed))
  const links = new Set(world.map((line) => line.link))
  const both = all.filter((line) => links.has(line.link?.split('?utm_')[0]))
  assert.ok(both.length >= 2)
  for (const line of both) assert.match(line.link ?? '', /\?utm_source=rss&utm_medium=feed/)
})

test('a feed answers 304 to its own ETag', async () => {
  const url = newsstand.feeds[0]?.url ?? ''
  const etag = (await fetch(url)).headers.get('etag') ?? ''
  assert.equal((await fetch(url, { headers: { 'if-none-match': etag } })).status, 304)
})

function urlOf(feed: StandFeed): string {
  return newsstand.feeds.find((one) => one.id === feed.id)?.url ?? ''
}

async function readFeed(feed: StandFeed): Promise<ReadLine[]> {
  const response = await fetch(urlOf(feed))
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('content-type'), feed.contentType)
  const text = new TextDecoder(feed.charset, { fatal: true }).decode(await response.arrayBuffer())
  if (feed.format === 'json') {
    const items = (JSON.parse(text) as { items: { title: string; url?: string; date_modified: string }[] }).items
    return items.map((item) => ({ title: item.title, link: item.url, date: item.date_modified }))
  }
  const parsed = await new RssParser().parseString(text)
  return parsed.items.map((item) => ({
    title: plain(item.title ?? ''),
    link: item.link,
    date: item.isoDate ?? item.pubDate,
  }))
}

/** Atom titles are escaped HTML there, so one more decoding is due. */
function plain(title: string): string {
  return title.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
