import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { findMentions } from '../../../src/core/tagging/findMentions.ts'
import { loadCorpus } from '../../gate/loadCorpus.ts'
import { lexicon, tag } from './tag.ts'

const { cases } = loadCorpus(path.join(import.meta.dirname, '..', '..', 'gate', 'corpus'))

const SIZE = 200_000
const BUDGET_MS = 1000
const QUICK_MS = 250

const PARAGRAPH =
  'The mayor of Tartu accused Belarus of meddling in the vote. “Belarus does not interfere in elections,” said Minsk spokesman Oleg Baranau, who called the charge absurd.\n'

/** Text that bad matchers are slow on. */
const ADVERSARIAL: Readonly<Record<string, string>> = {
  'adverbs before a cue': 'repeatedly ',
  'opening quotation marks': '“a ',
  'nested quotation marks': '“a ‘b “c ',
  'closing quotation marks': 'a” b’ ',
  'straight quotation marks': '" a',
  'single quotation marks': " 'a",
  'unclosed paragraphs of speech': '“We did not meddle in the election.\n\n',
  commas: 'x, ',
  'capitalised words': 'Aaa ',
  'capitals only': 'RUSSIA DENIES MEDDLING ',
  'one capital word': 'A',
  brackets: '( [',
  'brackets with words': '(a ',
  stops: '. ',
  'marks only': '?!…,;:-—()[]"',
  spaces: ' ',
  'line breaks': 'a\n',
  'capitalised lines': 'Aaa bb\n',
  'carriage returns': 'a\r',
  'line separators': 'Aa\u2028',
  'one endless sentence': 'and the minister said that Russia had meddled in the election which Moscow denied ',
  'cue verbs': 'said denied accused ',
  accusations: 'claims of claims that ',
  acts: 'interfering in meddling with ',
  negators: 'not never no ',
  names: 'Russia, China and ',
  'one surname of many': 'Kim said. Lee denied it. ',
  'full names': 'Vladimir Putin ',
  of: 'head of the ',
  roles: 'the foreign minister of the president of ',
  'one word': 'a',
  'possessives of possessives': "Russia's minister's ",
  'combining marks': 'e\u0301\u0301',
  'invisible characters': 'a\u200b',
  'invisible characters only': '\u200b',
  dashes: '— ',
  hashtags: '#a ',
  handles: '@a',
  'one long link': 'https://a.b/c?d=e&',
  links: 'https://a.b ',
  'bars and marks of injected lines': 'A | B MORE (R-Texas) ',
  'labels inside a paragraph': 'a. Read more: a ',
  'turns of speakers': 'PUTIN: we deny it\n',
  hyphens: 'a-',
  dots: 'a.',
  initials: 'A. ',
  numbers: '1,2.3 ',
  years: '2016 US election ',
  'relative clauses': 'which Moscow denies, who said ',
  conditions: 'if ',
  pronouns: 'He said they accused them of meddling in it. It denied it. ',
  infinitives: 'to try to seek to ',
  'claims and denials': 'Latvia accused Russia of meddling in the election. Russia denied it. ',
  emoji: '🗳️ ',
  'lone surrogates': '\ud83d ',
  'glued lone surrogates': '\udc00a',
}

/** Processor time in ms, the least of some runs: other processes hardly count. */
function processorMs(text: string, enoughMs: number, runs = 5, using = lexicon): number {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs && least > enoughMs; run += 1) {
    const before = process.cpuUsage()
    findMentions({ id: 'article', text, textSha256: '' }, using)
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

test('an adversarial text of 200,000 units takes less than a second, and no more than about twice as long as half of it', () => {
  tag(PARAGRAPH)
  for (const [name, part] of Object.entries(ADVERSARIAL)) {
    const whole = `The vote. ${part.repeat(Math.ceil(SIZE / part.length))}`.slice(0, SIZE)
    const wholeMs = processorMs(whole, QUICK_MS)
    assert.ok(wholeMs < BUDGET_MS, `${name}: ${Math.round(wholeMs)} ms`)
    if (wholeMs >= QUICK_MS) assertLinear(name, whole)
  }
})

/** Quadratic work would take four times as long. Other processes may disturb a measurement, hardly three in a row. */
function assertLinear(name: string, whole: string): void {
  const measured: string[] = []
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const halfMs = processorMs(whole.slice(0, SIZE / 2), 0, 3)
    const wholeMs = processorMs(whole, 3 * halfMs, 3)
    if (wholeMs < 3 * halfMs + 60) return
    measured.push(`${Math.round(halfMs)} → ${Math.round(wholeMs)} ms`)
  }
  assert.fail(`${name}: ${measured.join(', ')}`)
}

test('twice as much news takes no more than about twice as long, up to a million units', () => {
  const wide = { ...lexicon, limits: { ...lexicon.limits, maxTextLength: 1_000_000, maxMentions: 10_000 } }
  const news = cases.map(({ text }) => text).join('\n\n')
  const long = news.repeat(Math.ceil(1_000_000 / news.length))
  processorMs(long.slice(0, 100_000), 0, 1, wide)
  const halfMs = processorMs(long.slice(0, 500_000), 0, 2, wide)
  const wholeMs = processorMs(long.slice(0, 1_000_000), 2.5 * halfMs, 3, wide)

  assert.ok(wholeMs < 2.5 * halfMs + 60, `${Math.round(halfMs)} → ${Math.round(wholeMs)} ms`)
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
