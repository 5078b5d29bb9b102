import type { Lexicon } from '../../../domain/lexicon.ts'
import type { LexiconIndex } from '../words/indexLexicon.ts'
import type { Token } from '../words/tokenize.ts'
import { datelineEnd } from './datelineEnd.ts'
import type { TokenRange } from './findParagraphs.ts'

const MAX_INJECTED = 60

/**
 * Finds what stands inside a paragraph but is not its prose: datelines, labels (`UPDATE:`), links, hashtags,
 * handles and headlines injected between a name and its party
 * ("Ted Cruz Other headline | Another one MORE (R-Texas)").
 *
 * @returns Indexes of tokens to leave out.
 * @throws Never.
 */
export function dropNoise(
  text: string,
  tokens: readonly Token[],
  paragraph: TokenRange,
  index: LexiconIndex,
): Set<number> {
  const { lexicon } = index
  const dropped = new Set<number>()
  dropRange(dropped, paragraph.from, datelineEnd(tokens, paragraph, index))
  dropRange(dropped, paragraph.from, labelEnd(text, tokens, paragraph, lexicon))
  for (let at = paragraph.from; at < paragraph.to; at += 1) {
    const token = tokens[at]!
    if (token.norm === '#' || token.norm === '@') {
      dropped.add(at)
      if (tokens[at + 1]?.start === token.end) dropped.add(at + 1)
    } else if (dropped.has(at)) {
      // Part of a link: looking for links inside it would take quadratic time.
    } else if (token.norm === 'http' || token.norm === 'https' || token.norm === 'pic') {
      dropLink(text, tokens, at, paragraph.to, dropped)
    } else if (token.isAcronym && lexicon.zones.injectedMarks.includes(text.slice(token.start, token.end))) {
      const from = injectedStart(tokens, at, paragraph.from)
      if (from >= 0) dropRange(dropped, from, at + 1)
    } else if (token.norm === ':') {
      const from = linkStart(text, tokens, at, paragraph.from, lexicon)
      if (from >= 0) dropRange(dropped, from, linkEnd(tokens, at, paragraph.to))
    }
  }
  return dropped
}

/** Index behind `UPDATE:` or `Advertisement` at the start of a paragraph. */
function labelEnd(text: string, tokens: readonly Token[], paragraph: TokenRange, lexicon: Lexicon): number {
  const { start } = tokens[paragraph.from]!
  const folded = text.slice(start, start + 40).toLowerCase()
  const label = lexicon.zones.droppedStarts.find((each) => folded.startsWith(each))
  if (label === undefined) return paragraph.from
  let at = paragraph.from
  while (at < paragraph.to && tokens[at]!.start < start + label.length) at += 1
  return at
}

/** First token of `Read more` before a colon inside a paragraph, or -1. */
function linkStart(text: string, tokens: readonly Token[], colon: number, floor: number, lexicon: Lexicon): number {
  const end = tokens[colon]!.start
  const folded = text.slice(Math.max(0, end - 20), end).toLowerCase()
  const label = lexicon.zones.inlineLinks.find((each) => folded.endsWith(` ${each}`) || folded.endsWith(`(${each}`))
  if (label === undefined) return -1
  let at = colon - 1
  while (at > floor && tokens[at]!.start > end - label.length) at -= 1
  return at > floor && tokens[at]!.isCapital ? at : -1
}

/** A link ends with its sentence; the stop stays, so that the sentence before it ends too. */
function linkEnd(tokens: readonly Token[], colon: number, limit: number): number {
  let at = colon + 1
  while (at < limit && tokens[at]!.kind !== 'stop' && tokens[at]!.kind !== 'close') at += 1
  return at
}

function dropLink(text: string, tokens: readonly Token[], at: number, to: number, dropped: Set<number>): void {
  if (!/^(https?:\/\/|pic\.)/.test(text.slice(tokens[at]!.start, tokens[at]!.start + 8).toLowerCase())) return
  for (let next = at; next < to; next += 1) {
    if (next > at && /\s/.test(text.slice(tokens[next - 1]!.end, tokens[next]!.start))) return
    dropped.add(next)
  }
}

/** Keeps the first two capitalised words, the name; the rest up to the mark is somebody else's headlines. */
function injectedStart(tokens: readonly Token[], mark: number, floor: number): number {
  let isList = false
  let at = mark - 1
  while (at >= floor && at > mark - MAX_INJECTED && tokens[at]!.kind !== 'stop') {
    if (tokens[at]!.norm === '|' || tokens[at]!.norm === ':') isList = true
    at -= 1
  }
  return isList ? Math.min(at + 3, mark) : -1
}

function dropRange(dropped: Set<number>, from: number, to: number): void {
  for (let at = from; at < to; at += 1) dropped.add(at)
}
