import { isContestOwner } from '../elections/isContestOwner.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import { findPhraseBefore, type NounPhrase } from '../phrases/findPhraseBefore.ts'
import { findSubject } from '../phrases/findSubject.ts'
import { isVerbUse } from '../phrases/isVerbUse.ts'
import { stateIn } from '../phrases/readModifiers.ts'
import { readVerbGroup } from '../phrases/readVerbGroup.ts'
import type { Reading } from '../text/readText.ts'
import type { Act } from './findActs.ts'

const MAX_BY = 12
const MAX_DEPTH = 4

/**
 * Finds the words that name who acts: the subject of a verb, `by X`, `Russian` or `Russia’s` before a noun.
 * A gerund or infinitive hands the question on to the verb or noun that governs it.
 *
 * @param floor The search does not reach left of it.
 * @returns undefined when the words around do not say it.
 * @throws Never.
 */
export function findAgent(reading: Reading, act: Act, floor: number): NounPhrase | undefined {
  if (act.agent) return act.agent
  if (act.ruleId === 'act.hand-in') return agentOfHand(reading, act.at, floor)
  const isInfinitive = reading.classes[act.at]!.has('verb') && (reading.classes[act.at - 1]?.has('to') ?? false)
  if (act.isNoun && !isInfinitive) return agentOfNoun(reading, act.at, act.end, floor)
  return agentOfVerb(reading, act.at, floor, 0) ?? byPhrase(reading, act.at + 1, act.end)
}

/** `Their hand is in our ballot boxes`, `Belarus has its fingers in them`. */
function agentOfHand(reading: Reading, at: number, floor: number): NounPhrase | undefined {
  const owner = at > floor ? ownerAt(reading, at - 1, floor) : undefined
  const isOwned = owner !== undefined && !reading.classes[owner.head]!.has('possessivePronoun')
  if (isOwned) return owner
  for (let back = at - 1; back >= Math.max(floor, at - 6); back -= 1) {
    const known = reading.classes[back]!
    if (known.has('haveVerb') || (known.has('verb') && isVerbUse(reading, back)))
      return findSubject(reading, back, floor)
  }
  return owner
}

function agentOfVerb(reading: Reading, verb: number, floor: number, depth: number): NounPhrase | undefined {
  if (depth > MAX_DEPTH || verb < floor) return undefined
  const { tokens, classes } = reading
  const group = readVerbGroup(reading, verb, floor)
  // `was sent to disrupt the vote`: whoever is sent disrupts it.
  if (group.isPassive)
    return byPhrase(reading, verb + 1, verb + MAX_BY) ?? (depth > 0 ? findSubject(reading, verb, floor) : undefined)
  let before = group.from - 1
  while (
    before > floor &&
    classes[before]!.has('adverb') === false &&
    tokens[before]!.norm.endsWith('ly') &&
    tokens[before]!.norm.length > 4
  )
    before -= 1
  if (group.isInfinitive || group.isGerund) {
    if (before < floor) return undefined
    const known = classes[before]!
    if (group.isGerund && known.has('preposition')) {
      const noun = before - 1
      if (noun < floor) return undefined
      if (classes[noun]!.has('attemptNoun')) return agentOfNoun(reading, noun, noun + 1, floor)
      const isBy = tokens[before]!.norm === 'by'
      if (isBy) return agentOfVerbBefore(reading, noun, floor, depth)
      const whole = findPhraseBefore(reading, before, floor)
      return whole ? agentOfHaving(reading, whole.from, floor) : undefined
    }
    if (known.has('attemptNoun') && reading.nameOf[before]! < 0 && !known.has('attempt'))
      return agentOfNoun(reading, before, before + 1, floor)
    if (known.has('attemptNoun') && !isVerbUse(reading, before)) return agentOfNoun(reading, before, before + 1, floor)
    if (known.has('verb') && isVerbUse(reading, before)) return agentOfVerb(reading, before, floor, depth + 1)
    const isParticle =
      ['up', 'out', 'off', 'together', 'over'].includes(tokens[before]!.norm) && classes[before - 1]?.has('verb')
    if (isParticle && before - 1 > floor) return agentOfVerb(reading, before - 1, floor, depth + 1)
    if (group.isGerund && (tokens[before]!.norm === ',' || known.has('coordinator')))
      return agentOfVerbBefore(reading, before - 1, floor, depth)
    if (group.isGerund && reading.nameOf[before]! >= 0) {
      const name = reading.names[reading.nameOf[before]!]!
      return { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] }
    }
    if (group.isInfinitive) {
      const phrase = findPhraseBefore(reading, group.from, floor)
      const isTheirs =
        phrase !== undefined && tokens[phrase.from - 1]?.norm === 'by' && classes[phrase.from - 2]?.has('attemptNoun')
      if (isTheirs) return phrase
      const verbBefore = phrase ? phrase.from - 1 : -1
      const isPaid = verbBefore >= floor && classes[verbBefore]!.has('verb') && phrase !== undefined
      const isMeans = ['fund', 'spread', 'employ'].some((name) => classes[verbBefore]?.has(name))
      if (isPaid && isMeans) return agentOfVerb(reading, verbBefore, floor, depth + 1)
      if (
        isPaid &&
        (classes[verbBefore]!.has('ask') || classes[verbBefore]!.has('tell') || classes[verbBefore]!.has('mastermind'))
      )
        return phrase
      return agentOfPurpose(reading, before, floor, depth)
    }
  }
  const subject = findSubject(reading, verb, floor)
  if (subject && isSum(reading, subject)) return agentOfVerbBefore(reading, subject.from - 1, floor, depth)
  const isJoined = before > floor && classes[before]!.has('coordinator')
  return subject ?? (isJoined ? agentOfVerbBefore(reading, before - 1, floor, depth) : undefined)
}

