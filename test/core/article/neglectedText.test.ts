// Where Readability's choice is not the article: the text elsewhere on the page, and the text in JSON-LD.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseNeglected } from '../../../src/core/article/chooseNeglected.ts'
import type { PageBlock } from '../../../src/core/article/pageBlock.ts'
import { articleOf, PARAGRAPHS, pageOf, RULES } from './pages.ts'

const block = (text: string, names: string, isChosen = false, path = '/div/p'): PageBlock => ({
  kind: 'paragraph',
  text,
  linkedLength: 0,
  emphasizedLength: 0,
  names: ` ${names} `,
  level: 0,
  path,
  isHidden: false,
  articleNumber: 0,
  firstText: 0,
  lastText: 0,
  isChosen,
})
const many = (names: string, path?: string): PageBlock[] =>
  Array.from({ length: 12 }, (_, at) => block(`${PARAGRAPHS[0]} (${at})`, names, false, path))
const disclosure = block(
  'Some of the offers on this page are from companies that pay us. '.repeat(4),
  'disclosure',
  true,
)
const chosenTexts = (blocks: readonly PageBlock[]): string[] =>
  chooseNeglected(blocks, RULES)
    .filter((one) => one.isChosen)
    .map((one) => one.text)

test('chooseNeglected() takes the text of the page instead of a box beside it', () => {
  const text = many('story')
  const between = block('“It was them.”', 'story quote')
  const blocks = [disclosure, ...text.slice(0, 6), between, ...text.slice(6), block('Terms of use', 'footer')]
  assert.deepEqual(
    chosenTexts(blocks),
    [...text.slice(0, 6), between, ...text.slice(6)].map((one) => one.text),
  )
})

test('chooseNeglected() leaves a short article alone above long comments, teasers and small print', () => {
  const short = block(PARAGRAPHS[0]!, 'story', true)
  for (const [names, path] of [
    ['comments', '/div/p'],
    ['related-stories', '/div/p'],
    ['footer-text', '/div/p'],
    ['cookie-consent', '/div/p'],
    ['text', '/aside/p'],
    ['text', '/footer/p'],
  ] as const) {
    assert.deepEqual(chosenTexts([short, ...many(names, path)]), [short.text], names)
  }
})

test('chooseNeglected() leaves an article alone that is a good part of its page', () => {
  const half = many('story').map((one) => ({ ...one, isChosen: true }))
  assert.deepEqual(
    chosenTexts([...half, ...many('other')]),
    half.map((one) => one.text),
  )
})

const stored = (headline: string): string =>
  `<title>Council finds no interference | Example</title><script type="application/ld+json">${JSON.stringify({
    '@type': 'NewsArticle',
    headline,
    articleBody: [...PARAGRAPHS, ...PARAGRAPHS.map((text) => text.replace('The', 'Later, the'))].join('\n\n'),
  })}</script>`
const placeholders = `<article><h1>Council finds no interference</h1>${'<p>Loading paragraph...</p>'.repeat(9)}<section><h3>About the author</h3><p>Ana Reyes has written about the counting of votes, the drawing of borders and the price of bread for eleven years.</p></section></article>`

test('extractArticle() reads the text from JSON-LD where the page shows placeholders, and says so', () => {
  const { text, flags } = articleOf(pageOf(placeholders, stored('Council finds no interference')))
  for (const paragraph of PARAGRAPHS) assert.ok(text.includes(paragraph), paragraph)
  assert.ok(!text.includes('Loading paragraph') && !text.includes('Ana Reyes'))
  assert.ok(flags.includes('text_from_json_ld'))
})

test('extractArticle() does not take the text of another piece from JSON-LD', () => {
  const shown = `<article><h1>Council finds no interference</h1>${PARAGRAPHS.map((text) => `<p>${text.replace('electoral', 'city')}</p>`).join('')}</article>`
  const { text, flags } = articleOf(pageOf(shown, stored('Harbour festival draws a crowd')))
  assert.ok(text.includes('The city council of Varonia'))
  assert.ok(!flags.includes('text_from_json_ld'))
})
