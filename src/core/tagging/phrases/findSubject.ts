import type { Reading } from '../text/readText.ts'
import { findPhraseBefore, type NounPhrase } from './findPhraseBefore.ts'
import { isNominal } from './isNominal.ts'
import { readVerbGroup } from './readVerbGroup.ts'

const MAX_STEPS = 12
const MAX_PARENTHESIS = 45
const OPENERS = [
  'relative',
  'determiner',
  'role',
  'preposition',
  'number',
  'roleModifier',
  'body',
  'adverb',
  'subordinator',
  'groupRole',
  'verb.ing',
  'verb.past',
] as const

/**
 * Finds the noun phrase that is the subject of a verb, to its left: over auxiliaries, adverbs, times, places,
 * appositions, relative clauses, brackets and the attribution inside a split quotation.
 *
 * @param verb Index of the verb.
 * @param floor The search does not reach left of it.
 * @returns undefined when the subject is left out or cannot be told.
 * @throws Never.
 */
export function findSubject(reading: Reading, verb: number, floor: number): NounPhrase | undefined {
  const { tokens, classes } = reading
  const group = readVerbGroup(reading, verb, floor)
  let end = group.from
  let hasAdjunct = false
  let isRelative = false
  for (let step = 0; step < MAX_STEPS && end > floor; step += 1) {
    const before = tokens[end - 1]!
    const known = classes[end - 1]!
    if (known.has('relative') && reading.nameOf[end - 1]! < 0) {
      end = skipBack(reading, end - 1, floor)
      isRelative = true
    } else if (before.norm === ',' || before.norm === '—' || before.kind === 'close' || before.kind === 'quote') {
      const next = skipParenthesis(reading, end, floor)
      if (next === undefined) return before.norm === ',' ? aloneBefore(reading, end - 1, floor) : undefined
      const apposed = apposedName(reading, next, end, floor)
      if (apposed) return apposed
      end = next
    } else if (hasAdjunct && isReduced(reading, end - 1, floor)) {
      end -= 1
    } else if (isPassedOver(reading, end - 1)) {
      end -= 1
    } else {
      const phrase = findPhraseBefore(reading, end, floor)
      if (!phrase) return undefined
      const governor = classes[phrase.from - 1]
      // `with the spokesman calling it absurd`
      const isAbsolute = group.isGerund && end === group.from && tokens[phrase.from - 1]?.norm === 'with'
      // `at least nine candidates` is no place
      const isCount = tokens[phrase.from - 1]?.norm === 'at' && ['least', 'most'].includes(tokens[phrase.from]!.norm)
      const isPlain = !isAbsolute && !isCount && !(isRelative && isAntecedent(reading, phrase, end, verb))
      const isAdjunct = phrase.from > floor && governor?.has('preposition') && isPlain
      const isClause = governor?.has('subordinator') && !hasAdjunct
      if (!isAdjunct || isClause) return describedName(reading, phrase, floor) ?? withConjuncts(reading, phrase, floor)
      end = phrase.from - 1
      hasAdjunct = true
    }
  }
  return undefined
}

/** `a rebuke by Minsk, which has denied`: what stands before `which` is meant, whatever governs it. */
function isAntecedent(reading: Reading, phrase: NounPhrase, end: number, verb: number): boolean {
  const form = reading.classes[verb]!
  // `lawyers for Kaya who say`
  if (form.has('verb.base') && !form.has('verb.past') && !reading.classes[phrase.head]!.has('plural')) return false
  const isApart = reading.tokens[end]?.norm === ',' || reading.tokens[end]?.kind === 'open'
  const next = isApart ? end + 1 : end
  const word = reading.tokens[next]?.norm
  if (phrase.to !== end || !(word === 'which' || word === 'who')) return false
  const kind = phrase.name?.candidates[0]?.kind
  const isPerson = phrase.name ? kind === 'person' || kind === undefined : reading.classes[phrase.head]!.has('role')
  const isActor =
    phrase.name !== undefined || ['body', 'groupRole'].some((name) => reading.classes[phrase.head]!.has(name))
  return word === 'who' ? isPerson : !isPerson && isActor
}

