import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadLexicon } from '../../../config/lexicon.ts'
import { seededRandom } from '../../../src/demo/bench/seededRandom.ts'
import type { Mention } from '../../../src/domain/mention.ts'
import type { Span } from '../../../src/domain/span.ts'
import { loadCorpus } from '../../gate/loadCorpus.ts'
import { DISTURBANCES } from './invariance/disturbText.ts'
import { lexicon, tag } from './tag.ts'

const SIZE = 200_000
const BUDGET_MS = 1000

const { cases } = loadCorpus(path.join(import.meta.dirname, '..', '..', 'gate', 'corpus'))
const names = lexicon.entities.flatMap(({ name, aliases }) => [name, ...aliases])
const words = [lexicon.words, lexicon.nouns, lexicon.verbs].flatMap((lists) => Object.values(lists).flat())
const phrases = Object.values(lexicon.phrases)
  .flat()
  .map((pattern) => pattern.replace(/\.\.\.\d,?|[{}<>|]/g, ' '))
const sentences = cases.flatMap(({ text }) => text.split(/(?<=[.?!]["”]?) |\n+/))
const marks = [...'"“”\'‘’«»„,;:.?!…()[]—–-#@|/ \n\r\t\u00a0\u200b\u2028\ufeff\u0301\ud83d\ude00', '\n\n', ', ', '. ']

const piece = fc.oneof(
  fc.constantFrom(...names),
  fc.constantFrom(...words),
  fc.constantFrom(...phrases),
  fc.constantFrom(...sentences),
  fc.constantFrom(...marks),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

const longText = fc
  .record({
    pieces: fc.array(piece, { minLength: 1, maxLength: 40 }),
    glue: fc.constantFrom('', ' ', ' ', '\n', ', '),
    isShuffled: fc.boolean(),
  })
  .map(({ pieces, glue, isShuffled }) => {
    const random = seededRandom(pieces.length)
    let text = ''
    for (let at = 0; text.length < SIZE; at += 1)
      text += (isShuffled ? random.pick(pieces) : pieces[at % pieces.length]!).concat(
        glue || (pieces.join('') ? '' : ' '),
      )
    return text.slice(0, SIZE)
  })

test('any 200,000 units of names, words, marks and noise are read within a second, with exact spans', () => {
  tag(cases[0]!.text)
  fc.assert(
    fc.property(longText, (text) => {
      const before = process.cpuUsage()
      const mentions = tag(text)
      const { user, system } = process.cpuUsage(before)
      assert.ok((user + system) / 1000 < BUDGET_MS, `${Math.round((user + system) / 1000)} ms`)
      assertExact(text, mentions)
    }),
    { numRuns: 8 },
  )
})

test('every span of the corpus is exact, however its text is disturbed', () => {
  fc.assert(
    fc.property(
      fc.nat(cases.length - 1),
      fc.constantFrom(...Object.keys(DISTURBANCES)),
      fc.nat(),
      (each, name, seed) => {
        const { text } = DISTURBANCES[name]!(cases[each]!.text, seed)
        assertExact(text, tag(text))
      },
    ),
    { numRuns: 300 },
  )
})

test('the same text gives the same bytes, whatever was read before and with a lexicon loaded anew', () => {
  const first = cases.map(({ text }) => JSON.stringify(tag(text)))
  const again = cases.toReversed().map(({ text }) => JSON.stringify(tag(text)))
  const fresh = loadLexicon(path.join(import.meta.dirname, '..', '..', '..', 'config'))

  assert.deepEqual(again.toReversed(), first)
  assert.deepEqual(
    cases.map(({ text }) => JSON.stringify(tag(text, undefined, fresh))),
    first,
  )
})

function assertExact(text: string, mentions: readonly Mention[]): void {
  for (const mention of mentions) {
    assert.equal(text.slice(mention.span.start, mention.span.end), mention.quote.exact)
    assert.ok(text.slice(0, mention.span.start).endsWith(mention.quote.prefix))
    assert.ok(text.slice(mention.span.end).startsWith(mention.quote.suffix))
    assertInside(mention.span, mention.sentence)
    const others = [mention.cue, mention.content, mention.target, mention.speaker.mention, mention.accused.mention]
    for (const span of others) if (span) assertInside(span, { start: 0, end: text.length })
  }
}

function assertInside(span: Span, outer: Span): void {
  assert.ok(
    outer.start <= span.start && span.start < span.end && span.end <= outer.end,
    JSON.stringify({ span, outer }),
  )
}
