import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadStand } from '../../src/demo/loadStand.ts'
import { type Newsstand, openNewsstand } from '../../src/demo/openNewsstand.ts'

let newsstand: Newsstand
before(async () => {
  newsstand = await openNewsstand()
})
after(() => newsstand.close())

const { outlets, articles } = loadStand()

test('openNewsstand() lists at least twelve outlets, twelve feeds and thirty-two pages over eight elections', () => {
  assert.ok(newsstand.outlets.length >= 12)
  assert.ok(newsstand.feeds.length >= 12)
  assert.ok(articles.length >= 32)
  assert.ok(new Set(articles.map((article) => article.election)).size >= 8)
  assert.ok(new Set(outlets.map((outlet) => outlet.chrome)).size >= 6)
})

test('openNewsstand() gives every outlet a label with its source and every feed an outlet', () => {
  const ids = new Set(newsstand.outlets.map((outlet) => outlet.id))
  for (const outlet of newsstand.outlets) assert.equal(outlet.labels[0]?.source, 'claimwire newsstand')
  for (const feed of newsstand.feeds) assert.ok(ids.has(feed.outletId), feed.id)
  assert.equal(new Set(newsstand.feeds.map((feed) => feed.id)).size, newsstand.feeds.length)
})

test('openNewsstand() serves every front page and every article, and 410 for the withdrawn one', async () => {
  for (const outlet of newsstand.outlets) assert.equal((await fetch(outlet.homepage)).status, 200)
  for (const article of articles) {
    const response = await fetch(newsstand.articleUrl(article.slug))
    assert.equal(response.status, article.status ?? 200, article.slug)
    assert.match(response.headers.get('content-type') ?? '', /^text\/html; charset=/)
    assert.ok((await response.arrayBuffer()).byteLength > 0)
  }
})

test('openNewsstand() answers 404 for an unknown page and 405 for a POST', async () => {
  assert.equal((await fetch(`${newsstand.origin}/wexmoor-courier/puzzles/prize-2024-42`)).status, 404)
  assert.equal((await fetch(newsstand.origin, { method: 'POST' })).status, 405)
})

test('openNewsstand() answers the same page with and without utm_ parameters', async () => {
  const url = newsstand.articleUrl('sandu-says-criminal-groups-tried-to-buy-votes')
  assert.match(url, /\?id=\d+$/)
  const [plain, tracked] = await Promise.all([fetch(url), fetch(`${url}&utm_source=rss&utm_medium=feed`)])
  assert.equal(await plain.text(), await tracked.text())
})

test('openNewsstand() redirects a moved article with 301', async () => {
  const moved = `${newsstand.origin}/quai-sud/depeches/russia-answers-en-marche.php`
  const response = await fetch(moved, { redirect: 'manual' })
  assert.equal(response.status, 301)
  assert.equal(response.headers.get('location'), newsstand.articleUrl('moscow-and-its-broadcasters-answer-en-marche'))
})

test('openNewsstand() answers 304 to a matching ETag and to an unchanged date, and HEAD without a body', async () => {
  const url = newsstand.articleUrl('kremlin-turns-away-kilicdaroglu-charge')
  const head = await fetch(url, { method: 'HEAD' })
  assert.equal(await head.text(), '')
  assert.ok(Number(head.headers.get('content-length')) > 0)
  const etag = head.headers.get('etag') ?? ''
  const lastModified = head.headers.get('last-modified') ?? ''
  assert.equal((await fetch(url, { headers: { 'if-none-match': etag } })).status, 304)
  assert.equal((await fetch(url, { headers: { 'if-modified-since': lastModified } })).status, 304)
  assert.equal(
    (await fetch(url, { headers: { 'if-none-match': '"x"', 'if-modified-since': lastModified } })).status,
    200,
  )
})

test('openNewsstand() serves the Russian page in windows-1251, decodable without loss', async () => {
  const article = articles.find((one) => one.outletId === 'zarechny-obozrevatel')
  assert.ok(article)
  const response = await fetch(newsstand.articleUrl(article.slug))
  assert.match(response.headers.get('content-type') ?? '', /windows-1251/)
  const bytes = await response.arrayBuffer()
  const page = new TextDecoder('windows-1251', { fatal: true }).decode(bytes)
  assert.match(page, /<meta charset="windows-1251">/)
  for (const paragraph of article.paragraphs) assert.ok(page.includes(paragraph.slice(0, 60)), paragraph)
  assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes))
})

test('openNewsstand() shows the paywalled page’s first paragraphs only', async () => {
  const article = articles.find((one) => one.kind === 'paywall')
  assert.ok(article)
  const page = await (await fetch(newsstand.articleUrl(article.slug))).text()
  assert.ok(page.includes(article.paragraphs[0] ?? ''))
  assert.ok(!page.includes(article.paragraphs.at(-1) ?? ''))
})

test('openNewsstand() writes requests with their conditional headers down', async () => {
  await fetch(`${newsstand.origin}/robots.txt`, { headers: { 'if-none-match': '"seen"' } })
  assert.deepEqual(newsstand.requests.at(-1), {
    method: 'GET',
    path: '/robots.txt',
    ifNoneMatch: '"seen"',
    status: 200,
  })
})

test('openNewsstand() answers 503 while it is down', async () => {
  newsstand.setDown(true)
  assert.equal((await fetch(newsstand.origin)).status, 503)
  newsstand.setDown(false)
  assert.equal((await fetch(newsstand.origin)).status, 200)
})
