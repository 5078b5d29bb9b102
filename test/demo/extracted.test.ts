import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { extractArticle } from '../../src/core/article/extractArticle.ts'
import { loadStand } from '../../src/demo/loadStand.ts'
import { type Newsstand, openNewsstand } from '../../src/demo/openNewsstand.ts'
import { LIMITS, NOW, RULES } from '../core/article/pages.ts'

const expected = JSON.parse(
  readFileSync(new URL('../../src/demo/newsstand/expected.json', import.meta.url), 'utf8'),
) as { articles: Record<string, { outcome: string }> }
const { outlets, articles } = loadStand()

let newsstand: Newsstand
before(async () => {
  newsstand = await openNewsstand()
})
after(() => newsstand.close())

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

for (const chrome of new Set(outlets.map((outlet) => outlet.chrome))) {
  const ids = new Set(outlets.filter((outlet) => outlet.chrome === chrome).map((outlet) => outlet.id))
  const own = articles.filter((article) => ids.has(article.outletId) && article.status !== 410)

  test(`extractArticle() gives the articles in the chrome ${chrome} whole, and nothing around them`, async () => {
    assert.ok(own.length > 0)
    for (const { slug, kind, headline, standfirst, paragraphs } of own) {
      const response = await fetch(newsstand.articleUrl(slug))
      const contentType = response.headers.get('content-type') ?? ''
      const body = new Uint8Array(await response.arrayBuffer())
      const extraction = extractArticle({ body, contentType, url: response.url, now: NOW }, LIMITS, RULES)
      if (extraction.kind === 'notArticle') {
        assert.equal(extraction.reason, expected.articles[slug]?.outcome, slug)
        continue
      }
      assert.equal(kind, 'article', slug)
      const lines = extraction.article.text.split('\n\n').map(plain)
      const known = [headline, ...(standfirst === undefined ? [] : [standfirst]), ...paragraphs].map(plain)
      assert.deepEqual(lines, known, slug)
    }
  })
}
