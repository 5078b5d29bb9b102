import type { Reading } from '../text/readText.ts'
import { hasAnyClass } from '../words/hasAnyClass.ts'
import { isVerbUse } from './isVerbUse.ts'

const isNever = hasAnyClass(
  'preposition',
  'coordinator',
  'subordinator',
  'relative',
  'beVerb',
  'haveVerb',
  'doVerb',
  'modal',
  'to',
  'timeWord',
  'pronoun',
  'negator',
)
const isNounLike = hasAnyClass(
  'noun',
  'role',
  'roleModifier',
  'hedge',
  'contest',
  'body',
  'humanNoun',
  'interference',
  'intervention',
)
const isDetermining = hasAnyClass('determiner', 'possessivePronoun', 'article')

/**
 * Tells whether a token can stand inside a noun phrase, by closed word classes; unknown words can.
 *
 * @param at Index of a token.
 * @throws Never.
 */
export function isNominal(reading: Reading, at: number): boolean {
  const token = reading.tokens[at]
  if (!token || token.kind === 'stop' || token.kind === 'punctuation' || token.kind === 'quote') return false
  if (token.kind === 'open' || token.kind === 'close') return false
  if (token.kind !== 'word' || token.isJoined || reading.nameOf[at]! >= 0) return true
  if (reading.tokens[at + 1]?.isJoined && reading.classes[at]!.has('timeWord')) return true
  const known = reading.classes[at]!
  if (isDetermining(known)) return true
  if (isNever(known)) return false
  // `the report finds`
  if (known.has('verb.third') && known.has('noun') && isVerbUse(reading, at)) return false
  if (isNounLike(known)) return true
  const isAdverb =
    known.has('adverb') || (token.norm.endsWith('ly') && token.norm.length > 4 && !known.has('notAdverb'))
  if (isAdverb) return false
  const isParticiple = token.norm.endsWith('ed') || token.norm.endsWith('ing')
  const isBase = known.has('verb.base') && !known.has('verb.past')
  if (known.has('verb') || isParticiple) return (isParticiple || isBase) && isDetermined(reading, at)
  return true
}

function isDetermined(reading: Reading, at: number): boolean {
  const before = reading.tokens[at - 1]
  if (!before || reading.sentenceOf[at - 1] !== reading.sentenceOf[at]) return false
  return before.kind === 'possessive' || (reading.classes[at - 1]?.has('determiner') ?? false)
}
