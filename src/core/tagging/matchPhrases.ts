import type { LexiconIndex } from './indexLexicon.ts'
import type { PatternStep } from './parsePattern.ts'
import type { Token } from './tokenize.ts'

/** The classes of one token: class → how many tokens the word or phrase has. */
export type Classes = ReadonlyMap<string, number>

const MAX_FOREIGN = 3
/** `wired $3 million`: a sign for money parts nothing. */
const CURRENCIES: ReadonlySet<string> = new Set(['$', '€', '£', '¥', '₹', '₽', '₺', '₴', '₩', '₦'])
const NO_CLASSES: Classes = new Map()

/**
 * Gives each token the classes of its word and of the phrases that begin there.
 *
 * @param tokens The tokens that are read, in order.
 * @returns One map a token; tokens of the same word share one.
 * @throws Never.
 */
export function matchPhrases(tokens: readonly Token[], index: LexiconIndex): Classes[] {
  const classes = tokens.map((token): Classes => {
    const isWord = token.kind === 'word' || token.kind === 'number'
    return (isWord && !isForeignName(token) && index.classes.get(token.norm)) || NO_CLASSES
  })
  // From the right, so that a phrase may use the classes of phrases inside it.
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const phrases = index.phrases.get(tokens[at]!.norm)
    if (!phrases) continue
    let own: Map<string, number> | undefined
    for (const phrase of phrases) {
      const end = matchSteps(tokens, classes, phrase.steps, at)
      if (end < 0) continue
      own ??= new Map(classes[at])
      for (const name of phrase.classes) own.set(name, Math.max(end - at, own.get(name) ?? 0))
    }
    if (own) classes[at] = own
  }
  return classes
}

/** `Đỗ` is no form of `do`. */
function isForeignName(token: Token): boolean {
  return token.isMarked && token.isCapital && token.norm.length <= MAX_FOREIGN
}

/**
 * Matches the steps of a pattern at one token. Gaps are bounded, so the work is too.
 *
 * @returns Index behind the match, or -1.
 * @throws Never.
 */
export function matchSteps(
  tokens: readonly Token[],
  classes: readonly Classes[],
  steps: readonly PatternStep[],
  at: number,
  step = 0,
): number {
  const wanted = steps[step]
  if (wanted === undefined) return at
  const token = tokens[at]
  if (wanted.kind === 'gap') {
    for (let skip = 0; skip <= wanted.max; skip += 1) {
      const end = matchSteps(tokens, classes, steps, at + skip, step + 1)
      if (end >= 0) return end
      const skipped = tokens[at + skip]
      if (skipped === undefined || skipped.kind === 'stop') return -1
      const isMark = skipped.kind === 'punctuation' && !CURRENCIES.has(skipped.norm)
      if (isMark && !(wanted.isOverCommas && skipped.norm === ',')) return -1
    }
    return -1
  }
  if (token === undefined) return -1
  if (wanted.kind === 'class') {
    const length = classes[at]!.get(wanted.name)
    return length === undefined ? -1 : matchSteps(tokens, classes, steps, at + length, step + 1)
  }
  return wanted.words.has(token.norm) ? matchSteps(tokens, classes, steps, at + 1, step + 1) : -1
}