/** `worked with others to bring him down`: the subject of the verb whose purpose it is. */
function agentOfPurpose(reading: Reading, from: number, floor: number, depth: number): NounPhrase | undefined {
  let reduced: number | undefined
  for (let at = from; at >= Math.max(floor, from - 22); at -= 1) {
    const known = reading.classes[at]!
    if (known.has('that') || known.has('relative') || reading.tokens[at]!.kind === 'quote') return undefined
    const isCue = known.has('say') || known.has('accuse') || known.has('deny')
    if (reading.nameOf[at]! >= 0 || !known.has('verb') || !isVerbUse(reading, at)) continue
    if (reading.classes[at - 1]?.has('determiner')) continue
    // `a network run by Kaya to pay voters`
    if (reading.tokens[at + 1]?.norm === 'by' && !known.has('verb.third')) {
      reduced ??= at
      continue
    }
    const agent = isCue ? undefined : agentOfVerb(reading, at, floor, depth + 1)
    if (!agent || !isSum(reading, agent)) return agent
  }
  return reduced === undefined ? undefined : findSubject(reading, reduced, floor)
}

/** `$15 million channelled to bribe voters`: money is sent, it does not act, unless it is a state’s. */
function isSum(reading: Reading, phrase: NounPhrase): boolean {
  const { tokens, classes } = reading
  if (stateIn(reading, phrase.from, phrase.to)) return false
  return tokens[phrase.head]!.kind === 'number' || (!phrase.name && classes[phrase.head]!.has('money'))
}

/** The nearest verb to the left, for `…, spreading fakes` and `and spreading`. */
function agentOfVerbBefore(reading: Reading, from: number, floor: number, depth: number): NounPhrase | undefined {
  for (let at = from; at >= Math.max(floor, from - 25); at -= 1) {
    const known = reading.classes[at]!
    if (reading.nameOf[at]! >= 0 || !known.has('verb') || known.has('noun')) continue
    return agentOfVerb(reading, at, floor, depth + 1)
  }
  return undefined
}

function agentOfNoun(reading: Reading, at: number, end: number, floor: number): NounPhrase | undefined {
  const by = byPhrase(reading, at + 1, Math.max(end, at + 4) + 4, true)
  if (by) return by
  const phrase = findPhraseBefore(reading, at + 1, floor)
  if (!phrase) return undefined
  if (phrase.to - phrase.from < 2) return agentOfHaving(reading, phrase.from, floor)
  for (let word = Math.min(at, phrase.to - 1) - 1; word >= phrase.from; word -= 1) {
    if (reading.tokens[word]!.norm === 'of') return undefined
    const owner = ownerAt(reading, word, phrase.from)
    if (owner) return owner
  }
  return agentOfHaving(reading, phrase.from, floor)
}