const MAX_DESCRIPTION = 16

/** `Ana Popescu, the editor-in-chief of one channel and another said`: the comma that should close is missing. */
function describedName(reading: Reading, phrase: NounPhrase, floor: number): NounPhrase | undefined {
  const { tokens, classes } = reading
  let hasRole = classes[phrase.head]!.has('role')
  for (let at = phrase.from; at > Math.max(floor, phrase.from - MAX_DESCRIPTION); at -= 1) {
    if (classes[at]!.has('role') && reading.nameOf[at]! < 0) hasRole = true
    const before = tokens[at - 1]!
    if (before.kind === 'stop' || before.kind === 'quote' || classes[at - 1]!.has('relative')) return undefined
    if (before.norm !== ',') continue
    const name = reading.nameAt[at - 2]
    const isDescription = hasRole && classes[at]!.has('article') && name?.to === at - 1
    const isPerson = name !== undefined && (name.sense === 'unknown' || name.candidates[0]?.kind === 'person')
    const isPlace = name && ['preposition', 'article'].some((each) => classes[name.from - 1]?.has(each))
    if (!isDescription || !isPerson || isPlace) return undefined
    return { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] }
  }
  return undefined
}

/** `Spokesman Ivan Petrov, dismissed it`: a stray comma behind a phrase that opens the sentence. */
function aloneBefore(reading: Reading, comma: number, floor: number): NounPhrase | undefined {
  const phrase = findPhraseBefore(reading, comma, floor)
  const isTitled = phrase?.name !== undefined && phrase.to - phrase.from > 1
  return isTitled && phrase.from === floor ? phrase : undefined
}

/** `outlets belonging to the state spread`: a participle between a noun and its adjunct. */
function isReduced(reading: Reading, at: number, floor: number): boolean {
  const known = reading.classes[at]!
  const isParticiple = known.has('verb.ing') || known.has('verb.past') || /(ing|ed)$/.test(reading.tokens[at]!.norm)
  return isParticiple && at > floor && isNominal(reading, at - 1)
}

function isPassedOver(reading: Reading, at: number): boolean {
  const known = reading.classes[at]!
  if (reading.nameOf[at]! >= 0) return false
  return (
    known.has('timeWord') ||
    (known.has('preposition') && !known.has('pronoun')) ||
    known.has('adverb') ||
    (reading.tokens[at]!.norm.endsWith('ly') && reading.tokens[at]!.norm.length > 4 && !known.has('notAdverb')) ||
    reading.tokens[at]!.kind === 'number'
  )
}

/** `A spokesman for the mission, Ivan Petrov, denied it`: the name says who, the role belongs to it. */
function apposedName(reading: Reading, from: number, end: number, floor: number): NounPhrase | undefined {
  const name = reading.nameAt[end - 2]
  if (!name || name.from !== from + 1 || name.to !== end - 1 || reading.tokens[from]!.norm !== ',') return undefined
  if (name.sense !== 'unknown' && name.candidates[0]?.kind !== 'person') return undefined
  let start = from
  for (let step = 0; step < 3; step += 1) {
    const phrase = findPhraseBefore(reading, start, floor)
    if (!phrase) return undefined
    if (reading.classes[phrase.head]!.has('role') || reading.classes[phrase.head]!.has('body'))
      return { from: phrase.from, to: name.to, head: name.to - 1, name, conjuncts: [] }
    if (phrase.from <= floor || !reading.classes[phrase.from - 1]!.has('preposition')) return undefined
    start = phrase.from - 1
  }
  return undefined
}

/** From a relative pronoun to the end of what it stands for. */
function skipBack(reading: Reading, at: number, floor: number): number {
  let end = at
  if (reading.tokens[end - 1]?.kind === 'open') return end - 1
  if (reading.tokens[end - 1]?.norm !== ',') return end
  end -= 1
  // `It was X, the minister said, that did it`
  for (let back = end - 1; back > Math.max(floor, end - 8); back -= 1) {
    if (reading.tokens[back]!.norm !== ',') continue
    const hasSaying = range(back + 1, end).some((each) => reading.classes[each]!.has('say'))
    return hasSaying ? back : end
  }
  return end
}

