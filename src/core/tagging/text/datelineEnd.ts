import type { LexiconIndex } from '../words/indexLexicon.ts'
import type { Token } from '../words/tokenize.ts'
import type { TokenRange } from './findParagraphs.ts'

const MAX_DATELINE = 14
const MIN_REPORT = 8

/**
 * Finds where the dateline of a report ends: `RIGA, May 3 (LETA) —`, `Taipei, Jan. 3 (CNA)`, `MUMBAI:`, `/TASS/.`
 *
 * @returns Index behind it; the first token of the paragraph when it has none.
 * @throws Never.
 */
export function datelineEnd(tokens: readonly Token[], paragraph: TokenRange, index: LexiconIndex): number {
  const { from } = paragraph
  const limit = Math.min(paragraph.to, from + MAX_DATELINE)
  let isShouted = false
  let hasPlace = false
  let hasDay = false
  for (let at = from; at < limit; at += 1) {
    const token = tokens[at]!
    const before = tokens[at - 1]
    if (token.norm === '—') return at > from && (isShouted || before?.kind === 'close') ? at + 1 : from
    if (token.norm === ':') return isShouted && hasPlace && paragraph.to - at > MIN_REPORT ? at + 1 : from
    if (token.norm === '/' && at > from && tokens[at + 2]?.norm === '/')
      return tokens[at + 3]?.kind === 'stop' ? at + 4 : at + 3
    if (token.kind === 'close' && hasPlace && (hasDay || isShouted) && tokens[at + 1]?.isCapital) return at + 1
    if (token.kind === 'word' && !token.isCapital) return from
    if (token.kind === 'stop' && tokens[at + 1]?.norm !== '/' && !isMonth(before, index)) return from
    if (token.isAcronym && token.norm.length > 2) isShouted = true
    if (token.kind === 'number') hasDay = true
    if (!hasPlace) hasPlace = isPlace(tokens, from, at + 1, index)
  }
  return from
}

function isMonth(token: Token | undefined, index: LexiconIndex): boolean {
  return token !== undefined && (index.classes.get(token.norm)?.has('abbreviation') ?? false)
}

function isPlace(tokens: readonly Token[], from: number, to: number, index: LexiconIndex): boolean {
  const words = tokens.slice(from, to).map((token) => token.norm)
  const name = words.join(' ')
  if (index.lexicon.zones.datelinePlaces.includes(name)) return true
  const known = index.names.get(words[0]!) ?? []
  return known.some((each) => each.sense === 'capital' && each.words.join(' ') === name)
}
