import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Newsstand, openNewsstand } from '../../src/demo/openNewsstand.ts'

let newsstand: Newsstand
before(async () => {
  newsstand = await openNewsstand()
})
after(() => newsstand.close())

const SLUG = 'tiktok-answers-bucharest'
const FEED = 'carpathian-live-rss'

test('revise() changes the page, its validators and its feed line, and nothing else', async () => {
  const feedUrl = newsstand.feeds.find((feed) => feed.id === FEED)?.url ?? ''
  const other = newsstand.articleUrl('romanian-court-annuls-first-round')
  const before = await snapshot([newsstand.articleUrl(SLUG), feedUrl, other])

  newsstand.revise(SLUG, {
    addParagraph: 'Correction: it was 14 & not "15" videos.',
    at: new Date('2024-12-07T08:00:00Z'),
  })

  const after = await snapshot([newsstand.articleUrl(SLUG), feedUrl, other])
  assert.notEqual(after[0]?.etag, before[0]?.etag)
  assert.equal(after[0]?.lastModified, 'Sat, 07 Dec 2024 08:00:00 GMT')
  assert.match(after[0]?.text ?? '', /Correction: it was 14 &amp; not &quot;15&quot; videos\./)
  assert.notEqual(after[1]?.etag, before[1]?.etag)
  assert.match(after[1]?.text ?? '', /<atom:updated>2024-12-07T10:00:00\+02:00<\/atom:updated>/)
  assert.equal(after[2]?.etag, before[2]?.etag)
})

test('revise() moves the date on even when the given date is earlier', async () => {
  newsstand.revise(SLUG, { headline: 'A new headline', at: new Date('2000-01-01T00:00:00Z') })
  const [page] = await snapshot([newsstand.articleUrl(SLUG)])
  assert.equal(page?.lastModified, 'Sat, 07 Dec 2024 08:00:01 GMT')
  assert.match(page?.text ?? '', /<h1>A new headline<\/h1>/)
})

test('revise() throws for an unknown slug and an unknown paragraph', () => {
  assert.throws(() => newsstand.revise('nothing', { addParagraph: 'x' }), RangeError)
  assert.throws(() => newsstand.revise(SLUG, { replaceParagraph: { index: 99, text: 'x' } }), RangeError)
})

async function snapshot(urls: readonly string[]): Promise<{ etag: string; lastModified: string; text: string }[]> {
  return Promise.all(
    urls.map(async (url) => {
      const response = await fetch(url)
      return {
        etag: response.headers.get('etag') ?? '',
        lastModified: response.headers.get('last-modified') ?? '',
        text: await response.text(),
      }
    }),
  )
}