/** `Iran has no hand in it`, `that Minsk would have any intervention`, `it ran an operation`: the subject of the verb. */
function agentOfHaving(reading: Reading, noun: number, floor: number): NounPhrase | undefined {
  for (let at = noun - 1; at >= Math.max(floor, noun - 4); at -= 1) {
    const known = reading.classes[at]!
    const isInvolved = known.has('involved') && reading.tokens[at + 1]?.norm === 'in'
    if (isInvolved || known.has('haveVerb') || (known.has('conduct') && isVerbUse(reading, at))) {
      const subject = findSubject(reading, at, floor)
      const isNobody =
        subject && (reading.classes[subject.head]!.has('pronoun') || reading.tokens[subject.head]!.norm === 'there')
      return isNobody ? undefined : subject
    }
    const isBetween =
      ['negator', 'determiner', 'adverb'].some((name) => known.has(name)) || reading.tokens[at]!.norm === 'in'
    if (!isBetween) return undefined
  }
  return undefined
}

/**
 * Finds whose deed a phrase names: `US interference involved payments`, `Minsk’s operation spread fakes`.
 *
 * @returns undefined when the phrase names no deed, or nobody’s.
 * @throws Never.
 */
export function agentOfDeed(reading: Reading, phrase: NounPhrase): NounPhrase | undefined {
  const known = reading.classes[phrase.head]!
  const isDeed = known.has('interference') || known.has('intervention') || known.has('plotNoun')
  return !phrase.name && isDeed ? agentOfNoun(reading, phrase.head, phrase.head + 1, phrase.from) : undefined
}

/**
 * Finds whose the thing is that a phrase names: `the envoy’s speech`, `the German letter`, `a statement by the embassy`.
 *
 * @throws Never.
 */
export function ownerOf(reading: Reading, phrase: NounPhrase): NounPhrase | undefined {
  return agentOfNoun(reading, phrase.head, phrase.head + 1, phrase.from)
}

/** `Russia’s`, `their`, `Russian`, `Kremlin` inside a phrase. */
function ownerAt(reading: Reading, word: number, floor: number): NounPhrase | undefined {
  const { tokens, classes } = reading
  if (tokens[word]!.kind === 'possessive') return findPhraseBefore(reading, word, floor)
  if (classes[word]!.has('possessivePronoun'))
    return { from: word, to: word + 1, head: word, name: undefined, conjuncts: [] }
  const name = reading.nameAt[word]
  if (!name || word !== name.to - 1 || !stateIn(reading, name.from, name.to)) return undefined
  if (isContestOwner(reading, name)) return undefined
  if (name.candidates[0]?.kind === 'person' || name.sense === 'unknown') return undefined
  return { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] }
}

function byPhrase(reading: Reading, from: number, to: number, isNoun = false): NounPhrase | undefined {
  const sentence = reading.sentences[reading.sentenceOf[from] ?? -1]
  if (!sentence) return undefined
  for (let at = from; at < Math.min(to, sentence.to - 1); at += 1) {
    const word = reading.tokens[at]!.norm
    if (reading.tokens[at]!.kind === 'stop' || word === ',' || reading.classes[at]!.has('clauseStart')) return undefined
    if (isNoun && reading.classes[at]!.has('beVerb')) return undefined
    const isSteered = word === 'from' && (reading.classes[at - 1]?.has('verb.past') ?? false)
    const isOf = ((word === 'of' || word === 'from') && at <= from + 1) || isSteered
    if (word !== 'by' && !isOf) continue
    const phrase = findPhraseAfter(reading, at + 1, sentence.to)
    if (phrase?.name && (word === 'by' || stateIn(reading, phrase.from, phrase.to))) return phrase
    const isActor = phrase && (isActorNoun(reading, phrase) || stateIn(reading, phrase.from, phrase.to))
    if (isNoun && isOf && phrase && isStateOrgan(reading, phrase)) return phrase
    if (isActor && word === 'by' && !reading.classes[at + 1]!.has('verb.ing')) return phrase
  }
  return undefined
}

/** `the intrusion of the Serbian government`. */
function isStateOrgan(reading: Reading, phrase: NounPhrase): boolean {
  return (
    stateIn(reading, phrase.from, phrase.to) !== undefined &&
    ['stateOrgan', 'hackAgent'].some((name) => reading.classes[phrase.head]!.has(name))
  )
}

function isActorNoun(reading: Reading, phrase: NounPhrase): boolean {
  const known = reading.classes[phrase.head]!
  return ['role', 'groupRole', 'body', 'humanNoun', 'media'].some((name) => known.has(name))
}
