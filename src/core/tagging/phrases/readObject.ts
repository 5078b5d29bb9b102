import type { Reading, Sentence } from '../text/readText.ts'

const MAX_OBJECT = 14

/** What an interference is in. */
export interface ObjectReading {
  readonly kind: 'aimed' | 'state' | 'other' | 'none'
  readonly end: number
}

/**
 * Reads what an interference is in: an election, a state, something else, or not said.
 *
 * @throws Never.
 */
export function readObject(reading: Reading, sentence: Sentence, from: number): ObjectReading {
  const { tokens, classes } = reading
  let at = from
  while (at < sentence.to && at < from + 8 && !classes[at]!.has('preposition.in')) {
    const isBridge =
      ['by', 'from', 'of'].includes(tokens[at]!.norm) ||
      reading.nameOf[at]! >= 0 ||
      classes[at]!.has('adverb') ||
      tokens[at]!.norm.endsWith('ly') ||
      classes[at]!.has('article') ||
      classes[at]!.has('noun') ||
      tokens[at]!.kind === 'possessive'
    if (!isBridge) return { kind: 'none', end: from }
    at += 1
  }
  if (at >= sentence.to || !classes[at]!.has('preposition.in')) return { kind: 'none', end: from }
  let hasState = false
  const limit = Math.min(sentence.to, at + MAX_OBJECT)
  for (let next = at + 1; next < limit; next += 1) {
    const known = classes[next]!
    const token = tokens[next]!
    if (known.has('contestObject') || known.has('contest') || known.has('affairs'))
      return { kind: 'aimed', end: phraseEnd(reading, next, sentence.to) }
    if (reading.nameAt[next]?.candidates.some((entity) => entity.kind === 'country')) hasState = true
    if (
      known.has('groupPronoun') ||
      known.has('thingPronoun') ||
      (next === at + 1 && ['this', 'that', 'these'].includes(token.norm)) ||
      known.has('firstPerson') ||
      token.norm === 'country' ||
      token.norm === 'countries' ||
      token.norm === 'year'
    )
      hasState = true
    const isOver =
      token.kind === 'stop' ||
      token.kind === 'quote' ||
      token.norm === ',' ||
      known.has('verb.past') ||
      known.has('relative') ||
      known.has('clauseStart')
    if (isOver && next > at + 1) return { kind: hasState ? 'state' : 'other', end: next }
  }
  return { kind: hasState ? 'state' : 'other', end: limit }
}

function phraseEnd(reading: Reading, at: number, limit: number): number {
  let end = at + 1
  while (
    end < limit &&
    (reading.classes[end]!.has('contest') ||
      reading.classes[end]!.has('contestObject') ||
      reading.classes[end]!.has('affairs'))
  )
    end += 1
  return end
}

/**
 * Tells `election interference`, `foreign meddling`, `Russian meddling` from the bare noun.
 *
 * @throws Never.
 */
export function hasModifier(reading: Reading, sentence: Sentence, at: number): boolean {
  for (let back = at - 1; back >= Math.max(sentence.from, at - 4); back -= 1) {
    const known = reading.classes[back]!
    const token = reading.tokens[back]!
    if (known.has('contest') || known.has('contestObject') || token.norm === 'foreign') return true
    if (reading.nameAt[back]?.candidates.some((entity) => entity.kind !== 'person')) return true
    if (token.isJoined) continue
    if (token.kind === 'punctuation' || known.has('preposition') || known.has('verb.past')) return false
  }
  return false
}
