import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBenchNewsstand } from '../../src/demo/benchNewsstand.ts'

const SIZE = { articleCount: 160, feedCount: 8, seed: 7 }

test('openBenchNewsstand() gives the same feeds and pages for the same seed', async () => {
  const [first, second] = [await pagesOf(SIZE), await pagesOf(SIZE)]
  assert.deepEqual(first, second)
  const other = await pagesOf({ ...SIZE, seed: 8 })
  assert.notDeepEqual(first, other)
})

test('openBenchNewsstand() makes distinct pages of 30 to 80 KB with mentions in one of ten', async () => {
  const newsstand = await openBenchNewsstand(SIZE)
  try {
    const pages = await Promise.all(newsstand.articles.map((article) => textAt(article.url)))
    assert.equal(new Set(pages).size, SIZE.articleCount)
    for (const page of pages) assert.ok(page.length >= 30_000 && page.length <= 80_000, String(page.length))
    const withMentions = newsstand.articles.filter((article) => article.mentions.length > 0)
    assert.equal(withMentions.length, SIZE.articleCount / 10)
    for (const article of withMentions) {
      const page = await textAt(article.url)
      for (const mention of article.mentions) assert.ok(page.includes(mention.text), mention.text)
    }
  } finally {
    await newsstand.close()
  }
})

test('openBenchNewsstand() lists every article in exactly one feed of at most fifty entries', async () => {
  const newsstand = await openBenchNewsstand({ ...SIZE, articleCount: 400 })
  try {
    const feeds = await Promise.all(newsstand.feeds.map((feed) => textAt(feed.url)))
    for (const { slug, url } of newsstand.articles) {
      assert.equal(feeds.filter((feed) => feed.includes(url)).length, 1, slug)
    }
  } finally {
    await newsstand.close()
  }
})

test('openBenchNewsstand() refuses more articles than the feeds hold', async () => {
  await assert.rejects(openBenchNewsstand({ articleCount: 51, feedCount: 1, seed: 1 }), RangeError)
})

async function pagesOf(size: typeof SIZE): Promise<string[]> {
  const newsstand = await openBenchNewsstand(size)
  try {
    const urls = [...newsstand.feeds.map((feed) => feed.url), ...newsstand.articles.slice(0, 24).map((one) => one.url)]
    const pages = await Promise.all(urls.map(textAt))
    return pages.map((page) => page.replaceAll(newsstand.origin, ''))
  } finally {
    await newsstand.close()
  }
}

async function textAt(url: string): Promise<string> {
  return (await fetch(url)).text()
}
