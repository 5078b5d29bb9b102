import type { Reading } from './readText.ts'

/**
 * Tells a verb from a noun or adjective of the same spelling: `she claims that`, not `the claims`;
 * `he alleged that`, not `the alleged interference`.
 *
 * @param at Index of a word that has a verb class.
 * @throws Never.
 */
export function isVerbUse(reading: Reading, at: number): boolean {
  const { tokens, classes, nameOf, sentenceOf } = reading
  const known = classes[at]!
  const token = tokens[at]!
  if (token.isJoined || nameOf[at]! >= 0) return false
  const isNounToo = known.has('noun') || known.has('interference') || known.has('contest')
  const isAdjectiveToo = known.has('hedge')
  if (!isNounToo && !isAdjectiveToo) return true
  if (sentenceOf[at - 1] !== sentenceOf[at]) return false
  const before = tokens[at - 1]!
  const beforeKnown = classes[at - 1]!
  const name = reading.names[nameOf[at - 1]!]
  if (name) return name.sense !== 'demonym' || !isNounFollowing(reading, at)
  if (before.kind === 'possessive' || before.kind === 'number') return false
  if (beforeKnown.has('timeWord')) return known.has('verb.past') || known.has('verb.third')
  const isHelped = ['to', 'modal', 'haveVerb', 'doVerb', 'subjectPronoun', 'adverb', 'relative', 'beVerb'].some(
    (each) => beforeKnown.has(each),
  )
  if (isHelped) return !beforeKnown.has('possessivePronoun')
  if (before.norm.endsWith('ly') && before.norm.length > 4) return true
  if (beforeKnown.has('determiner') || beforeKnown.has('preposition')) return false
  if (before.kind === 'close' || before.norm === ',' || before.norm === '—')
    return isAdjectiveToo ? !isNounFollowing(reading, at) : known.has('verb.past') || tokens[at + 1]?.norm === 'that'
  if (before.norm === 'and' || before.norm === 'but')
    return isAdjectiveToo || tokens[at + 1]?.norm === 'that' || known.has('verb.past')
  const isSubjectNoun = ['role', 'groupRole', 'body', 'humanNoun', 'document'].some((each) => beforeKnown.has(each))
  return isSubjectNoun && !['of', 'against', 'about', 'over'].includes(tokens[at + 1]?.norm ?? '')
}

function isNounFollowing(reading: Reading, at: number): boolean {
  const next = reading.tokens[at + 1]
  if (next?.kind !== 'word') return true
  const known = reading.classes[at + 1]!
  return !(known.has('determiner') || known.has('that') || next.norm === 'that' || known.has('pronoun'))
}
