// From the page to the Mentions: characters that nobody sees or that look like others, and every way to quote.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mention } from '../../../src/domain/mention.ts'
import { articleOf, PARAGRAPHS, pageOf, storyOf } from '../article/pages.ts'
import { tag } from './tag.ts'

const CLAIM = 'The mayor of Tartu accused Belarus of meddling in the vote.'
const TITLE = 'Long queues in the old town of Tartu'
const DENIAL = 'Minsk denied interference in the vote.'
const KINDS = ['claim by mayor of Tartu against Belarus', 'denial by Belarus against Belarus']

interface Tagged {
  readonly text: string
  readonly flags: readonly string[]
  readonly mentions: readonly Mention[]
  readonly kinds: readonly string[]
}

function tagPage(...lines: readonly string[]): Tagged {
  const { text, flags } = articleOf(
    pageOf(storyOf([...NEUTRAL, ...lines]).replace('Council finds no interference', TITLE), `<title>${TITLE}</title>`),
  )
  const mentions = tag(text)
  for (const { span, quote } of mentions) assert.equal(text.slice(span.start, span.end), quote.exact)
  const kinds = mentions.map(({ kind, speaker, accused }) => `${kind} by ${speaker.name} against ${accused.name}`)
  return { text, flags, mentions, kinds }
}

/** Lines around which nothing is claimed. */
const NEUTRAL = [
  'Polling stations in Tartu closed at eight in the evening, and the first results are expected before midnight.',
  'Queues were long in the old town, where voters waited for up to an hour in the rain, volunteers said.',
  'The count will be done by hand this year, as the machines of the last vote have been handed back.',
]

for (const [name, denied] of Object.entries({
  'a zero-width space': 'de\u200bnied',
  'a soft hyphen': 'de\u00adnied',
  'bidi controls': '\u202edenied\u202c',
  'a word joiner': 'deni\u2060ed',
  'tag characters': 'den\u{e0061}ied',
})) {
  test(`U04 ${name} in a word hides no denial, and stays in the text for the spans`, () => {
    const { text, kinds, mentions } = tagPage(CLAIM, DENIAL.replace('denied', denied))
    assert.deepEqual(kinds, KINDS)
    assert.ok(text.includes(denied))
    assert.ok(mentions.at(-1)?.quote.exact.includes(denied))
  })
}

test('U05 full-width letters and ligatures are read as what they stand for', () => {
  assert.deepEqual(tagPage(CLAIM, DENIAL.replace('denied', 'ｄｅｎｉｅｄ')).kinds, KINDS)
  assert.deepEqual(tagPage(CLAIM, 'An oﬃcial of Belarus denied interference in the vote.').kinds.length, 2)
})

test('U05 a letter of another script inside a word is flagged, and a name in another script is not', () => {
  assert.ok(tagPage(CLAIM, DENIAL.replace('denied', 'd\u0435nied')).flags.includes('mixed_scripts'))
  assert.ok(!tagPage(CLAIM, 'The channel is called «Минск сегодня», or Minsk Today.').flags.includes('mixed_scripts'))
})

test('U06 U12 spans are exact behind emoji, and behind letters that grow when their case is folded', () => {
  const { kinds } = tagPage(`🗳️ 👨‍👩‍👧 İİİ ẞß ŉ ǰ. ${CLAIM}`, `İstanbul, 😀. ${DENIAL}`)
  assert.deepEqual(kinds, KINDS)
})

for (const [open, close] of ['""', "''", '«»', '„“', '“”', '‘’', '「」', '‹›'].map((pair) => [...pair])) {
  test(`U09 a denial between ${open} and ${close} has its speaker`, () => {
    const line = `${open}Belarus does not interfere in elections,${close} said Minsk spokesman Oleg Baranau.`
    assert.deepEqual(tagPage(CLAIM, line).kinds, [KINDS[0], 'denial by Oleg Baranau against Belarus'])
  })
}

test('U09 a quotation that is never closed ends with its paragraph', () => {
  const { kinds } = tagPage(`“${CLAIM}`, DENIAL)
  assert.equal(kinds.at(-1), KINDS[1])
})

test('U09 20,000 quotation marks are read in time', () => {
  const started = process.cpuUsage()
  assert.deepEqual(tagPage(CLAIM, `“a ${'” “'.repeat(10_000)}`, DENIAL).kinds, KINDS)
  const { user, system } = process.cpuUsage(started)
  assert.ok(user + system < 5_000_000)
})

test('G02 an article of 200 KB with 5,000 quotations is read and tagged in time, with no more Mentions than allowed', () => {
  const started = process.cpuUsage()
  const lines = Array.from({ length: 5000 }, (_, count) => `“No, ${count}.” ${PARAGRAPHS.length} said so.`)
  assert.ok(tagPage(CLAIM, ...lines, DENIAL).mentions.length <= 200)
  const { user, system } = process.cpuUsage(started)
  assert.ok(user + system < 10_000_000)
})
