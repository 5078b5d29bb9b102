import type { StandArticle } from '../stand.ts'
import phrases from './phrases.json' with { type: 'json' }
import { type SeededRandom, seededRandom } from './seededRandom.ts'

/** A sentence that is known to hold a claim or a denial. */
export interface KnownMention {
  readonly kind: 'claim' | 'denial'
  readonly speaker: string
  readonly accused: string
  /** The whole sentence. */
  readonly text: string
}

export interface WrittenArticle {
  readonly article: StandArticle
  readonly mentions: readonly KnownMention[]
}

const PARAGRAPH_SENTENCES = [2, 3, 3, 4]
const MIN_WORDS = 510
const MORE_WORDS = 150
const EVERY_WITH_MENTIONS = 10
const FIRST_DAY = Date.UTC(2024, 8, 1)
const MINUTES_APART = 7

/**
 * Writes the article with that number; a stand's size does not change what its articles say.
 *
 * @param index From 0; every tenth article (3, 13, 23 …) holds one claim and one denial.
 */
export function writeArticle(index: number, seed: number, outletId: string): WrittenArticle {
  const random = seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b))
  const contest = random.pick(phrases.contests)
  const sentences = ordinarySentences(random)
  const mentions = index % EVERY_WITH_MENTIONS === 3 ? knownMentions(contest, random) : []
  const paragraphs = inParagraphs(sentences, random)
  if (mentions.length > 0) paragraphs.splice(1, 0, mentions.map((mention) => mention.text).join(' '))
  const headline = capitalized(fill(random.pick(phrases.headlines), random))
  const article: StandArticle = {
    slug: `report-${String(index).padStart(6, '0')}`,
    outletId,
    kind: 'article',
    section: 'Elections',
    headline: `${headline} (${index + 1})`,
    authors: [personName(random)],
    publishedAt: new Date(FIRST_DAY + index * MINUTES_APART * 60_000).toISOString(),
    language: 'en',
    election: contest.election,
    tags: ['elections', random.pick(phrases.subjects)],
    figure: { caption: fill('A street in {town} before the vote', random), credit: 'Archive' },
    related: [],
    paragraphs,
  }
  return { article, mentions }
}

function ordinarySentences(random: SeededRandom): string[] {
  const sentences: string[] = []
  const wanted = MIN_WORDS + random.below(MORE_WORDS)
  let words = 0
  for (const template of random.sample(phrases.sentences, phrases.sentences.length)) {
    if (words >= wanted) break
    const sentence = capitalized(fill(template, random))
    sentences.push(sentence)
    words += sentence.split(' ').length
  }
  return sentences
}

function knownMentions(contest: (typeof phrases.contests)[number], random: SeededRandom): KnownMention[] {
  const official = personName(random)
  const words = { Official: official, Embassy: contest.embassy, accused: contest.accused, people: contest.people }
  const { accused } = contest
  return [
    { kind: 'claim', speaker: official, accused, text: fill(random.pick(phrases.claims), random, words) },
    { kind: 'denial', speaker: contest.embassy, accused, text: fill(random.pick(phrases.denials), random, words) },
  ]
}

function inParagraphs(sentences: readonly string[], random: SeededRandom): string[] {
  const paragraphs: string[] = []
  for (let at = 0; at < sentences.length; ) {
    const count = random.pick(PARAGRAPH_SENTENCES)
    paragraphs.push(sentences.slice(at, at + count).join(' '))
    at += count
  }
  return paragraphs
}

function fill(template: string, random: SeededRandom, words: Readonly<Record<string, string>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, slot: string) => words[slot] ?? wordFor(slot, random))
}

function wordFor(slot: string, random: SeededRandom): string {
  switch (slot.toLowerCase().replace(/\d$/, '')) {
    case 'person':
      return personName(random)
    case 'town':
      return random.pick(phrases.towns)
    case 'job':
      return random.pick(phrases.jobs)
    case 'body':
      return random.pick(phrases.bodies)
    case 'subject':
      return random.pick(phrases.subjects)
    case 'party':
      return random.pick(phrases.parties)
    case 'weekday':
      return random.pick(phrases.weekdays)
    case 'percent':
      return String(11 + random.below(70))
    default:
      return (120 + random.below(19_000)).toLocaleString('en-GB')
  }
}

function personName(random: SeededRandom): string {
  return `${random.pick(phrases.firstNames)} ${random.pick(phrases.lastNames)}`
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
