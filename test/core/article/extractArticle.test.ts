import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleOf, extract, PARAGRAPHS, pageOf, storyOf } from './pages.ts'

test('extractArticle() writes the headline first, then one block a line with a blank line between', () => {
  const article = articleOf(pageOf(`<nav><a href="/">Home</a></nav>${storyOf()}<footer>© 2026</footer>`))
  assert.equal(article.text, ['Council finds no interference', ...PARAGRAPHS].join('\n\n'))
  assert.deepEqual(article.zones, [{ start: 0, end: 29, section: 'headline' }])
  assert.equal(article.title, 'Council finds no interference')
  assert.equal(article.language, 'en')
  assert.equal(article.textSource, 'page')
})

test('extractArticle() keeps a short paragraph of direct speech', () => {
  assert.ok(articleOf(pageOf(storyOf())).text.includes('\n\n“It was them.”\n\n'))
})

test('extractArticle() never glues words or sentences at the edge of an inline element', () => {
  const body = storyOf([
    ...PARAGRAPHS,
    '<span class="drop">T</span>he vote ended.<b>Nobody</b> was <i>hurt</i>.<br>Counting<wbr>s began at once, officials said.',
  ])
  assert.ok(
    articleOf(pageOf(body)).text.endsWith(
      'The vote ended. Nobody was hurt.\n\nCountings began at once, officials said.',
    ),
  )
})

test('extractArticle() says that a page is not HTML', () => {
  assert.deepEqual(extract('%PDF-1.7 …', undefined, 'application/pdf'), { kind: 'notArticle', reason: 'NOT_HTML' })
  assert.deepEqual(extract('{"a":1}', undefined, 'application/json'), { kind: 'notArticle', reason: 'NOT_HTML' })
})

test('extractArticle() says that a page has too little text', () => {
  assert.deepEqual(extract(pageOf('<p>Short.</p>')), { kind: 'notArticle', reason: 'TEXT_TOO_SHORT' })
})

test('extractArticle() reads what stands after an element that should be skipped and is never closed', () => {
  for (const name of ['noscript', 'template', 'svg', 'select', 'object', 'canvas']) {
    assert.ok(articleOf(pageOf(`<${name}><h2>x</h2>${storyOf()}`)).text.endsWith(PARAGRAPHS.at(-1)!), name)
  }
})

test('extractArticle() ends a button that is never closed at the next button', () => {
  const menu = '<div><button class="menu" Shop</button><ul><li><button>Main menu</button></li></ul></div>'
  assert.ok(articleOf(pageOf(`${menu}${storyOf()}`)).text.endsWith(PARAGRAPHS.at(-1)!))
})

test('extractArticle() reads text that is hidden until a script has run, and not what is hidden in visible text', () => {
  const [first = '', ...rest] = PARAGRAPHS
  const streamed = `<div id="app"><h1>Council finds no interference</h1></div><div hidden id="S:0">${storyOf()}</div>`
  assert.deepEqual(articleOf(pageOf(streamed)).text.split('\n\n').slice(1), PARAGRAPHS)
  const veiled = pageOf(`<div style="visibility:hidden">${storyOf()}</div>`)
  assert.deepEqual(articleOf(veiled).text.split('\n\n').slice(1), PARAGRAPHS)
  const partly = pageOf(storyOf(rest).replace('</h1>', `</h1><p style="display: none">${first}</p>`))
  assert.deepEqual(articleOf(partly).text.split('\n\n').slice(1), rest)
})

test('extractArticle() keeps a quotation that stands in a figure, and not the caption of one', () => {
  const [first = '', second = '', ...rest] = PARAGRAPHS
  const figure = `<figure><blockquote><p>${second}</p></blockquote></figure><figure><img src="a.jpg"><figcaption>${first}</figcaption></figure>`
  const body = storyOf([first, ...rest]).replace(`<p>${rest[0]}</p>`, `${figure}<p>${rest[0]}</p>`)
  assert.deepEqual(articleOf(pageOf(body)).text.split('\n\n').slice(1), PARAGRAPHS)
})
