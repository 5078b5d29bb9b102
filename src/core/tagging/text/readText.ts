import type { Section } from '../../../domain/article.ts'
import type { TaggableArticle } from '../../../domain/mention.ts'
import { hasAnyClass } from '../words/hasAnyClass.ts'
import type { LexiconIndex } from '../words/indexLexicon.ts'
import { type Classes, matchPhrases } from '../words/matchPhrases.ts'
import { type Token, tokenize } from '../words/tokenize.ts'
import { dropNoise } from './dropNoise.ts'
import { findNames, type NameMention } from './findNames.ts'
import { findParagraphs, type TokenRange } from './findParagraphs.ts'
import { findQuotations, type Quotation } from './findQuotations.ts'
import { findTurns, type Turn } from './findTurns.ts'
import { findZones, type ZonedParagraph } from './findZones.ts'
import { splitGlued } from './splitGlued.ts'
import { splitSentences } from './splitSentences.ts'

export interface Sentence extends TokenRange {
  readonly index: number
  readonly paragraph: number
  readonly section: Section
  /** UTF-16 code units into the text. */
  readonly start: number
  readonly end: number
  readonly isQuestion: boolean
}

/** A quotation, or a turn of a transcript, that is somebody's utterance. */
export interface Utterance extends TokenRange {
  readonly id: number
  readonly isContinued: boolean
  readonly isClosed: boolean
  /** Of a transcript or a post: no marks stand around it. */
  readonly isTurn: boolean
}

/** An article's text, read once: every later step works on this. */
export interface Reading {
  readonly article: TaggableArticle
  readonly text: string
  /** The article's text is longer than what is read. */
  readonly isCut: boolean
  readonly index: LexiconIndex
  readonly tokens: readonly Token[]
  readonly classes: readonly Classes[]
  readonly sentences: readonly Sentence[]
  /** Token → index into `sentences`. */
  readonly sentenceOf: readonly number[]
  readonly utterances: readonly Utterance[]
  /** Token → id of its utterance, or -1. */
  readonly utteranceOf: readonly number[]
  /** All words between marks, scare quotes too, as UTF-16 ranges with the marks. */
  readonly quoted: readonly { readonly start: number; readonly end: number }[]
  readonly names: readonly NameMention[]
  /** Token → index into `names`, or -1. */
  readonly nameOf: readonly number[]
  /** Token → its name. */
  readonly nameAt: readonly (NameMention | undefined)[]
}

const MIN_UTTERANCE_WORDS = 3
const MAX_CUT_WORD = 60

/** `US` is no pronoun, `May` no modal once it is a name. */
const NOT_IN_NAMES = [
  'pronoun',
  'firstPerson',
  'subjectPronoun',
  'possessivePronoun',
  'modal',
  'determiner',
  'preposition',
  'contest',
]

const hasClosed = hasAnyClass(...NOT_IN_NAMES)

/**
 * Reads an article's text into tokens, sentences, quotations and names.
 *
 * @throws Never.
 */
export function readText(article: TaggableArticle, index: LexiconIndex): Reading {
  const text = cutText(article.text, index.lexicon.limits.maxTextLength)
  const all = splitGlued(text, tokenize(text), index)
  const paragraphs = findZones(article, all, findParagraphs(text, all, index), index.lexicon)
  const kept = keepProse(text, all, paragraphs, index)
  const quotations = findQuotations(text, kept.tokens, kept.paragraphs)
  const spoken = quotations.filter((quotation) => quotation.level === 1 && isSpoken(kept, quotation, index))
  const turns = findTurns(text, kept.tokens, kept.paragraphs)
  const read = dropMarks(kept, spoken, turns)
  const classes = matchPhrases(read.tokens, index)
  const { sentences, sentenceOf } = findSentences(text, read, classes, index)
  const names = findNames(read.tokens, classes, sentenceOf, index)
  for (const name of names) for (let at = name.from; at < name.to; at += 1) classes[at] = withoutClosed(classes[at]!)
  const nameOf = fill(read.tokens.length, names, (_name, at) => at)
  return {
    article,
    text,
    isCut: text.length < article.text.length,
    index,
    tokens: read.tokens,
    classes,
    sentences,
    sentenceOf,
    utterances: read.utterances,
    utteranceOf: fill(read.tokens.length, read.utterances, (utterance) => utterance.id),
    quoted: [...quotations, ...turns].map((quotation) => ({
      start: kept.tokens[quotation.from]!.start,
      end: kept.tokens[quotation.to - 1]!.end,
    })),
    names,
    nameOf,
    nameAt: nameOf.map((name) => (name < 0 ? undefined : names[name])),
  }
}