/** From behind a closing comma, dash, bracket or mark to the token where the parenthesis opens. */
function skipParenthesis(reading: Reading, end: number, floor: number): number | undefined {
  const { tokens, classes } = reading
  const mark = tokens[end - 1]!
  const lowest = Math.max(floor, end - MAX_PARENTHESIS)
  if (mark.kind === 'close') {
    for (let at = end - 2; at >= lowest; at -= 1) if (tokens[at]!.kind === 'open') return at
    return undefined
  }
  if (mark.kind === 'quote') return skipAttribution(reading, end - 1, lowest)
  for (let at = end - 2; at > lowest; at -= 1) {
    if (tokens[at]!.kind === 'quote') return undefined
    if (mark.norm === ',' && tokens[at]!.norm === '—') return undefined
    if (tokens[at]!.norm !== mark.norm) continue
    const opener = classes[at + 1]!
    const isOpener =
      OPENERS.some((name) => opener.has(name)) || tokens[at + 1]!.norm.endsWith('ing') || reading.nameOf[at + 1]! >= 0
    if (isOpener && isNounBefore(reading, at)) return at
  }
  return undefined
}

function isNounBefore(reading: Reading, at: number): boolean {
  const before = reading.tokens[at - 1]
  if (!before) return false
  return (
    before.kind === 'close' ||
    before.kind === 'number' ||
    findPhraseBefore(reading, at, Math.max(0, at - 8)) !== undefined
  )
}

/** `“We never,” she said, “paid them”`: from the second opening mark back to the end of the first part. */
function skipAttribution(reading: Reading, mark: number, lowest: number): number | undefined {
  for (let at = mark - 1; at > lowest; at -= 1) {
    if (reading.tokens[at]!.kind !== 'quote') continue
    return reading.tokens[at - 1]?.norm === ',' ? at - 1 : at
  }
  return undefined
}

/** `Poland, Lithuania and Latvia`: names joined all the way back to the start of the clause. */
function withConjuncts(reading: Reading, phrase: NounPhrase, floor: number): NounPhrase {
  const { tokens } = reading
  if (!canBeJoined(reading, phrase)) return phrase
  const conjuncts: NounPhrase[] = []
  let from = phrase.from
  while (from > floor && conjuncts.length < 8) {
    const joint = tokens[from - 1]!.norm
    if (joint !== 'and' && joint !== ',') break
    let end = from - 1
    if (joint === 'and' && tokens[end - 1]?.norm === ',') end -= 1
    const before = findPhraseBefore(reading, beforeBrackets(reading, end, floor), floor)
    if (!before || !canBeJoined(reading, before) || (!before.name && joint === ',')) break
    conjuncts.unshift(before)
    from = before.from
  }
  const opener = reading.classes[from - 1]
  const isFromStart =
    from === floor ||
    !['word', 'number'].includes(tokens[from - 1]!.kind) ||
    opener?.has('subordinator') ||
    opener?.has('relative') ||
    opener?.has('say')
  if (conjuncts.length === 0 || !isFromStart || !hasAnd(reading, from, phrase.from)) return phrase
  const first = conjuncts[0]!
  return { ...first, conjuncts: [...conjuncts.slice(1), phrase] }
}

const MAX_BRACKETS = 5

/** Over `(FBI)`, to its left. */
function beforeBrackets(reading: Reading, end: number, floor: number): number {
  if (reading.tokens[end - 1]?.kind !== 'close') return end
  for (let at = end - 2; at >= Math.max(floor, end - MAX_BRACKETS); at -= 1)
    if (reading.tokens[at]!.kind === 'open') return at
  return end
}

/** Names, and groups such as `other agencies`. */
function canBeJoined(reading: Reading, phrase: NounPhrase): boolean {
  const known = reading.classes[phrase.head]!
  const isPlural = (known.has('groupRole') || known.has('body')) && known.has('plural')
  return phrase.name !== undefined || isPlural || known.has('stateOrgan')
}

function hasAnd(reading: Reading, from: number, to: number): boolean {
  return range(from, to).some((at) => reading.tokens[at]!.norm === 'and')
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset)
}
