import type { Reading } from '../text/readText.ts'
import type { Classes } from '../words/matchPhrases.ts'

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
  // `think-tank`, `hand-picked`: part of a compound.
  if (token.isJoined || nameOf[at]! >= 0 || tokens[at + 1]?.isJoined) return false
  // `the State Duma`
  if (token.isCapital && sentenceOf[at - 1] === sentenceOf[at] && classes[at - 1]!.has('article')) return false
  const isNounToo = known.has('noun') || known.has('interference') || known.has('contest')
  const isAdjectiveToo = known.has('hedge')
  if (known.has('adjectiveToo')) return isVerbBetween(reading, at)
  if (!isNounToo && !isAdjectiveToo) return true
  if (sentenceOf[at - 1] !== sentenceOf[at]) return false
  const before = tokens[at - 1]!
  const beforeKnown = classes[at - 1]!
  const name = reading.names[nameOf[at - 1]!]
  if (name && isBareForm(known) && !isPluralName(reading, at - 1)) return isClauseFollowing(reading, at)
  if (name) return name.sense !== 'demonym' || !isNounFollowing(reading, at)
  if (before.kind === 'possessive' || before.kind === 'number') return false
  if (before.norm === 'turn' && tokens[at - 2]?.norm === 'in') return true
  if (beforeKnown.has('timeWord')) return known.has('verb.past') || known.has('verb.third')
  const isHelped = ['to', 'modal', 'haveVerb', 'doVerb', 'subjectPronoun', 'adverb', 'relative', 'beVerb'].some(
    (each) => beforeKnown.has(each),
  )
  if (isHelped) return !beforeKnown.has('possessivePronoun')
  if (before.norm.endsWith('ly') && before.norm.length > 4)
    return !(known.has('verb.base') && classes[at - 2]?.has('beVerb'))
  if (beforeKnown.has('determiner') || beforeKnown.has('preposition')) return false
  if (before.kind === 'close' || before.norm === ',' || before.norm === '—')
    return isAdjectiveToo
      ? !isNounFollowing(reading, at) || isNameWithVerb(reading, at + 1)
      : known.has('verb.past') || tokens[at + 1]?.norm === 'that'
  if (before.norm === 'and' || before.norm === 'but')
    return isAdjectiveToo || tokens[at + 1]?.norm === 'that' || known.has('verb.past')
  // `security forces`: one noun of two words.
  if (['groupRole', 'body', 'role'].some((each) => (beforeKnown.get(each) ?? 0) > 1)) return false
  const isSubjectNoun = ['role', 'groupRole', 'body', 'humanNoun', 'document'].some((each) => beforeKnown.has(each))
  if (!isSubjectNoun || ['of', 'against', 'about', 'over'].includes(tokens[at + 1]?.norm ?? '')) return false
  if (isBareForm(known) && !isPluralNoun(beforeKnown)) return isClauseFollowing(reading, at)
  if (known.has('verb.third') && isPluralNoun(beforeKnown)) return false
  return !isHelper(reading, at + 1) && !['verb.past', 'verb.third'].some((each) => reading.classes[at + 1]?.has(each))
}

/** `to direct the hack`, `they direct it`, not `direct interference`. */
function isVerbBetween(reading: Reading, at: number): boolean {
  const before = reading.classes[at - 1]
  const after = reading.classes[at + 1]
  const isHelped = ['to', 'modal', 'subjectPronoun', 'doVerb'].some((each) => before?.has(each))
  return isHelped || (['determiner', 'pronoun'].some((each) => after?.has(each)) && !before?.has('determiner'))
}

/** `report`, `state`, `claim` as verbs want a plural before them. */
function isBareForm(known: Classes): boolean {
  return known.has('verb.base') && !known.has('verb.past')
}

function isPluralNoun(known: Classes): boolean {
  return known.has('plural') || known.has('collective')
}

/** `Republicans`, and the last of `Russia and China`. */
function isPluralName(reading: Reading, at: number): boolean {
  const name = reading.names[reading.nameOf[at]!]!
  const word = reading.tokens[at]!
  return (word.norm.endsWith('s') && !word.isAcronym) || reading.tokens[name.from - 1]?.norm === 'and'
}

function isClauseFollowing(reading: Reading, at: number): boolean {
  return reading.tokens[at + 1]?.norm === 'that' || (reading.classes[at + 1]?.has('subjectPronoun') ?? false)
}

function isHelper(reading: Reading, at: number): boolean {
  const known = reading.classes[at]
  return ['beVerb', 'haveVerb', 'doVerb', 'modal'].some((each) => known?.has(each))
}

const MAX_NAME = 4

/** `…, claimed Mills won`: a name with a verb of its own. */
function isNameWithVerb(reading: Reading, from: number): boolean {
  if ((reading.nameOf[from] ?? -1) < 0) return false
  for (let at = from; at < from + MAX_NAME; at += 1) {
    if ((reading.nameOf[at] ?? -1) >= 0) continue
    const known = reading.classes[at]
    return isHelper(reading, at) || (known?.has('verb.past') ?? false) || (known?.has('verb.third') ?? false)
  }
  return false
}

function isNounFollowing(reading: Reading, at: number): boolean {
  const next = reading.tokens[at + 1]
  if (next?.kind !== 'word') return true
  const known = reading.classes[at + 1]!
  return !(known.has('determiner') || known.has('that') || next.norm === 'that' || known.has('pronoun'))
}