/** No word is cut in two, if there are words. */
function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const floor = Math.max(0, maxLength - MAX_CUT_WORD)
  const gap = text.slice(floor, maxLength + 1).search(/\s\S*$/)
  return text.slice(0, gap < 0 ? maxLength : floor + gap)
}

/** Inside a name no word is a pronoun, modal or preposition. */
function withoutClosed(classes: Classes): Classes {
  if (!hasClosed(classes)) return classes
  return new Map([...classes].filter(([name]) => !NOT_IN_NAMES.includes(name)))
}

interface Kept {
  readonly tokens: readonly Token[]
  /** First tokens of the paragraphs. */
  readonly starts: ReadonlySet<number>
  readonly paragraphs: readonly ZonedParagraph[]
}

function keepProse(
  text: string,
  all: readonly Token[],
  paragraphs: readonly ZonedParagraph[],
  index: LexiconIndex,
): Kept {
  const tokens: Token[] = []
  const kept: ZonedParagraph[] = []
  for (const paragraph of paragraphs) {
    if (paragraph.section === 'skip') continue
    const dropped = dropNoise(text, all, paragraph, index)
    const from = tokens.length
    for (let at = paragraph.from; at < paragraph.to; at += 1) {
      const isLeadingDash = tokens.length === from && all[at]!.norm === '—'
      if (!dropped.has(at) && !isLeadingDash && !isAbbreviationStop(all, at, paragraph.to, index)) tokens.push(all[at]!)
    }
    if (tokens.length > from) kept.push({ from, to: tokens.length, section: paragraph.section })
  }
  return { tokens, paragraphs: kept, starts: new Set(kept.map((paragraph) => paragraph.from)) }
}

/** The dot of `Mr.` and of an initial ends no sentence; nothing later needs to see it. */
function isAbbreviationStop(tokens: readonly Token[], at: number, end: number, index: LexiconIndex): boolean {
  const before = tokens[at - 1]
  const next = tokens[at + 1]
  if (tokens[at]!.norm !== '.' || !before?.isCapital || !next || at + 1 >= end || before.end !== tokens[at]!.start)
    return false
  const known = index.classes.get(before.norm)
  if (known?.has('honorific')) return true
  if (known?.has('numberedAbbreviation')) return next.kind === 'number'
  const isInitial = before.norm.length === 1 && !known?.has('pronoun')
  if (!isInitial && !known?.has('abbreviation')) return false
  return !(next.isCapital && index.classes.get(next.norm)?.has('sentenceStarter'))
}

/** An utterance opens a sentence or follows a comma, a colon or a verb of saying; scare quotes stand elsewhere. */
function isSpoken(kept: Kept, quotation: Quotation, index: LexiconIndex): boolean {
  const inside = kept.tokens.slice(quotation.from + 1, quotation.isClosed ? quotation.to - 1 : quotation.to)
  const words = inside.filter((token) => token.kind === 'word').length
  const last = inside.at(-1)
  const endsLikeSpeech = last !== undefined && (last.kind === 'stop' || last.norm === ',')
  if (words < MIN_UTTERANCE_WORDS && !endsLikeSpeech) return false
  if (kept.starts.has(quotation.from)) return words >= 2 || last?.norm === ','
  const before = kept.tokens[quotation.from - 1]!
  const known = index.classes.get(before.norm)
  if (before.kind === 'stop' || before.kind === 'quote' || before.norm === ':') return true
  if (before.norm === ',' || before.norm === '—') return endsLikeSpeech || words >= 5
  if (before.kind === 'close') return endsLikeSpeech
  return (known?.has('say') || known?.has('sayQuote') || known?.has('that') || false) && (words >= 4 || endsLikeSpeech)
}

