import type { Token } from '../words/tokenize.ts'
import type { TokenRange } from './findParagraphs.ts'

/** Words between quotation marks. */
export interface Quotation {
  /** Index of the opening mark. */
  readonly from: number
  /** Behind the closing mark, or the end of the paragraph where none stands. */
  readonly to: number
  readonly isClosed: boolean
  /** 1 for a quotation in plain text, 2 for one inside it. */
  readonly level: number
  /** Goes on from an unclosed quotation of the paragraph before. */
  readonly isContinued: boolean
}

const MAX_LEVEL = 4
const MAX_SINGLE_QUOTE = 80

/**
 * Finds quotations with a stack, one paragraph after the other. A mark that is never closed ends with its paragraph;
 * the next paragraph that opens with a mark then continues it.
 *
 * @returns In order of their opening marks.
 * @throws Never.
 */
export function findQuotations(text: string, tokens: readonly Token[], paragraphs: readonly TokenRange[]): Quotation[] {
  const found: Quotation[] = []
  let isOpen = false
  for (const paragraph of paragraphs) {
    const inParagraph = findInParagraph(text, tokens, paragraph)
    const first = inParagraph[0]
    for (const quotation of inParagraph) {
      const isContinued = isOpen && quotation === first && quotation.from === paragraph.from
      found.push(isContinued ? { ...quotation, isContinued } : quotation)
    }
    const last = inParagraph.findLast((quotation) => quotation.level === 1)
    isOpen = last !== undefined && !last.isClosed && last.to === paragraph.to
  }
  return found.sort((one, other) => one.from - other.from || other.to - one.to)
}

function findInParagraph(text: string, tokens: readonly Token[], paragraph: TokenRange): Quotation[] {
  const found: Quotation[] = []
  const stack: { at: number; mark: string }[] = []
  const lastSingle = lastClosingSingle(text, tokens, paragraph)
  for (let at = paragraph.from; at < paragraph.to; at += 1) {
    const token = tokens[at]!
    if (token.kind !== 'quote') continue
    const top = stack.findLastIndex((open) => open.mark === token.norm)
    const canOpen = canOpenAt(text, token)
    const shape = text[token.start]!
    const isOpening = '“„‟«‘‚‹「『'.includes(shape) && !(shape === '«' && top >= 0)
    const isClosing = '”»」』›'.includes(shape) && !(shape === '”' && top < 0 && canOpen)
    if (token.norm === "'" && !isOpening && top < 0) {
      if (shape === '’' || !canOpen || at > lastSingle) continue
      if (!hasClosingSingle(text, tokens, at, paragraph.to)) continue
    }
    if (token.norm === "'" && top >= 0 && canOpen && !canCloseAt(text, token)) continue
    if (top >= 0 && (isClosing || (!isOpening && !(canOpen && !canCloseAt(text, token))))) {
      found.push({ from: stack[top]!.at, to: at + 1, isClosed: true, level: top + 1, isContinued: false })
      stack.length = top
    } else if (!isClosing && stack.length < MAX_LEVEL && (isOpening || canOpen)) {
      if (!(token.norm === '"' && top >= 0 && !isOpening)) stack.push({ at, mark: token.norm })
    }
  }
  for (const [index, open] of stack.entries()) {
    if (open.mark === "'") continue
    found.push({ from: open.at, to: paragraph.to, isClosed: false, level: index + 1, isContinued: false })
  }
  return found.sort((one, other) => one.from - other.from)
}

function lastClosingSingle(text: string, tokens: readonly Token[], paragraph: TokenRange): number {
  for (let at = paragraph.to - 1; at >= paragraph.from; at -= 1) {
    if (tokens[at]!.norm === "'" && tokens[at]!.kind === 'quote' && canCloseAt(text, tokens[at]!)) return at
  }
  return -1
}

function hasClosingSingle(text: string, tokens: readonly Token[], open: number, end: number): boolean {
  const limit = Math.min(end, open + MAX_SINGLE_QUOTE)
  for (let at = open + 1; at < limit; at += 1) {
    if (tokens[at]!.norm === "'" && tokens[at]!.kind === 'quote' && canCloseAt(text, tokens[at]!)) return true
  }
  return false
}

function canOpenAt(text: string, token: Token): boolean {
  const before = text[token.start - 1] ?? ' '
  const after = text[token.end] ?? ' '
  return /[\s([{—–\-:,"“‘'/]/.test(before) && !/\s/.test(after)
}

function canCloseAt(text: string, token: Token): boolean {
  const before = text[token.start - 1] ?? ' '
  const after = text[token.end] ?? ' '
  return !/\s/.test(before) && !/[\p{L}\p{N}]/u.test(after)
}
