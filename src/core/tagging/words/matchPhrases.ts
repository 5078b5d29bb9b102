import type { LexiconIndex, Phrase } from './indexLexicon.ts'
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
    const group = index.phrases.get(tokens[at]!.norm)
    if (!group) continue
    addMatches(tokens, classes, group.others, at)
    const second = tokens[at + 1]
    const phrases = second && group.bySecond.get(second.norm)
    if (phrases) addMatches(tokens, classes, phrases, at)
  }
  return classes
}

function addMatches(tokens: readonly Token[], classes: Classes[], phrases: readonly Phrase[], at: number): void {
  let own: Map<string, number> | undefined
  for (const phrase of phrases) {
    const end = matchSteps(tokens, classes, phrase.steps, at, 1)
    if (end < 0) continue
    own ??= new Map(classes[at])
    for (const name of phrase.classes) own.set(name, Math.max(end - at, own.get(name) ?? 0))
  }
  if (own) classes[at] = own
}

/** `Đỗ` is no form of `do`. */
function isForeignName(token: Token): boolean {
  return token.isMarked && token.isCapital && token.norm.length <= MAX_FOREIGN
}

/**
 * Matches the steps of a pattern at one token. Gaps are bounded, so the work is too.
 *
 * @param firstStep Steps before it are known to match, one token each.
 * @returns Index behind the match, or -1.
 * @throws Never.
 */
export function matchSteps(
  tokens: readonly Token[],
  classes: readonly Classes[],
  steps: readonly PatternStep[],
  from: number,
  firstStep = 0,
): number {
  let at = from + firstStep
  for (let step = firstStep; step < steps.length; step += 1) {
    const wanted = steps[step]!
    if (wanted.kind === 'gap') return matchAfterGap(tokens, classes, steps, at, step)
    const token = tokens[at]
    if (token === undefined) return -1
    if (wanted.kind === 'class') {
      const length = classes[at]!.get(wanted.name)
      if (length === undefined) return -1
      at += length
    } else if (wanted.words.has(token.norm)) at += 1
    else return -1
  }
  return at
}

function matchAfterGap(
  tokens: readonly Token[],
  classes: readonly Classes[],
  steps: readonly PatternStep[],
  at: number,
  step: number,
): number {
  const gap = steps[step]!
  if (gap.kind !== 'gap') return -1
  const rest = steps.slice(step + 1)
  for (let skip = 0; skip <= gap.max; skip += 1) {
    const end = matchSteps(tokens, classes, rest, at + skip)
    if (end >= 0) return end
    const skipped = tokens[at + skip]
    if (skipped === undefined || skipped.kind === 'stop') return -1
    const isMark = skipped.kind === 'punctuation' && !CURRENCIES.has(skipped.norm)
    if (isMark && !(gap.isOverCommas && skipped.norm === ',')) return -1
  }
  return -1
}
