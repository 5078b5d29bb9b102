import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleFromEntry } from '../../../src/core/article/articleFromEntry.ts'
import { detectLanguage } from '../../../src/core/article/detectLanguage.ts'
import { articleOf, PARAGRAPHS, pageOf, storyOf } from './pages.ts'

const head = (extra: string): string => `<title>Council finds no interference</title>${extra}`
const datesOf = (extra: string, body = storyOf(), url?: string) => {
  const { published, modified } = articleOf(pageOf(body, head(extra)), url).dates ?? {}
  return [published && `${published.day} ${published.source} ${published.precision}`, modified?.day]
}
const meta = (name: string, content: string): string => `<meta property="${name}" content="${content}">`

test('extractArticle() takes the date from JSON-LD before meta before time before the address before visible text', () => {
  const ld =
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"2026-01-01T10:00:00Z","dateModified":"2026-01-09"}</script>'
  const time = storyOf().replace('</h1>', '</h1><time datetime="2026-01-03">3 January</time>')
  const text = storyOf().replace('</h1>', '</h1><p>Monday, 5 January 2026</p>')
  const url = 'https://news.example/2026/01/04/council'
  assert.deepEqual(datesOf(ld + meta('article:published_time', '2026-01-02'), time, url), [
    '2026-01-01 jsonLd minute',
    '2026-01-09',
  ])
  assert.deepEqual(datesOf(meta('article:published_time', '2026-01-02'), time, url), ['2026-01-02 meta day', undefined])
  assert.deepEqual(datesOf('', time, url), ['2026-01-03 time day', undefined])
  assert.deepEqual(datesOf('', text, url), ['2026-01-04 url day', undefined])
  assert.deepEqual(datesOf('', text), ['2026-01-05 text day', undefined])
})

test('extractArticle() believes no date of the future, and none before there were pages', () => {
  assert.deepEqual(datesOf(meta('article:published_time', '2026-11-23')), [undefined, undefined])
  assert.deepEqual(datesOf(meta('article:published_time', '1970-01-01')), [undefined, undefined])
  assert.deepEqual(datesOf(meta('article:published_time', '2027-01-01') + meta('date', '2026-10-01')), [
    '2026-10-01 meta day',
    undefined,
  ])
})

test('extractArticle() takes the site’s name off the title', () => {
  const titleOf = (title: string, extra = ''): string | undefined =>
    articleOf(
      pageOf(
        `<article>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</article>`,
        `<title>${title}</title>${extra}`,
      ),
      'https://www.harbour-post.example/a',
    ).title
  assert.equal(titleOf('Council finds no interference | Harbour Post'), 'Council finds no interference')
  assert.equal(
    titleOf('Council finds no interference - The Gazette', meta('og:site_name', 'The Gazette')),
    'Council finds no interference',
  )
  assert.equal(titleOf('Harbour Post: council finds no interference'), 'Harbour Post: council finds no interference')
  assert.equal(titleOf('Kessel v council – what we know'), 'Kessel v council – what we know')
})

test('extractArticle() finds who signs, without "By", addresses and job titles that are no names', () => {
  const authorsOf = (extra: string, byline = ''): readonly string[] =>
    articleOf(pageOf(storyOf().replace('</h1>', `</h1>${byline}`), head(extra))).authors
  assert.deepEqual(authorsOf('<meta name="author" content="By Ana Reyes and Tom Okoro">'), ['Ana Reyes', 'Tom Okoro'])
  assert.deepEqual(
    authorsOf(meta('article:author', 'https://social.example/ana'), '<p class="byline">By Ana Reyes</p>'),
    ['Ana Reyes'],
  )
  assert.deepEqual(authorsOf('<meta name="author" content="admin">'), [])
  assert.deepEqual(
    authorsOf(
      '<script type="application/ld+json">{"@type":"NewsArticle","author":["Ana Reyes",{"name":"Tom Okoro"},{"name":{}}]}</script>',
    ),
    ['Ana Reyes', 'Tom Okoro'],
  )
})

test('extractArticle() reads a stored body where the page shows next to nothing, and says so', () => {
  const ld = `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Council finds no interference', articleBody: PARAGRAPHS.join('\n\n') })}</script>`
  const article = articleOf(
    pageOf(`<article><h1>Council finds no interference</h1><p>${PARAGRAPHS[0]}</p></article>`, head(ld)),
  )
  assert.deepEqual(article.text.split('\n\n').slice(1), PARAGRAPHS)
  assert.deepEqual(article.flags, ['text_from_json_ld'])
})

test('detectLanguage() trusts the text, and the page’s own word where the text leaves a doubt', () => {
  assert.equal(
    detectLanguage(
      'Der Wahlleiter hat am Montag Berichte zurückgewiesen, wonach Unbekannte die Auszählung beeinflusst hätten.',
      'en',
    ),
    'de',
  )
  assert.equal(detectLanguage('OK', 'tr-TR'), 'tr')
  assert.equal(detectLanguage('', undefined), 'und')
  assert.equal(detectLanguage('1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21', undefined), 'und')
})

test('articleFromEntry() makes an article of the feed’s own lines, marked as such', () => {
  const entry = {
    title: 'Council  finds no interference',
    summary: `${PARAGRAPHS[0]}\n\n${PARAGRAPHS[4]}`,
    authors: ['Ana Reyes'],
    language: 'en-GB',
  }
  const article = articleFromEntry(entry, 40)
  assert.equal(article?.text, ['Council finds no interference', PARAGRAPHS[0], PARAGRAPHS[4]].join('\n\n'))
  assert.deepEqual(article?.zones, [{ start: 0, end: 29, section: 'headline' }])
  assert.equal(article?.textSource, 'feed')
  assert.equal(article?.language, 'en')
})

test('articleFromEntry() makes nothing of too little', () => {
  assert.equal(articleFromEntry({ title: 'Council', authors: [] }, 40), undefined)
  assert.equal(articleFromEntry({ authors: [] }, 40), undefined)
})

test('extractArticle() says what a page says of itself at another site: its canonical address, its publisher', () => {
  const elsewhereOf = (extra: string) =>
    articleOf(pageOf(storyOf(), head(extra)), 'https://mirror.example/2026/a')?.elsewhere
  const ld = (publisher: unknown) =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'x', publisher })}</script>`
  assert.deepEqual(elsewhereOf('<link rel="canonical" href="https://home.example/2026/a">'), {
    canonicalUrl: 'https://home.example/2026/a',
  })
  assert.deepEqual(elsewhereOf(ld({ '@type': 'Organization', name: 'Home', url: 'https://home.example' })), {
    publisherUrl: 'https://home.example/',
  })
  for (const own of [
    '<link rel="canonical" href="https://www.mirror.example/2026/a">',
    ld({ url: 'https://mirror.example/' }),
    ld('https://home.example/'),
    ld({ url: ['x', { a: 1 }], '@id': 'javascript:1' }),
  ]) {
    assert.equal(elsewhereOf(own), undefined, own)
  }
})
