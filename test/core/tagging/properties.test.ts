import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tag } from './tag.ts'

const COUNTRIES = [
  'Russia',
  'China',
  'Belarus',
  'Iran',
  'Türkiye',
  'Ukraine',
  'Qatar',
  'South Korea',
  'Ecuador',
  'Ghana',
]
const PEOPLE = [
  'Ion Popescu',
  'Marta Kowalczyk',
  'Tomé Quiroga',
  'Aisha Rahman',
  'Jürgen Østby',
  'Vükar Selimli',
  'Ñandu Etxeberria',
]
const TITLES = ['opposition leader', 'interior minister', 'senator', 'former mayor', 'candidate']
const ACTS = [
  'meddling in the vote',
  'interfering in the election',
  'spreading fake videos before the election',
  'trying to sway voters',
  'funding candidates in the election',
]
const DENIALS = [
  'denied the accusation',
  'rejected the claims',
  'called the charge absurd',
  'dismissed the allegations as baseless',
  'has denied any involvement',
]

const story = fc.record({
  accuser: fc.constantFrom(...PEOPLE),
  title: fc.constantFrom(...TITLES),
  accused: fc.constantFrom(...COUNTRIES),
  act: fc.constantFrom(...ACTS),
  denial: fc.constantFrom(...DENIALS),
})

type Story = typeof story extends fc.Arbitrary<infer S> ? S : never

function write({ accuser, title, accused, act, denial }: Story): string {
  const surname = accuser.split(' ').at(-1)!
  return [
    `The ${title} ${accuser} on Tuesday accused ${accused} of ${act}.`,
    `“${accused} is interfering in our election,” ${surname} said.`,
    `${accused} ${denial} on Wednesday.`,
    `“We do not interfere in the elections of other countries,” its foreign ministry said in a statement.`,
  ].join('\n')
}

function shape(text: string): string[] {
  return tag(text).map((mention) => `${mention.kind} ${mention.speaker.resolution}`)
}

test('kinds do not depend on who accuses whom', () => {
  fc.assert(
    fc.property(story, (each) => {
      const mentions = tag(write(each))

      assert.deepEqual(
        mentions.map((mention) => mention.kind),
        ['claim', 'claim', 'denial', 'denial'],
      )
      assert.equal(mentions[0]!.speaker.name, each.accuser)
      assert.equal(mentions[1]!.speaker.name, each.accuser)
    }),
    { numRuns: 300 },
  )
})

test('curly and straight quotation marks give the same', () => {
  fc.assert(
    fc.property(story, (each) => {
      const text = write(each)
      assert.deepEqual(shape(text.replace(/[“”]/g, '"').replaceAll('’', "'")), shape(text))
    }),
  )
})

test('composed and decomposed letters, more spaces and more line breaks give the same', () => {
  fc.assert(
    fc.property(story, (each) => {
      const text = write(each)
      assert.deepEqual(shape(text.normalize('NFD')), shape(text))
      assert.deepEqual(shape(text.replaceAll(' ', '  ')), shape(text))
      assert.deepEqual(shape(text.replaceAll('\n', '\n\n')), shape(text))
    }),
  )
})

const PIECES = [
  '“',
  '”',
  '"',
  "'",
  '’',
  '(',
  ')',
  ',',
  '.',
  '?',
  ':',
  ' ',
  '\n',
  '—',
  'Russia',
  'denied',
  'said',
  'meddling in the election',
  'accused',
  'of',
  'the',
  'claims',
  'that',
  'he',
  'Moscow',
  'not',
  'Petrov',
  'which',
  'it',
  '\u0301',
  '🗳️',
  '\ud800',
  'İ',
  '#',
  '@',
  'MORE',
  'accusations',
  'liars',
  'no evidence',
  'if',
  'US',
  "'s",
  'to',
  'by',
]

test('any soup of words and marks gives exact spans, and the same twice', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), fc.boolean(), (pieces, isSpaced) => {
      const text = pieces.join(isSpaced ? ' ' : '')
      const mentions = tag(text)

      assert.deepEqual(tag(text), mentions)
      assert.equal(new Set(mentions.map((mention) => mention.id)).size, mentions.length)
      for (const mention of mentions) {
        assert.equal(text.slice(mention.span.start, mention.span.end), mention.quote.exact)
        const spans = [
          mention.span,
          mention.sentence,
          mention.cue,
          mention.content,
          mention.target,
          mention.speaker.mention,
          mention.accused.mention,
        ]
        for (const span of spans) {
          if (span) assert.ok(span.start >= 0 && span.start < span.end && span.end <= text.length)
        }
        for (const link of [...mention.respondsTo, ...mention.contradicts]) {
          assert.notEqual(link, mention.id)
          assert.ok(mentions.some((other) => other.id === link && other.kind === 'claim'))
        }
      }
    }),
    { numRuns: 2000 },
  )
})

test('any string at all is read without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      tag(text)
    }),
    { numRuns: 1000 },
  )
})
