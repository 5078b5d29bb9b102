import type { LexiconIndex } from '../words/indexLexicon.ts'
import type { Token, TokenRange } from '../words/tokenize.ts'
import { endsSentence, isSoftBreak } from './isSoftBreak.ts'

export type { TokenRange } from '../words/tokenize.ts'

const MIN_WRAPPED_LINES = 4
const MIN_WRAPPED_WIDTH = 40
const MIN_SPACED_BLOCKS = 3
const MAX_GAP = 200

/**
 * Groups tokens into paragraphs. A line break inside a sentence (hard-wrapped text) does not end one.
 *
 * @param tokens All tokens of `text`, in order.
 * @returns Ranges without gaps; `[]` for no tokens.
 * @throws Never.
 */
export function findParagraphs(text: string, tokens: readonly Token[], index: LexiconIndex): TokenRange[] {
  const lines = splitLines(tokens)
  const isWrapped = isHardWrapped(text, tokens, lines, index)
  const blocks = findBlocks(text, tokens, lines, index)
  const paragraphs: { from: number; to: number }[] = []
  for (const [at, line] of lines.entries()) {
    const last = paragraphs.at(-1)
    const isSameBlock = at > 0 && blocks[at] === blocks[at - 1]
    const isContinued =
      last !== undefined &&
      isSoftBreak(tokens, last, line, { isSameBlock, isWrapped, isProse: blocks[at]!.isProse }, index)
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
function findBlocks(
  text: string,
  tokens: readonly Token[],
  lines: readonly TokenRange[],
  index: LexiconIndex,
): Block[] {
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
  for (const block of blocks) block.isProse = blocks.length >= MIN_SPACED_BLOCKS && endsSentence(tokens, block, index)
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

function isHardWrapped(
  text: string,
  tokens: readonly Token[],
  lines: readonly TokenRange[],
  index: LexiconIndex,
): boolean {
  let open = 0
  let breaks = 0
  for (let next = 1; next < lines.length; next += 1) {
    const line = lines[next - 1]!
    if (hasBlankLine(text, tokens[line.to - 1]!.end, tokens[lines[next]!.from]!.start)) continue
    breaks += 1
    const width = tokens[line.to - 1]!.end - tokens[line.from]!.start
    if (!endsSentence(tokens, line, index) && width >= MIN_WRAPPED_WIDTH && width <= 120) open += 1
  }
  return open >= MIN_WRAPPED_LINES && open > breaks * 0.6
}

/** Two line breaks of any kind, near the start of a stretch without words. */
function hasBlankLine(text: string, from: number, to: number): boolean {
  const breaks = text
    .slice(from, Math.min(to, from + MAX_GAP))
    .replaceAll('\r\n', '\n')
    .match(/[\n\r\u2028\u2029]/g)
  return (breaks?.length ?? 0) > 1
}
