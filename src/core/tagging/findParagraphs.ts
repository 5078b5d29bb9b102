import type { Token } from './tokenize.ts'

/** A range of tokens, end-exclusive. */
export interface TokenRange {
  readonly from: number
  readonly to: number
}

const MIN_WRAPPED_LINES = 4
const MIN_WRAPPED_WIDTH = 40

/**
 * Groups tokens into paragraphs. A line break inside a sentence (hard-wrapped text) does not end one.
 *
 * @param tokens All tokens of `text`, in order.
 * @returns Ranges without gaps; `[]` for no tokens.
 * @throws Never.
 */
export function findParagraphs(text: string, tokens: readonly Token[]): TokenRange[] {
  const lines = splitLines(tokens)
  const isWrapped = isHardWrapped(text, tokens, lines)
  const paragraphs: { from: number; to: number }[] = []
  for (const line of lines) {
    const last = paragraphs.at(-1)
    if (last && isContinued(text, tokens, last, line, isWrapped)) last.to = line.to
    else paragraphs.push({ ...line })
  }
  return paragraphs
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

function isContinued(text: string, tokens: readonly Token[], last: TokenRange, line: TokenRange, isWrapped: boolean) {
  if (endsSentence(tokens, last)) return false
  const first = tokens[line.from]!
  const previous = tokens[last.to - 1]!
  if (previous.norm === ',' || previous.norm === '—') return first.kind === 'word' && line.from - last.from > 0
  const isLower = first.kind === 'word' && !first.isCapital && last.to - last.from > 3
  if (isLower) return true
  return isWrapped && !hasBlankLine(text, previous.end, first.start)
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
