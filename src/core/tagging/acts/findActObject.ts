import type { ActFrame } from '../../../domain/lexicon.ts'
import type { Reading, Sentence } from '../text/readText.ts'

/**
 * Finds the object that a frame wants behind its verb.
 *
 * @returns Index behind it, or -1.
 * @throws Never.
 */
export function findActObject(reading: Reading, sentence: Sentence, from: number, frame: ActFrame): number {
  const limit = Math.min(sentence.to, from + frame.window)
  for (let at = from; at < limit; at += 1) {
    const known = reading.classes[at]!
    const length = known.get(frame.objects)
    if (length !== undefined) return at + length
    if (frame.objects === 'voterObject' && (known.has('subordinator') || known.has('timePreposition'))) return -1
    if (frame.objects === 'homeland' && isState(reading, at)) return at + 1
    if (frame.objects === 'personName' && isPerson(reading, at)) return at + 1
    if (frame.objects === 'homeland' && known.has('preposition')) return -1
    if (frame.objects === 'interference' && known.has('inquiry')) return -1
    const token = reading.tokens[at]!
    // What follows `by` acts, and is not acted upon.
    if (at === from && token.norm === 'by' && reading.classes[from - 1]!.has('verb.past')) return -1
    if (token.kind === 'stop' || token.norm === ';' || known.has('clauseStart') || known.has('relative')) return -1
    if (frame.objects === 'voterObject' && (token.norm === ',' || (known.has('verb.past') && !known.has('noun'))))
      return -1
  }
  return -1
}

/**
 * Tells whether a word belongs to the name of a person, as far as is known.
 *
 * @throws Never.
 */
export function isPerson(reading: Reading, at: number): boolean {
  const name = reading.nameAt[at]
  return name !== undefined && (name.sense === 'unknown' || name.candidates[0]?.kind === 'person')
}

/**
 * Tells whether a word names a state or its seat, and is no adjective: `Iran behind threatening mails`.
 *
 * @throws Never.
 */
export function isState(reading: Reading, at: number): boolean {
  const name = reading.nameAt[at]
  return (
    name !== undefined &&
    name.sense !== 'demonym' &&
    name.candidates.some((entity) => entity.kind === 'country' || entity.kind === 'seat')
  )
}
