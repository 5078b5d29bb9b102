import type { Reading } from '../text/readText.ts'

/** A verb with what stands before it: `has not been accused`. */
export interface VerbGroup {
  /** Index of its first word. */
  readonly from: number
  readonly negators: number
  readonly isPassive: boolean
  readonly isInfinitive: boolean
  readonly isGerund: boolean
  /** Has a tense of its own: can be the verb of a clause. */
  readonly isFinite: boolean
  readonly modal: string | undefined
}

const MAX_GROUP = 9

/**
 * Reads a verb's auxiliaries, adverbs and negators to its left.
 *
 * @param verb Index of the verb.
 * @param floor The group does not reach left of it.
 * @throws Never.
 */
export function readVerbGroup(reading: Reading, verb: number, floor: number): VerbGroup {
  const { tokens, classes } = reading
  let from = verb
  let negators = 0
  let hasBe = false
  let hasHelp = false
  let isInfinitive = false
  let modal: string | undefined
  while (from > floor && verb - from < MAX_GROUP) {
    const at = from - 1
    const known = classes[at]!
    if (reading.nameOf[at]! >= 0 && !known.has('modal')) break
    if (known.has('negator') && !known.has('determiner') && !known.has('pronoun'))
      negators += tokens[at]!.norm === 'nor' ? 0 : 1
    else if (known.has('beVerb') || (known.has('beLike') && at === verb - 1 && classes[verb]!.has('verb.past')))
      hasBe = true
    else if (known.has('haveVerb') || known.has('doVerb')) hasHelp = true
    else if (known.has('modal')) {
      modal = tokens[at]!.norm
      if (modal === 'cannot') negators += 1
    } // `to meddle`, `to have meddled`, `to be meddling`
    else if (known.has('to') && !isBareGerund(reading, verb, hasBe) && (at === verb - 1 || hasHelp || hasBe))
      isInfinitive = true
    else if (!isAdverb(reading, at)) break
    if (tokens[at]!.norm === 'nor') break
    from = at
    if (isInfinitive) break
  }
  while (from < verb && isAdverb(reading, from) && !classes[from]!.has('negator')) from += 1
  const known = classes[verb]!
  const isPast = known.has('verb.past')
  const isGerund = known.has('verb.ing') && !hasBe
  return {
    from,
    negators,
    isPassive: hasBe && isPast,
    isInfinitive,
    isGerund,
    isFinite:
      !isInfinitive &&
      !isGerund &&
      (hasBe ||
        hasHelp ||
        modal !== undefined ||
        isPast ||
        known.has('verb.third') ||
        known.has('verb.base') ||
        known.has('beVerb')),
    modal,
  }
}

/** `in addition to denying`: no infinitive. */
function isBareGerund(reading: Reading, verb: number, hasBe: boolean): boolean {
  return reading.classes[verb]!.has('verb.ing') && !hasBe
}

function isAdverb(reading: Reading, at: number): boolean {
  const known = reading.classes[at]!
  if (known.has('adverb')) return true
  const word = reading.tokens[at]!.norm
  return word.endsWith('ly') && word.length > 4 && !known.has('notAdverb') && reading.nameOf[at]! < 0
}
