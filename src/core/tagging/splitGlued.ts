import { foldWord } from './foldWord.ts'
import type { LexiconIndex } from './indexLexicon.ts'
import type { Token } from './tokenize.ts'

const GLUED = /^(\p{L}*\p{Ll})(\p{Lu}\p{Ll}*)$/u

/**
 * Parts words that a page glued to the sentence behind them: `Share this articleThe ministry`.
 * Only words that begin sentences are cut off, so that `TikTok` stays whole.
 *
 * @returns The tokens, with a line break where two lines were glued.
 * @throws Never.
 */
export function splitGlued(text: string, tokens: readonly Token[], index: LexiconIndex): Token[] {
  return tokens.flatMap((token) => {
    if (token.kind !== 'word' || token.norm.length < 5 || token.end - token.start > 60) return [token]
    const parts = GLUED.exec(text.slice(token.start, token.end))
    const tail = foldWord(parts?.[2] ?? '')
    if (!parts || tail.length < 2 || !index.classes.get(tail)?.has('sentenceStarter')) return [token]
    const middle = token.start + parts[1]!.length
    return [
      { ...token, end: middle, norm: foldWord(parts[1]!) },
      { ...token, start: middle, norm: tail, isCapital: true, isAcronym: false, isJoined: false, isAfterBreak: true },
    ]
  })
}
