import type { NameMention } from '../text/findNames.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'
import { isNominal } from './isNominal.ts'

/** A noun phrase: `Turkey’s main opposition candidate Kemal Kilicdaroglu`, `the head of the commission`. */
export interface NounPhrase extends TokenRange {
  /** Index of the noun that says who or what it is. */
  readonly head: number
  /** The name that the phrase ends with, if any. */
  readonly name: NameMention | undefined
  /** Further phrases joined by commas and `and`. */
  readonly conjuncts: readonly NounPhrase[]
}

const MAX_PHRASE = 24

/**
 * Reads the noun phrase that ends directly before a token.
 *
 * @param end Index behind the phrase.
 * @param floor The phrase does not reach left of it.
 * @returns undefined when no phrase ends there.
 * @throws Never.
 */
export function findPhraseBefore(reading: Reading, end: number, floor: number): NounPhrase | undefined {
  const simple = readSimple(reading, end, floor)
  if (!simple) return undefined
  let phrase: NounPhrase = simple
  let from = simple.wholeFrom
  for (let depth = 0; depth < 3; depth += 1) {
    if (reading.tokens[from - 1]?.norm !== 'of' || from - 1 <= floor) break
    const outer = readSimple(reading, from - 1, floor)
    if (!outer || reading.tokens[outer.head]!.kind === 'number') break
    phrase = { ...outer, to: end }
    from = outer.wholeFrom
  }
  return phrase
}

interface SimplePhrase extends NounPhrase {
  /** Its first word before a noun that belongs to something else was cut off. */
  readonly wholeFrom: number
}

function readSimple(reading: Reading, end: number, floor: number): SimplePhrase | undefined {
  const { tokens, classes } = reading
  let from = end
  while (from > floor && end - from < MAX_PHRASE && isNominal(reading, from - 1)) {
    from -= 1
    const isDeterminer = classes[from]!.has('determiner') || classes[from]!.has('possessivePronoun')
    if (isDeterminer && reading.nameOf[from]! < 0) break
  }
  while (from < end && (tokens[from]!.kind === 'possessive' || (tokens[from]!.norm === 'that' && from < end - 1)))
    from += 1
  if (from === end) return pronounAt(reading, end - 1, floor)
  const head = end - 1
  if (tokens[head]!.kind === 'possessive') return undefined
  const isBareDeterminer = classes[head]!.has('determiner') && reading.nameOf[head]! < 0
  if (isBareDeterminer && !classes[head]!.has('pronoun')) {
    return ['all', 'both', 'some', 'many', 'several', 'most', 'those'].includes(tokens[head]!.norm)
      ? { from: head, to: end, head, name: undefined, conjuncts: [], wholeFrom: head }
      : undefined
  }
  const name = reading.nameAt[head]
  return { from: name ? trimBefore(reading, from, name) : from, to: end, head, name, conjuncts: [], wholeFrom: from }
}

function pronounAt(reading: Reading, at: number, floor: number): SimplePhrase | undefined {
  if (at < floor || !reading.classes[at]?.has('pronoun')) return undefined
  return { from: at, to: at + 1, head: at, name: undefined, conjuncts: [], wholeFrom: at }
}

/** `In a statement Peskov`: a noun that is no title does not belong to the name behind it. */
function trimBefore(reading: Reading, from: number, name: NameMention): number {
  const before = name.from - 1
  if (before < from) return from
  const known = reading.classes[before]!
  const isName = reading.nameOf[before]! >= 0
  // `a charge Moscow rejects`: the noun is what is rejected.
  if (known.has('accusation') && name.sense !== 'unknown') return name.from
  const isTitle = ['role', 'roleModifier', 'honorific', 'determiner', 'possessivePronoun', 'hedge', 'body'].some(
    (each) => known.has(each),
  )
  if (isTitle || isName || reading.tokens[before]!.isJoined || reading.tokens[before]!.kind === 'possessive')
    return from
  if (name.sense !== 'unknown' && name.candidates[0]?.kind !== 'person') return from
  return name.from
}
