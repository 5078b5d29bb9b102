import type { Token } from '../words/tokenize.ts'
import type { TokenRange } from './findParagraphs.ts'

/** What one person says or posts without quotation marks. */
export interface Turn extends TokenRange {
  /** The same person goes on in a new paragraph. */
  readonly isContinued: boolean
}

const MAX_HEADER = 12
const MAX_SIGNATURE = 8
const MIN_HEADERS = 3
const MIN_SHOUTED = 3

/**
 * Finds the turns of a transcript: paragraphs that begin with who speaks (`MR. PRICE: …`, `Ana Lovric (by phone): …`)
 * and those between them and the next speaker. A text is a transcript when somebody in it speaks twice, or when
 * speakers stand in capitals. In any text a paragraph above the signature of a post is a turn.
 *
 * @returns Turns without their headers, in order.
 * @throws Never.
 */
export function findTurns(text: string, tokens: readonly Token[], paragraphs: readonly TokenRange[]): Turn[] {
  const turns = findSpeeches(tokens, paragraphs)
  if (turns.length > 0) return turns
  return paragraphs.flatMap((paragraph, at) => {
    const next = paragraphs[at + 1]
    const isPost =
      next && tokens[paragraph.from]!.kind !== 'quote' && signatureAt(text, tokens, next.from, next.to) >= 0
    return isPost ? [{ from: paragraph.from, to: paragraph.to, isContinued: false }] : []
  })
}

/**
 * Finds the bracket of `Ana Lovric (@analovric) May 3, 2024`, the signature of a post. Handles are no tokens.
 *
 * @param from First token of a paragraph.
 * @returns Index of the bracket, or -1.
 * @throws Never.
 */
export function signatureAt(text: string, tokens: readonly Token[], from: number, to: number): number {
  for (let at = from; at < Math.min(to, from + MAX_SIGNATURE); at += 1) {
    const token = tokens[at]!
    if (token.kind === 'open') return at > from && text[token.end] === '@' ? at : -1
    if (token.kind === 'stop' && token.end < (tokens[at + 1]?.start ?? 0)) return -1
  }
  return -1
}

function findSpeeches(tokens: readonly Token[], paragraphs: readonly TokenRange[]): Turn[] {
  const headers = paragraphs.map((paragraph) => headerEnd(tokens, paragraph))
  if (!isTranscript(tokens, paragraphs, headers)) return []
  const last = headers.findLastIndex((end) => end >= 0)
  const turns: Turn[] = []
  for (const [at, paragraph] of paragraphs.entries()) {
    const end = headers[at]!
    if (end >= 0) turns.push({ from: end, to: paragraph.to, isContinued: false })
    else if (turns.length > 0 && at < last) turns.push({ from: paragraph.from, to: paragraph.to, isContinued: true })
  }
  return turns
}

/** Index behind the colon of a speaker's name at the start of a paragraph, or -1. */
function headerEnd(tokens: readonly Token[], paragraph: TokenRange): number {
  let isAside = false
  for (let at = paragraph.from; at < Math.min(paragraph.to - 1, paragraph.from + MAX_HEADER); at += 1) {
    const token = tokens[at]!
    if (token.norm === ':') return at > paragraph.from && !isAside ? at + 1 : -1
    if (token.kind === 'open') isAside = true
    else if (token.kind === 'close') isAside = false
    else if (!isAside && !token.isCapital && token.norm !== ',') return -1
  }
  return -1
}

function isTranscript(
  tokens: readonly Token[],
  paragraphs: readonly TokenRange[],
  headers: readonly number[],
): boolean {
  const seen = new Set<string>()
  let count = 0
  let shouted = 0
  let isRepeated = false
  for (const [at, paragraph] of paragraphs.entries()) {
    const end = headers[at]!
    if (end < 0) continue
    const words = tokens.slice(paragraph.from, end - 1)
    const name = words.map((token) => token.norm).join(' ')
    if (seen.has(name)) isRepeated = true
    seen.add(name)
    count += 1
    const last = words.findLast((token) => token.isCapital)
    if (last?.isAcronym && last.norm.length > 3) shouted += 1
  }
  return (isRepeated && count >= MIN_HEADERS) || shouted >= MIN_SHOUTED
}
