import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { JSDOM } from 'jsdom'
import { parsePage } from '../../../src/core/article/parsePage.ts'
import { CHROMES } from './chromes.ts'
import { compareTrees } from './compareTrees.ts'
import { bytesOf, LIMITS, PARAGRAPHS, pageOf } from './pages.ts'

const golden = new URL('../../golden/', import.meta.url)
const read = (folder: string, name: string): Buffer => readFileSync(new URL(`${folder}/${name}`, golden))
const LIKE = 0.98

test('Readability chooses the same words on the light tree as on jsdom’s, on the golden pages that are articles', () => {
  let compared = 0
  for (const { name } of readdirSync(golden, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const { kind } = JSON.parse(read(name, 'article.json').toString()) as { kind: string }
    if (kind !== 'article') continue
    const about = JSON.parse(read(name, 'about.json').toString()) as { url: string; contentType: string }
    const comparison = compareTrees(read(name, 'source.html'), about.url, about.contentType)
    if (!comparison) continue
    compared += 1
    assert.ok(comparison.likeness >= LIKE, `${name}: ${JSON.stringify(comparison)}`)
  }
  assert.ok(compared >= 15, `${compared} pages compared`)
})

test('the light tree has what jsdom’s has where pages leave it out, or write what nobody sees', () => {
  const html = `<table><tr><td>a</td></tr><td>b</td></table><table><td>c</td></table><div><link itemprop="url" href="/x">d</div>`
  const { body } = parsePage(pageOf(html), 'https://news.example/a/1', LIMITS).document
  const standard = new JSDOM(pageOf(html)).window.document.body
  for (const name of ['table', 'tbody', 'tr', 'td', 'link']) {
    assert.equal(body.getElementsByTagName(name).length, standard.getElementsByTagName(name).length, name)
  }
})

for (const [name, dress] of Object.entries(CHROMES)) {
  test(`Readability chooses the same words on the light tree as on jsdom’s in the chrome "${name}"`, () => {
    const html = dress({ title: 'Council finds no interference', paragraphs: PARAGRAPHS })
    const comparison = compareTrees(bytesOf(html), 'https://news.example/a/1', 'text/html')
    assert.ok(comparison && comparison.likeness >= LIKE, JSON.stringify(comparison))
  })
}
