import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadExtractionRules } from '../../../config/extraction.ts'
import { dropBoilerplate } from '../../../src/core/article/dropBoilerplate.ts'
import type { Block } from '../../../src/core/article/findBlocks.ts'
import { RULES } from './pages.ts'

const configDir = fileURLToPath(new URL('../../../config', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'claimwire-rules-'))
after(() => rmSync(folder, { recursive: true }))

function loadWith(name: string, change: (content: Record<string, unknown>) => void): () => unknown {
  for (const file of ['extraction.json', 'blockModel.json']) cpSync(join(configDir, file), join(folder, file))
  const content = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>
  change(content)
  writeFileSync(join(folder, name), JSON.stringify(content))
  return () => loadExtractionRules(folder)
}

test('loadExtractionRules() names the file and the key that is wrong', () => {
  const broken = loadWith('extraction.json', (content) => Object.assign(content, { boilerplateLines: ['a(b'] }))
  assert.throws(broken, {
    code: 'LIST_INVALID',
    message: /extraction\.json.*boilerplateLines.*not a regular expression/,
  })
  const unknown = loadWith('extraction.json', (content) => Object.assign(content, { boilerplateLinez: [] }))
  assert.throws(unknown, { code: 'LIST_INVALID', message: /boilerplateLinez/ })
  const other = loadWith('blockModel.json', (content) => Object.assign(content, { features: ['length'] }))
  assert.throws(other, { code: 'LIST_INVALID', message: /blockModel\.json.*features/ })
  assert.throws(() => loadExtractionRules(join(folder, 'nowhere')), { code: 'LIST_INVALID' })
})

const line = (text: string, linkedLength = 0): Block => ({
  kind: 'paragraph',
  text,
  linkedLength,
  emphasizedLength: 0,
  names: ' ',
  level: 0,
  path: '/p',
  isHidden: false,
  articleNumber: 0,
  firstText: 0,
  lastText: 0,
})
const isDropped = (text: string, linkedLength = 0): boolean =>
  dropBoilerplate([line(text, linkedLength)], 'A headline', RULES).length === 0

test('dropBoilerplate() drops lines that lead elsewhere, in a dozen languages', () => {
  const lines = [
    'Advertisement',
    'Share this article',
    'Read more: What the court said',
    'RELATED: Five things to know',
    'Sign up for our free newsletter to get the news in your inbox',
    'Follow us on Twitter and Facebook',
    'Photo: Anna Veld/Reuters',
    '© 2026 Example Media',
    'Getty Images',
    '5 min read',
    'Leave a comment',
    'Tags: election, Meridia',
    'Published: 3 March 2026, 10:15',
    'AFP / MARCO VELD',
    'The winner on Monday. (Milo Reyes / iStock.com)',
    'Lesen Sie auch: So wird gezählt',
    'Mehr zum Thema',
    'Artikel teilen',
    'Foto: dpa',
    'Lesezeit: 4 Minuten',
    'À lire aussi : Le vote en cinq questions',
    'Partager cet article',
    'Te puede interesar: Así votan las islas',
    'Leia também: O que se sabe',
    'Leggi anche: Che cosa sappiamo',
    'Lees ook: Wat we weten',
    'Czytaj także: Co wiemy',
    'Читайте также: Что известно',
    'İlgili haberler',
    'Läs också: Det här vet vi',
    '関連記事',
  ]
  for (const text of lines) assert.ok(isDropped(text), text)
})

test('dropBoilerplate() keeps sentences that only begin like such lines', () => {
  const lines = [
    'Read more books, the minister told the pupils of the school on Monday.',
    'Share prices fell by a tenth after the court had spoken.',
    'Photographs of the meeting show both men at one table.',
    'Published in 2019, the report named 41 accounts that were paid from abroad.',
    'Follow the money, said the prosecutor.',
    'Related charges were dropped in May, the court said.',
    'More than half of the voters stayed at home.',
    'He denied it.',
    '“No.”',
    'Source close to the minister say that he will resign.',
    'By Tuesday all votes had been counted.',
    'Comments by the ambassador were not welcome, the ministry said.',
    'The agency said so. (dpa)',
    'Lesen Sie die Akten, sagte der Richter den Anwälten.',
  ]
  for (const text of lines) assert.ok(!isDropped(text), text)
})

test('dropBoilerplate() drops the repeated headline, captions, and headings with nothing under them', () => {
  const blocks = [
    line('A HEADLINE'),
    { ...line('The winner on Monday'), kind: 'caption' as const },
    line('Text that stays.'),
    { ...line('What next'), kind: 'heading' as const },
  ]
  assert.deepEqual(
    dropBoilerplate(blocks, 'A headline', RULES).map(({ text }) => text),
    ['Text that stays.'],
  )
})

test('dropBoilerplate() drops lists of links and links around the text, and keeps a link between paragraphs', () => {
  const link = (text: string): Block => line(text, text.length)
  const links = ['Storms', 'Ferries', 'Harbour talks', 'A new bridge', 'The rail timetable'].map(link)
  const text = ['The minister spoke first.', 'The embassy answered him.', 'Nobody else did.'].map((one) => line(one))
  const blocks = [link('Storms over the coast'), text[0]!, link('The report'), text[1]!, ...links, text[2]!, links[0]!]
  assert.deepEqual(
    dropBoilerplate(blocks, 'A headline', RULES).map((block) => block.text),
    [text[0]!.text, 'The report', text[1]!.text, text[2]!.text],
  )
})

test('dropBoilerplate() drops what stands in an author box, and keeps it where the whole article stands in one', () => {
  const box = { ...line('Ana Reyes writes about elections for the Example Times.'), names: ' page author-box ' }
  const text = { ...line('The minister spoke first, and the embassy of his neighbours answered him.'), names: ' page ' }
  assert.deepEqual(dropBoilerplate([text, box], 'A headline', RULES), [text])
  assert.equal(dropBoilerplate([{ ...text, names: box.names }, box], 'A headline', RULES).length, 2)
})

test('dropBoilerplate() drops bylines with dates, and keeps sentences with the same names', () => {
  const authors = ['Ana Reyes', 'Tom Okoro']
  const drop = (text: string): boolean => dropBoilerplate([line(text)], 'A headline', RULES, authors).length === 0
  for (const text of [
    'By Ana Reyes and Tom Okoro',
    'By Ana Reyes | 9 Aug 2017, 15:30 | Updated 9 Aug 2017, 18:00',
    'Ana Reyes 12 Jan 2024, 09:00 (UTC+8)',
    'Tom Okoro, March 3, 2026',
  ])
    assert.ok(drop(text), text)
  for (const text of [
    'Ana Reyes was born on 9 Aug 2017.',
    'Ana Reyes and the ministers of four states',
    'Elections of 2017',
  ])
    assert.ok(!drop(text), text)
})

test('dropBoilerplate() reads any line in time that grows with its length', () => {
  for (const text of [
    'photo: '.repeat(60),
    'newsletter '.repeat(36),
    '('.repeat(400),
    'published 1 '.repeat(33),
    'read more '.repeat(40),
  ]) {
    const started = performance.now()
    isDropped(text)
    assert.ok(performance.now() - started < 200, text.slice(0, 20))
  }
})
