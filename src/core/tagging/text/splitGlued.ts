import { foldWord } from '../words/foldWord.ts'
import type { LexiconIndex } from '../words/indexLexicon.ts'
import type { Token } from '../words/tokenize.ts'

const GLUED = /^(\p{L}*\p{Ll}|\p{Lu}{2,})(\p{Lu}\p{Ll}*)$/u
const GLUED_YEAR = /^((?:19|20)[0-9]{2})(\p{Lu}\p{Ll}+)$/u

/**
 * Parts words that a page glued to the sentence behind them: `Share this articleThe ministry`, `(File/AP)Russia`.
 * Only words that begin sentences are cut off a word, so that `TikTok` stays whole.
 *
 * @returns The tokens, with a line break where two lines were glued.
 * @throws Never.
 */
export function splitGlued(text: string, tokens: readonly Token[], index: LexiconIndex): Token[] {
  return tokens.flatMap((token, at) => {
    if (isBehindBracket(tokens, at)) return { ...token, isAfterBreak: true }
    const length = token.end - token.start
    if ((token.kind !== 'word' && token.kind !== 'number') || length < 5 || length > 60) return token
    if (!hasCapitalInside(text, token)) return token
    const raw = text.slice(token.start, token.end)
    const year = GLUED_YEAR.exec(raw)
    const parts = year ?? GLUED.exec(raw)
    const tail = foldWord(parts?.[2] ?? '')
    if (!parts || tail.length < 2 || !(year || index.classes.get(tail)?.has('sentenceStarter'))) return token
    const middle = token.start + parts[1]!.length
    return [
      { ...token, end: middle, norm: foldWord(parts[1]!) },
      {
        start: middle,
        end: token.end,
        kind: 'word',
        norm: tail,
        isCapital: true,
        isAcronym: false,
        isMarked: false,
        isJoined: false,
        isAfterBreak: true,
      },
    ]
  })
}

/** Spares most words the patterns. */
function hasCapitalInside(text: string, token: Token): boolean {
  for (let at = token.start + 1; at < token.end; at += 1) {
    const code = text.charCodeAt(at)
    if ((code >= 65 && code <= 90) || code > 127) return true
  }
  return false
}

/** `(File/AP)Russia denied`: a caption that lost its line break. */
function isBehindBracket(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  const token = tokens[at]!
  return before?.kind === 'close' && before.end === token.start && token.isCapital && token.norm.length > 1
}
