import type { LexiconIndex } from '../words/indexLexicon.ts'
import type { Token, TokenRange } from '../words/tokenize.ts'

/** What is known of the lines around a line break. */
export interface BreakContext {
  /** No blank line stands between the two. */
  readonly isSameBlock: boolean
  /** The whole text is cut into lines of about the same width. */
  readonly isWrapped: boolean
  /** Blank lines part the paragraphs of the text, and these lines end with a whole sentence. */
  readonly isProse: boolean
}

const MIN_LINE_TOKENS = 3
const MIN_LINE_WIDTH = 40
const MAX_TAIL_TOKENS = 3
const MAX_LABEL_TOKENS = 40
const LONG_WORD = 4
const TITLE_CASE = 0.7
const MAX_NAME_WORDS = 4
const MAX_MARKED_TOKENS = 12
/** Words that never end a line of their own. */
const HANGING = ['article', 'determiner', 'preposition', 'coordinator', 'honorific', 'modal', 'negator', 'to'] as const
/** Verbs that want an object or a clause. */
const TRANSITIVE = ['accuse', 'blame', 'say', 'reject'] as const
const BEFORE_NAMES = ['role', 'roleModifier'] as const

/**
 * Tells whether a line goes on from the lines before it, as in text that was cut into lines inside its sentences.
 *
 * @param last The tokens read so far of the paragraph before.
 * @param line The tokens of the next line.
 * @throws Never.
 */
export function isSoftBreak(
  tokens: readonly Token[],
  last: TokenRange,
  line: TokenRange,
  { isSameBlock, isWrapped, isProse }: BreakContext,
  index: LexiconIndex,
): boolean {
  const first = tokens[line.from]!
  const previous = tokens[last.to - 1]!
  if (previous.norm === ':' && first.kind === 'quote') return isProse && isSameBlock
  if (endsSentence(tokens, last, index)) return false
  if (runsOn(tokens, last, line)) return true
  if (!isSameBlock) return false
  if (isWrapped || hangs(tokens, last, line, index) || partsName(tokens, last, line, index)) return true
  if (first.kind === 'word' && !first.isCapital) return isProse || !isLabel(tokens, last, index)
  if (previous.norm === ',' && first.kind === 'quote') return true
  return isProse && !isHeading(tokens, last, index)
}

/**
 * Tells whether lines end with a whole sentence, quotation marks and brackets aside; the dot of `Mr.` ends none.
 *
 * @throws Never.
 */
export function endsSentence(tokens: readonly Token[], line: TokenRange, index: LexiconIndex): boolean {
  for (let at = line.to - 1; at >= line.from; at -= 1) {
    const token = tokens[at]!
    if (token.kind === 'quote' || token.kind === 'close') continue
    if (token.norm === '.' && at === line.to - 1 && at > line.from && isTitle(tokens[at - 1]!, index)) return false
    return token.kind === 'stop' || token.norm === ':'
  }
  return false
}

function isTitle(token: Token, index: LexiconIndex): boolean {
  return token.isCapital && (index.classes.get(token.norm)?.has('honorific') ?? false)
}

/** The line before ends with a comma, or this one begins in lower case. */
function runsOn(tokens: readonly Token[], last: TokenRange, line: TokenRange): boolean {
  const first = tokens[line.from]!
  const previous = tokens[last.to - 1]!
  if (previous.norm === ',' || previous.norm === '—') return first.kind === 'word' && line.from - last.from > 0
  return first.kind === 'word' && !first.isCapital && last.to - last.from > MIN_LINE_TOKENS
}

/** `… in the` ends no line of its own, and `Brandsma.` is none. */
function hangs(tokens: readonly Token[], last: TokenRange, line: TokenRange, index: LexiconIndex): boolean {
  const previous = tokens[last.to - 1]!
  const known = index.classes.get(previous.norm)
  if (previous.kind === 'word' && HANGING.some((name) => known?.has(name))) return true
  if (previous.kind === 'possessive' || isInMarks(tokens, last)) return true
  if (TRANSITIVE.some((name) => known?.has(name))) return !known!.has('noun') && !hasComma(tokens, last)
  if (previous.norm === '.' && last.to - last.from > 1) return isTitle(tokens[last.to - 2]!, index)
  const width = previous.end - tokens[last.from]!.start
  return width >= MIN_LINE_WIDTH && line.to - line.from <= MAX_TAIL_TOKENS && tokens[line.to - 1]!.kind === 'stop'
}

/** A bracket or quotation is open, and not for long. */
function isInMarks(tokens: readonly Token[], last: TokenRange): boolean {
  for (let at = last.to - 1; at >= Math.max(last.from, last.to - MAX_MARKED_TOKENS); at -= 1) {
    const { kind, norm, start, end } = tokens[at]!
    if (kind === 'close') return false
    if (kind === 'open') return true
    if (norm === '"') return tokens[at + 1]?.start === end && (at === last.from || tokens[at - 1]!.end < start)
  }
  return false
}

/** `Votes were bought, the party says` is whole; `The party says` is not. */
function hasComma(tokens: readonly Token[], last: TokenRange): boolean {
  for (let at = last.to - 1; at >= Math.max(last.from, last.to - MAX_LABEL_TOKENS); at -= 1) {
    if (tokens[at]!.kind !== 'word' && tokens[at]!.kind !== 'possessive') return true
  }
  return false
}

/** `South` at the end of a line, `Korea` at the start of the next. */
function partsName(tokens: readonly Token[], last: TokenRange, line: TokenRange, index: LexiconIndex): boolean {
  for (let from = last.to - 1; from >= Math.max(last.from, last.to - MAX_NAME_WORDS); from -= 1) {
    if (!tokens[from]!.isCapital) return false
    const isParted = index.names
      .get(tokens[from]!.norm)
      ?.some(
        ({ words }) => from + words.length > line.from && words.every((word, at) => tokens[from + at]?.norm === word),
      )
    if (isParted) return true
  }
  return false
}

/** `Read more`: a line that is no part of any sentence. */
function isLabel(tokens: readonly Token[], last: TokenRange, index: LexiconIndex): boolean {
  const words = tokens.slice(last.from, Math.min(last.to, last.from + MAX_NAME_WORDS)).map((token) => token.norm)
  return !tokens[last.from]!.isCapital || index.lexicon.zones.labels.includes(words.join(' '))
}

/** Too short for prose, or in the capitals of titles; a title before a name is neither. */
function isHeading(tokens: readonly Token[], last: TokenRange, index: LexiconIndex): boolean {
  const known = index.classes.get(tokens[last.to - 1]!.norm)
  if (BEFORE_NAMES.some((name) => known?.has(name))) return false
  let words = 0
  let long = 0
  let capitals = 0
  for (let at = last.from; at < Math.min(last.to, last.from + MAX_LABEL_TOKENS); at += 1) {
    if (tokens[at]!.kind !== 'word') continue
    words += 1
    if (tokens[at]!.norm.length < LONG_WORD) continue
    long += 1
    if (tokens[at]!.isCapital) capitals += 1
  }
  return words < MIN_LINE_TOKENS || capitals >= TITLE_CASE * long
}
