import type { Token } from '../words/tokenize.ts'
import type { TokenRange } from './findParagraphs.ts'

const MAX_ATTRIBUTION = 6

/**
 * Splits a paragraph into sentences. Closing quotation marks and brackets belong to the sentence that they end.
 *
 * @param is Tells whether a token has a class of the lexicon.
 * @returns Ranges without gaps, in order; at least one for a paragraph that is not empty.
 * @throws Never.
 */
export function splitSentences(
  text: string,
  tokens: readonly Token[],
  paragraph: TokenRange,
  is: (at: number, name: string) => boolean,
  maxTokens: number,
): TokenRange[] {
  const sentences: TokenRange[] = []
  let from = paragraph.from
  let at = from
  while (at < paragraph.to) {
    let end = at + 1
    if (tokens[at]!.kind === 'stop') {
      while (end < paragraph.to && isTrailer(text, tokens, end)) end += 1
    }
    const isEnd =
      (tokens[at]!.kind === 'stop' && isBoundary(text, tokens, at, end, paragraph.to, is)) ||
      (tokens[at]!.norm.endsWith('.') &&
        tokens[at]!.kind === 'word' &&
        end < paragraph.to &&
        isStarter(tokens, end, is)) ||
      end - from >= maxTokens
    if (isEnd) {
      sentences.push({ from, to: end })
      from = end
    }
    at = end
  }
  if (from < paragraph.to) sentences.push({ from, to: paragraph.to })
  return sentences
}

/** `U.S.` and its kind hold their last dot; a word that begins sentences tells that one ends here. */
function isStarter(tokens: readonly Token[], at: number, is: (at: number, name: string) => boolean): boolean {
  return tokens[at]!.isCapital && is(at, 'sentenceStarter')
}

/** More stops, closing marks and brackets directly behind a stop. */
function isTrailer(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!
  if (token.kind === 'stop' || token.kind === 'close') return true
  if (token.kind !== 'quote') return false
  const before = text[token.start - 1] ?? ' '
  return !/\s/.test(before)
}

function isBoundary(
  text: string,
  tokens: readonly Token[],
  stop: number,
  end: number,
  limit: number,
  is: (at: number, name: string) => boolean,
): boolean {
  if (end >= limit) return true
  const next = tokens[end]!
  const last = tokens[end - 1]!
  const isGlued = next.start === last.end
  const before = tokens[stop - 1]
  if (next.kind === 'word' && !next.isCapital) return false
  if (isGlued && end === stop + 1) {
    return (
      next.isCapital &&
      before?.kind === 'word' &&
      !before.isCapital &&
      /^\p{Lu}[\p{Ll}’']/u.test(text.slice(next.start, next.start + 2))
    )
  }
  if (next.kind === 'punctuation' && next.norm !== '—' && next.norm !== '•') return false
  const isQuoteEnd = end > stop + 1 && last.kind === 'quote'
  return !(isQuoteEnd && tokens[stop]!.norm !== '.' && hasAttribution(tokens, end, limit, is))
}

/** `“Is it so?” Ivan Petrov asked`: the words behind the mark still belong to the sentence. */
function hasAttribution(
  tokens: readonly Token[],
  from: number,
  limit: number,
  is: (at: number, name: string) => boolean,
): boolean {
  for (let at = from; at < Math.min(limit, from + MAX_ATTRIBUTION); at += 1) {
    if (tokens[at]!.kind !== 'word') return false
    if (is(at, 'say') || is(at, 'sayQuote')) return true
  }
  return false
}
