import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleOf, bytesOf, extract, LIMITS, PARAGRAPHS, pageOf, storyOf } from './pages.ts'

const whole = ['Council finds no interference', ...PARAGRAPHS].join('\n\n')
const FRENCH = [
  'Le conseil électoral a déclaré lundi qu’il n’avait trouvé aucun signe d’ingérence étrangère dans le scrutin.',
  'L’ambassade a rejeté l’accusation, la qualifiant d’insulte à deux siècles d’amitié entre les deux pays.',
  'Le chef de l’opposition avait affirmé que des opérateurs à l’étranger diffusaient de faux enregistrements de lui.',
]

test('E07 extractArticle() reads on after bytes that are no UTF-8, and says so', () => {
  const [before, after] = pageOf(storyOf([...PARAGRAPHS, 'The council, it said, was ¤ satisfied.'])).split('¤')
  for (const broken of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98]]) {
    const article = articleOf(
      new Uint8Array([...bytesOf(before!), ...broken, ...bytesOf(after!)]),
      undefined,
      'text/html; charset=utf-8',
    )
    assert.match(article.text, /was \ufffd+ satisfied\.$/)
    assert.ok(article.flags.includes('encoding_errors'))
  }
})

test('H17 extractArticle() follows no refresh and no script', () => {
  const away =
    '<meta http-equiv="refresh" content="0;url=https://evil.example/"><script>location="https://evil.example/"</script>'
  assert.equal(articleOf(pageOf(storyOf(), `<title>Council finds no interference</title>${away}`)).text, whole)
  assert.equal(extract(pageOf('<a href="https://evil.example/">Moved</a>', away)).kind, 'notArticle')
})

test('H19 extractArticle() takes one article out of a page with two', () => {
  const next = `<article><h1>Harbour festival draws a crowd</h1><p>The embassy denied that it had paid for the fireworks, which ended the harbour festival on Sunday in spite of the rain.</p><p>Boats from four countries took part in the parade, the organisers said, and more are expected next year.</p></article>`
  assert.equal(articleOf(pageOf(`<main>${storyOf()}${next}</main>`)).text, whole)
  assert.equal(
    articleOf(pageOf(`${next}<hr>${storyOf()}`, '<title>Council finds no interference | Example</title>')).text,
    whole,
  )
})

test('extractArticle() cuts a text beyond the limit after a whole block, and says so', () => {
  const paragraphs = Array.from({ length: 2500 }, (_, count) => `${PARAGRAPHS[count % 2]} That was line ${count}.`)
  const { text, flags } = articleOf(pageOf(storyOf(paragraphs)))
  assert.ok(text.length <= LIMITS.maxTextLength && text.length > LIMITS.maxTextLength - 1000)
  assert.match(text, /That was line \d+\.$/)
  assert.ok(flags.includes('text_cut'))
})

test('U04 extractArticle() keeps characters that nobody sees, for the reader of the spans', () => {
  const line = 'The embassy de\u200bnied it, and de\u00adnied it again, in a state\u202ement to the press.'
  assert.ok(articleOf(pageOf(storyOf([...PARAGRAPHS, line]))).text.endsWith(line))
})

test('U06 extractArticle() counts zones in UTF-16 code units, whatever stands before', () => {
  const title = '😀 👨‍👩‍👧 Council finds no interference'
  const html = pageOf(storyOf().replace('Council finds no interference', title), `<title>${title}</title>`)
  const { text, zones } = articleOf(html)
  assert.deepEqual(zones, [{ start: 0, end: title.length, section: 'headline' }])
  assert.equal(text.slice(0, title.length), title)
})

test('U07 extractArticle() leaves eight marks on a letter, and those that writing systems have', () => {
  const painted = PARAGRAPHS.map((text) => text.replace('e', `e${'\u0301'.repeat(10_000)}`))
  assert.equal(
    articleOf(pageOf(storyOf(painted))).text.slice(31),
    PARAGRAPHS.map((text) => text.replace('e', `e${'\u0301'.repeat(8)}`)).join('\n\n'),
  )
})

test('U11 extractArticle() names the language of the text, against a wrong declaration', () => {
  const { language, declaredLanguage } = articleOf(pageOf(storyOf(FRENCH)))
  assert.deepEqual([language, declaredLanguage], ['fr', 'en'])
  assert.equal(articleOf(pageOf(storyOf([...PARAGRAPHS, FRENCH[0]!]))).language, 'en')
})

test('extractArticle() gives the same text again when only what stands around it has changed', () => {
  const box = (headlines: readonly string[]): string =>
    `<aside class="related"><h3>Related</h3><ul>${headlines.map((one) => `<li><a href="/x">${one}</a></li>`).join('')}</ul></aside>`
  const before = pageOf(`<main>${storyOf()}${box(['Kremlin denies meddling', 'Five quiet beaches'])}</main>`)
  const after = pageOf(
    `<main>${storyOf()}${box(['Beijing rejects charge', 'Storms', 'Ferries'])}<p class="ad">Advertisement</p></main>`,
  )
  assert.equal(articleOf(before).text, whole)
  assert.equal(articleOf(after).text, whole)
})
