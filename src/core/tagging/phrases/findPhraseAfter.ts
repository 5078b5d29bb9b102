import type { Reading } from '../text/readText.ts'
import type { NounPhrase } from './findPhraseBefore.ts'
import { isNominal } from './isNominal.ts'

const MAX_PHRASE = 24
const MAX_CONJUNCTS = 8

/**
 * Reads the noun phrase that begins at a token, with those joined to it: `Russia and Belarus`.
 *
 * @param start Index of the first token.
 * @param limit The phrase does not reach right of it.
 * @returns undefined when no phrase begins there.
 * @throws Never.
 */
export function findPhraseAfter(reading: Reading, start: number, limit: number): NounPhrase | undefined {
  const first = readSimple(reading, start, limit)
  if (!first) return undefined
  const conjuncts: NounPhrase[] = []
  let end = first.to
  while (conjuncts.length < MAX_CONJUNCTS) {
    let next = behindBrackets(reading, end, limit)
    if (reading.tokens[next]?.norm === ',') next += 1
    if (['and', 'or'].includes(reading.tokens[next]?.norm ?? '')) next += 1
    if (next === behindBrackets(reading, end, limit) || next >= limit) break
    const joined = readSimple(reading, next, limit)
    if (!joined?.name || !first.name) break
    conjuncts.push(joined)
    end = joined.to
  }
  const isList = conjuncts.length === 1 ? reading.tokens[first.to]?.norm !== ',' : true
  return isList ? { ...first, conjuncts } : first
}

const MAX_BRACKETS = 5

/** Over `(FBI)` and `[RT]`. */
function behindBrackets(reading: Reading, at: number, limit: number): number {
  if (reading.tokens[at]?.kind !== 'open') return at
  for (let next = at + 1; next < Math.min(limit, at + MAX_BRACKETS); next += 1)
    if (reading.tokens[next]!.kind === 'close') return next + 1
  return at
}

function readSimple(reading: Reading, start: number, limit: number): NounPhrase | undefined {
  const { tokens, classes } = reading
  if (
    start < limit &&
    classes[start]?.has('pronoun') &&
    !classes[start]!.has('possessivePronoun') &&
    reading.nameOf[start]! < 0
  ) {
    return { from: start, to: start + 1, head: start, name: undefined, conjuncts: [] }
  }
  let to = start
  while (to < limit && to - start < MAX_PHRASE && isNominal(reading, to)) {
    const isNewPhrase =
      to > start && classes[to]!.has('determiner') && reading.nameOf[to]! < 0 && !classes[to - 1]!.has('determiner')
    if (isNewPhrase && tokens[to - 1]!.kind !== 'possessive') break
    to += 1
  }
  while (to > start && tokens[to - 1]!.kind === 'possessive') to -= 1
  if (to === start) return undefined
  const head = to - 1
  const name = reading.nameAt[head]
  if (!name && tokens[to]?.norm === 'of' && to + 1 < limit) {
    const inner = readSimple(reading, to + 1, limit)
    if (inner) return { from: start, to: inner.to, head, name: undefined, conjuncts: [] }
  }
  return { from: start, to, head, name, conjuncts: [] }
}
