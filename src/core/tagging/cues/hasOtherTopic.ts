import type { Reading } from '../text/readText.ts'

/**
 * Tells whether a noun before an accusation says that it is about something else: `corruption allegations`, `rape claims`.
 *
 * @param from Start of the phrase.
 * @param at Index of the accusation.
 * @throws Never.
 */
export function hasOtherTopic(reading: Reading, from: number, at: number): boolean {
  const before = at - 1
  if (before < from || reading.nameOf[before]! >= 0 || reading.tokens[before]!.kind !== 'word') return false
  const known = reading.classes[before]!
  const isPlain = [
    'determiner',
    'possessivePronoun',
    'hedge',
    'discredit',
    'contest',
    'adverb',
    'roleModifier',
    'number',
    'attackNoun',
    'plotNoun',
  ].some((name) => known.has(name))
  if (isPlain) return false
  const isAdjective = [
    'such',
    'similar',
    'latest',
    'new',
    'same',
    'repeated',
    'recent',
    'earlier',
    'previous',
    'constant',
    'mutual',
    'western',
    'serious',
    'explosive',
    'sensational',
    'various',
    'numerous',
    'current',
    'fresh',
  ].includes(reading.tokens[before]!.norm)
  return !isAdjective && known.size > 0
    ? known.has('noun') || known.has('verb')
    : !isAdjective &&
        /(tion|ment|ery|ing|ism|ity|sexual|financial|fraud|rape|murder|abuse|crimes?)$/.test(
          reading.tokens[before]!.norm,
        )
}
