import type { LexiconIndex } from './indexLexicon.ts'
import type { Token } from './tokenize.ts'

/** A range of tokens, end-exclusive. */
export interface TokenRange {
  readonly from: number
  readonly to: number
}

const MIN_WRAPPED_LINES = 4
const MIN_WRAPPED_WIDTH = 40
const MIN_SPACED_BLOCKS = 3
const MIN_LINE_TOKENS = 3
const MAX_TAIL_TOKENS = 5
/** Words that never end a line of their own. */
const HANGING = ['article', 'determiner', 'preposition', 'coordinator', 'honorific', 'modal', 'negator', 'to'] as const

/**
 * Groups tokens into paragraphs. A line break inside a sentence (hard-wrapped text) does not end one.
 *
 * @param tokens All tokens of `text`, in order.
 * @returns Ranges without gaps; `[]` for no tokens.
 * @throws Never.
 */
export function findParagraphs(text: string, tokens: readonly Token[], index: LexiconIndex): TokenRange[] {
  const lines = splitLines(tokens)
  const isWrapped = isHardWrapped(text, tokens, lines)
  const blocks = findBlocks(text, tokens, lines)
  const paragraphs: { from: number; to: number }[] = []
  for (const [at, line] of lines.entries()) {
    const last = paragraphs.at(-1)
    const isSameBlock = at > 0 && blocks[at] === blocks[at - 1]
    const isContinued =
      last !== undefined &&
      !endsSentence(tokens, last) &&
      (runsOn(tokens, last, line) ||
        (isSameBlock && (isWrapped || hangs(tokens, last, line, index) || isBroken(tokens, last, line, blocks[at]!))))
    if (isContinued) last.to = line.to
    else paragraphs.push({ ...line })
  }
  return paragraphs
}

/** Lines without a blank line between them. */
interface Block extends TokenRange {
  /** Other blocks of the text hold whole paragraphs, and so does this one: its line breaks mean nothing. */
  readonly isProse: boolean
}

/** The block of each line. */
function findBlocks(text: string, tokens: readonly Token[], lines: readonly TokenRange[]): Block[] {
  const blocks: { from: number; to: number; isProse: boolean }[] = []
  const blockOf = lines.map((line, at) => {
    const before = lines[at - 1]
    const last = blocks.at(-1)
    if (last && before && !hasBlankLine(text, tokens[before.to - 1]!.end, tokens[line.from]!.start)) {
      last.to = line.to
      return last
    }
    const block = { ...line, isProse: false }
    blocks.push(block)
    return block
  })
  for (const block of blocks) block.isProse = blocks.length >= MIN_SPACED_BLOCKS && endsSentence(tokens, block)
  return blockOf
}

function splitLines(tokens: readonly Token[]): TokenRange[] {
  const lines: TokenRange[] = []
  let from = 0
  for (let at = 1; at <= tokens.length; at += 1) {
    if (at < tokens.length && !tokens[at]!.isAfterBreak) continue
    lines.push({ from, to: at })
    from = at
  }
  return tokens.length === 0 ? [] : lines
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
  const width = previous.end - tokens[last.from]!.start
  return width >= MIN_WRAPPED_WIDTH && line.to - line.from <= MAX_TAIL_TOKENS && tokens[line.to - 1]!.kind === 'stop'
}

/** In a text with blank lines between its paragraphs a single break means nothing, but behind a headline or label. */
function isBroken(tokens: readonly Token[], last: TokenRange, line: TokenRange, block: Block): boolean {
  if (!block.isProse) return false
  if (tokens[line.from]!.kind === 'word' && !tokens[line.from]!.isCapital) return true
  const words = tokens.slice(last.from, last.to).filter((token) => token.kind === 'word')
  const isLabel = words.length < MIN_LINE_TOKENS || words.every((token) => token.isCapital)
  return !isLabel
}

function isHardWrapped(text: string, tokens: readonly Token[], lines: readonly TokenRange[]): boolean {
  let open = 0
  let breaks = 0
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index - 1]!
    if (hasBlankLine(text, tokens[line.to - 1]!.end, tokens[lines[index]!.from]!.start)) continue
    breaks += 1
    const width = tokens[line.to - 1]!.end - tokens[line.from]!.start
    if (!endsSentence(tokens, line) && width >= MIN_WRAPPED_WIDTH && width <= 120) open += 1
  }
  return open >= MIN_WRAPPED_LINES && open > breaks * 0.6
}

function endsSentence(tokens: readonly Token[], line: TokenRange): boolean {
  for (let at = line.to - 1; at >= line.from; at -= 1) {
    const token = tokens[at]!
    if (token.kind === 'quote' || token.kind === 'close') continue
    return token.kind === 'stop' || token.norm === ':'
  }
  return false
}

function hasBlankLine(text: string, from: number, to: number): boolean {
  const first = text.indexOf('\n', from)
  return first >= 0 && first < to && text.slice(first + 1, Math.min(to, first + 200)).includes('\n')
}
