import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Readability } from '@mozilla/readability'
import { JSDOM } from 'jsdom'
import { loadStand } from '../../src/demo/loadStand.ts'
import { type Newsstand, openNewsstand } from '../../src/demo/openNewsstand.ts'

let newsstand: Newsstand
before(async () => {
  newsstand = await openNewsstand()
})
after(() => newsstand.close())

const { outlets, articles } = loadStand()

for (const chrome of new Set(outlets.map((outlet) => outlet.chrome))) {
  test(`a reader finds every paragraph in the chrome ${chrome}`, async () => {
    const ids = new Set(outlets.filter((outlet) => outlet.chrome === chrome).map((outlet) => outlet.id))
    for (const article of articles) {
      if (!ids.has(article.outletId) || article.kind !== 'article' || article.status === 410) continue
      const url = newsstand.articleUrl(article.slug)
      const response = await fetch(url)
      const contentType = response.headers.get('content-type') ?? ''
      const dom = new JSDOM(Buffer.from(await response.arrayBuffer()), { contentType, url })
      const text = new Readability(dom.window.document).parse()?.textContent ?? ''
      for (const paragraph of article.paragraphs) assert.ok(text.includes(paragraph), `${article.slug}: ${paragraph}`)
      dom.window.close()
    }
  })
}
