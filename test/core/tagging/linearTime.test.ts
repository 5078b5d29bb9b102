import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lexicon, tag } from './tag.ts'

const SIZE = 200_000
const BUDGET_MS = 1000

const PARAGRAPH =
  'The mayor of Tartu accused Belarus of meddling in the vote. “Belarus does not interfere in elections,” said Minsk spokesman Oleg Baranau, who called the charge absurd.\n'

/** Text that bad matchers are slow on. */
const ADVERSARIAL: Readonly<Record<string, string>> = {
  'adverbs before a cue': 'repeatedly ',
  'opening quotation marks': '“a ',
  'straight quotation marks': '" a',
  'single quotation marks': " 'a",
  commas: 'x, ',
  'capitalised words': 'Aaa ',
  brackets: '( [',
  stops: '. ',
  spaces: ' ',
  'line breaks': 'a\n',
  'cue verbs': 'said denied accused ',
  accusations: 'claims of claims that ',
  acts: 'interfering in meddling with ',
  negators: 'not never no ',
  names: 'Russia, China and ',
  of: 'head of the ',
  'one word': 'a',
  'combining marks': 'e\u0301\u0301',
  dashes: '— ',
  hashtags: '#a ',
  hyphens: 'a-',
  'relative clauses': 'which Moscow denies, who said ',
  infinitives: 'to try to seek to ',
  emoji: '🗳️ ',
  'lone surrogates': '\ud83d ',
}

/** Processor time in ms, the least of some runs: other processes hardly count. */
function processorMs(text: string, enoughMs: number, runs = 5): number {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs && least > enoughMs; run += 1) {
    const before = process.cpuUsage()
    tag(text)
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

test('twice an adversarial text takes no more than about twice the work, and 200,000 units less than a second', () => {
  tag(PARAGRAPH)
  for (const [name, part] of Object.entries(ADVERSARIAL)) {
    const whole = `The vote. ${part.repeat(Math.ceil(SIZE / part.length))}`.slice(0, SIZE)
    const halfMs = processorMs(whole.slice(0, SIZE / 2), 0, 2)
    // Quadratic work would take four times as long.
    const wholeMs = processorMs(whole, Math.min(BUDGET_MS, 3 * halfMs))

    assert.ok(
      wholeMs < Math.min(BUDGET_MS, 3 * halfMs + 60),
      `${name}: ${Math.round(halfMs)} → ${Math.round(wholeMs)} ms`,
    )
  }
})

test('doubling a text at most doubles the work, with room for a noisy machine', () => {
  const half = PARAGRAPH.repeat(300)
  tag(half)
  const halfMs = processorMs(half, 0)

  assert.ok(processorMs(half + half, 0) < 3 * halfMs + 50)
})

test('a long text gives no more than the allowed Mentions', () => {
  const text = Array.from({ length: 900 }, (_, at) => `${PARAGRAPH.trim()} (${at})\n`).join('')

  const mentions = tag(text)

  assert.equal(mentions.length, lexicon.limits.maxMentions)
  assert.ok(mentions.every((mention) => mention.flags.includes('mentions_cut')))
})

test('a text that is too long is read up to a whole word, and its Mentions say so', () => {
  const { maxTextLength } = lexicon.limits
  const first = 'Latvia accused Belarus of meddling in the vote. '
  const filler = 'x'.repeat(maxTextLength - first.length - 8)

  assert.deepEqual(tag(first)[0]!.flags, [])
  assert.deepEqual(tag(first + filler).length, 1)
  const [claim, ...others] = tag(`${first}${filler}. Moscow denied meddling in the vote.`)
  assert.deepEqual(claim!.flags, ['text_cut'])
  assert.deepEqual(others, [])
})