/** Leaves out the marks of scare quotes; only those of utterances matter from here on. */
function dropMarks(kept: Kept, spoken: readonly Quotation[], turns: readonly Turn[]) {
  const position: number[] = []
  const tokens: Token[] = []
  const isMark = new Set(spoken.flatMap(({ from, to }) => [from, to - 1]))
  for (const [at, token] of kept.tokens.entries()) {
    position.push(tokens.length)
    if (token.kind !== 'quote' || isMark.has(at)) tokens.push(token)
  }
  position.push(tokens.length)
  const quotations = spoken.map((quotation) => ({ ...quotation, isTurn: false }))
  const inOrder = [...quotations, ...aroundQuotations(turns, spoken)].sort((one, other) => one.from - other.from)
  const utterances = inOrder
    .map(({ from, to, isClosed, isContinued, isTurn }) => ({
      from: position[from]!,
      to: position[to]!,
      isClosed,
      isContinued,
      isTurn,
    }))
    .filter(({ from, to }) => from < to)
    .map((utterance, id): Utterance => ({ ...utterance, id }))
  const paragraphs = kept.paragraphs.map((paragraph) => ({
    section: paragraph.section,
    from: position[paragraph.from]!,
    to: position[paragraph.to]!,
  }))
  return { tokens, utterances, paragraphs }
}

/** The parts of turns that no quotation covers: who speaks may quote somebody else. */
function aroundQuotations(turns: readonly Turn[], spoken: readonly Quotation[]) {
  return turns.flatMap((turn) => {
    const inside = spoken.filter((quotation) => quotation.from >= turn.from && quotation.to <= turn.to)
    const starts = [turn.from, ...inside.map((quotation) => quotation.to)]
    const ends = [...inside.map((quotation) => quotation.from), turn.to]
    return starts.map((from, at) => ({
      from,
      to: ends[at]!,
      isClosed: true,
      isContinued: turn.isContinued || at > 0,
      isTurn: true,
    }))
  })
}

function findSentences(
  text: string,
  read: { tokens: readonly Token[]; paragraphs: readonly ZonedParagraph[] },
  classes: readonly Classes[],
  index: LexiconIndex,
) {
  const { tokens } = read
  const is = (at: number, name: string) => classes[at]?.has(name) ?? false
  const sentences: Sentence[] = []
  for (const [paragraph, zone] of read.paragraphs.entries()) {
    if (zone.from === zone.to) continue
    for (const range of splitSentences(text, tokens, zone, is, index.lexicon.limits.maxSentenceTokens)) {
      const last = tokens
        .slice(range.from, range.to)
        .findLast((token) => token.kind !== 'quote' && token.kind !== 'close')
      sentences.push({
        ...range,
        index: sentences.length,
        paragraph,
        section: zone.section === 'skip' ? 'body' : zone.section,
        start: openMarks(text, tokens[range.from]!.start),
        end: closeMarks(text, tokens[range.to - 1]!.end),
        isQuestion: last?.norm === '?',
      })
    }
  }
  return { sentences, sentenceOf: fill(tokens.length, sentences, (sentence) => sentence.index) }
}

/** Likewise at the start of a sentence. */
function openMarks(text: string, start: number): number {
  const isOpened = /["“«„‘']/.test(text[start - 1] ?? '') && !/\S/.test(text[start - 2] ?? '')
  return isOpened ? start - 1 : start
}

/** Scare quotes are no tokens; a sentence that ends with one still holds its closing mark. */
function closeMarks(text: string, end: number): number {
  let at = end
  while (at < end + 3 && /["”»’']/.test(text[at] ?? '')) at += 1
  return at
}

function fill<R extends TokenRange>(
  length: number,
  ranges: readonly R[],
  value: (range: R, at: number) => number,
): number[] {
  const filled = new Array<number>(length).fill(-1)
  for (const [at, range] of ranges.entries()) {
    for (let token = range.from; token < range.to; token += 1) filled[token] = value(range, at)
  }
  return filled
}
