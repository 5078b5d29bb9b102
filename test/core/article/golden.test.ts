import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { extract } from './pages.ts'

/** `article.json`: what a person expects of the page. Keys that are not there are not looked at; null means absent. */
interface Expected {
  readonly kind: 'article' | 'notArticle'
  readonly reason?: string
  readonly blocks?: readonly string[]
  readonly summary?: string
  readonly subheads?: readonly string[]
  readonly title?: string
  readonly authors?: readonly string[]
  readonly language?: string
  readonly publishedAt?: string | null
  readonly modifiedAt?: string | null
  readonly section?: string
  readonly siteName?: string
  readonly canonicalUrl?: string | null
}

const golden = new URL('../../golden/', import.meta.url)
const folders = readdirSync(golden, { withFileTypes: true }).filter((entry) => entry.isDirectory())
const read = (folder: string, name: string): Buffer => readFileSync(new URL(`${folder}/${name}`, golden))

for (const { name } of folders) {
  test(`extractArticle() reads ${name.replaceAll('-', ' ')}`, () => {
    const about = JSON.parse(read(name, 'about.json').toString()) as { url: string; contentType: string }
    const {
      blocks,
      summary,
      subheads = [],
      kind,
      reason,
      ...metadata
    } = JSON.parse(read(name, 'article.json').toString()) as Expected
    const extraction = extract(read(name, 'source.html'), about.url, about.contentType)
    assert.equal(extraction.kind, kind)
    if (extraction.kind === 'notArticle') {
      assert.equal(extraction.reason, reason)
      return
    }
    const { article } = extraction
    assert.deepEqual(article.text.split('\n\n'), blocks)
    const zones = article.zones.map(({ section, start, end }) => [section, article.text.slice(start, end)])
    assert.deepEqual(zones, [
      ['headline', blocks?.[0]],
      ...(summary === undefined ? [] : [['summary', summary]]),
      ...subheads.map((text) => ['subhead', text]),
    ])
    const values = JSON.parse(JSON.stringify(article)) as Record<string, unknown>
    for (const [key, value] of Object.entries(metadata)) assert.deepEqual(values[key] ?? null, value, key)
  })
}
