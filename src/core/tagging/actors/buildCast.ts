import type { Entity } from '../../../domain/lexicon.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import { findPhraseBefore } from '../phrases/findPhraseBefore.ts'
import { ownerIn } from '../phrases/ownerIn.ts'
import { countryOf } from '../phrases/readModifiers.ts'
import type { NameMention } from '../text/findNames.ts'
import type { Reading } from '../text/readText.ts'

/** A title that the text or the gazetteer gives to somebody. */
export interface RoleWords {
  /** `minister`, `candidate`, `spokesman`. */
  readonly head: string
  /** All its words, folded. */
  readonly words: ReadonlySet<string>
  readonly country: string | null
  readonly isFromText: boolean
  readonly from?: number
  readonly to?: number | null
}

/** Somebody who is named in the article. */
export interface Person {
  readonly entity: Entity | undefined
  readonly name: string
  readonly surname: string
  readonly roles: RoleWords[]
  readonly mentions: number[]
}

/** Everybody who is named, and which name is whose. */
export interface Cast {
  readonly persons: readonly Person[]
  /** Index of a name → person. */
  readonly personOf: ReadonlyMap<number, Person>
}

/**
 * Collects the persons of an article with the roles that the text gives them; surnames go to the full name.
 *
 * @throws Never.
 */
export function buildCast(reading: Reading): Cast {
  const persons: Person[] = []
  const bySurname = new Map<string, Person>()
  const byFirstWord = new Map<string, Person | undefined>()
  const byEntity = new Map<string, Person>()
  const personOf = new Map<number, Person>()
  for (const [at, name] of reading.names.entries()) {
    if (!isPersonLike(name)) continue
    const surname = reading.tokens[name.to - 1]!.norm
    const isShort = name.to - name.from === 1
    const same = bySurname.get(surname) ?? (isShort ? byFirstWord.get(surname) : undefined)
    const entity = chooseEntity(reading, name, byEntity)
    let person = entity ? byEntity.get(entity.id) : undefined
    if (isShort && same && (!entity || !person)) person = same
    if (!person && !entity && same && isTail(reading, name, same)) person = same
    if (!person) {
      person = {
        entity,
        name: entity?.name ?? textOf(reading, name.from, name.to),
        surname,
        roles: gazetteerRoles(entity),
        mentions: [],
      }
      persons.push(person)
      if (entity) byEntity.set(entity.id, person)
      if (!isShort || !same) bySurname.set(surname, person)
      // `Wu Qian` is `Wu` later on; nobody is when two share the word.
      const first = reading.tokens[name.from]!.norm
      if (!isShort) byFirstWord.set(first, byFirstWord.has(first) ? undefined : person)
    }
    person.mentions.push(at)
    personOf.set(at, person)
    if (person.roles.length < 20) person.roles.push(...textRoles(reading, name, person.entity?.country ?? null))
  }
  return { persons, personOf }
}

function isPersonLike(name: NameMention): boolean {
  return name.sense === 'unknown' || name.candidates[0]?.kind === 'person'
}

function chooseEntity(reading: Reading, name: NameMention, known: ReadonlyMap<string, Person>): Entity | undefined {
  if (name.candidates.length < 2) return name.candidates[0]
  const before = name.candidates.find((candidate) => known.has(candidate.id))
  if (before) return before
  const ids = new Set(name.candidates.map((candidate) => candidate.id))
  const full = reading.names.find((other) => other.candidates.length === 1 && ids.has(other.candidates[0]!.id))
  if (full) return full.candidates[0]
  const countries = new Set(reading.names.flatMap((other) => other.candidates.map((candidate) => candidate.id)))
  const near = name.candidates.filter((candidate) => countries.has(`country:${candidate.country}`))
  return near.length === 1 ? near[0] : undefined
}

/** `van der Berg` after `Anna van der Berg`: the last words of the full name, or all of them. */
function isTail(reading: Reading, name: NameMention, person: Person): boolean {
  const first = reading.names[person.mentions[0] ?? -1]
  if (!first) return false
  const length = name.to - name.from
  for (let back = 1; back <= length; back += 1) {
    if (first.to - back < first.from) return false
    if (reading.tokens[first.to - back]!.norm !== reading.tokens[name.to - back]!.norm) return false
  }
  return true
}

function gazetteerRoles(entity: Entity | undefined): RoleWords[] {
  return (entity?.roles ?? []).map((role) => {
    const words = role.title.toLowerCase().split(/[\s-]+/)
    return {
      head: words.at(-1) ?? '',
      words: new Set(words),
      country: role.of?.startsWith('country:') ? role.of.slice('country:'.length) : (entity?.country ?? null),
      isFromText: false,
      from: role.from,
      to: role.to,
    }
  })
}

/** Titles before the name, apposed behind it, or apposed before it. */
function textRoles(reading: Reading, name: NameMention, home: string | null): RoleWords[] {
  const { tokens, classes, sentenceOf } = reading
  const floor = Math.max(reading.sentences[sentenceOf[name.from]!]!.from, name.from - 16)
  const roles: RoleWords[] = []
  const phrase = findPhraseBefore(reading, name.to, floor)
  const isDirect = phrase && !reading.tokens.slice(phrase.from, name.from).some((token) => token.norm === 'of')
  if (phrase && isDirect && phrase.from < name.from) roles.push(...roleIn(reading, phrase.from, name.from, home))
  const side = sideOf(reading, name, floor)
  if (side) roles.push(side)
  if (tokens[name.to]?.norm === ',' && sentenceOf[name.to] === sentenceOf[name.from]) {
    let start = name.to + 1
    if (classes[start]?.has('relative') && classes[start + 1]?.has('beVerb')) start += 2
    const apposed = findPhraseAfter(reading, start, Math.min(tokens.length, start + 16))
    const isSame = apposed && sentenceOf[apposed.to - 1] === sentenceOf[name.from]
    const isPlace = isInPlace(reading, name.from) && tokens[apposed?.to ?? -1]?.norm !== ','
    if (isSame && !isPlace && !apposed.name && classes[apposed.head]?.has('role'))
      roles.push(...roleIn(reading, start, apposed.to, home))
  }
  if (tokens[name.from - 1]?.norm === ',' && tokens[name.to]?.norm === ',') {
    const before = findPhraseBefore(reading, name.from - 1, floor)
    if (before && !before.name && classes[before.head]?.has('role'))
      roles.push(...roleIn(reading, before.from, before.to, home))
  }
  return roles
}

/** `At the Castle, the president’s spokesman said`: a place is nobody’s name. */
function isInPlace(reading: Reading, from: number): boolean {
  const before = reading.classes[from - 1]
  return (before?.has('article') && reading.classes[from - 2]?.has('preposition')) ?? false
}

/** `Beijing’s Wu`: on whose side he is. */
function sideOf(reading: Reading, name: NameMention, floor: number): RoleWords | undefined {
  const owner = reading.nameAt[name.from - 2]
  if (reading.tokens[name.from - 1]?.kind !== 'possessive' || !owner || owner.from < floor) return undefined
  const country = countryOf(reading, owner.from, owner.to)
  return country === null ? undefined : { head: '', words: new Set(), country, isFromText: true }
}

/** @param home The state that the gazetteer knows; else the text around is asked. */
function roleIn(reading: Reading, from: number, to: number, home: string | null): RoleWords[] {
  const { tokens, classes } = reading
  const heads: number[] = []
  for (let at = from; at < to; at += 1) {
    if (classes[at]!.has('role') && tokens[at + 1]?.kind !== 'possessive' && reading.nameOf[at]! < 0) heads.push(at)
  }
  const head = heads.find((at) => !heads.includes(at + 1)) ?? heads.at(-1)
  if (head === undefined) return []
  const words = new Set(tokens.slice(from, Math.min(to, head + 8)).map((token) => token.norm))
  const country =
    countryOf(reading, from, to) ??
    (home === null ? (countryOfBody(reading, from, head) ?? countryOfPlace(reading, from, head)) : null)
  return [{ head: singular(tokens[head]!.norm), words, country, isFromText: true }]
}

const MAX_BODY_DISTANCE = 80

/** `ministry spokeswoman` after `Iran’s foreign ministry`: the state of the same body a little before. */
function countryOfBody(reading: Reading, from: number, head: number): string | null {
  const { tokens, classes } = reading
  for (let body = from; body < head; body += 1) {
    if (!classes[body]!.has('stateOrgan') || classes[body]!.has('role')) continue
    const word = tokens[body]!.norm
    for (let at = from - 1; at >= Math.max(0, from - MAX_BODY_DISTANCE); at -= 1) {
      if (tokens[at]!.norm !== word) continue
      const phrase = findPhraseBefore(reading, at + 1, Math.max(0, at - 8))
      const owner = phrase ? (ownerIn(reading, { ...phrase, head: at }) ?? phrase) : undefined
      const country = owner ? countryOf(reading, owner.from, owner.to) : null
      if (country !== null) return country
    }
  }
  return null
}

/** `In Tehran, foreign ministry spokesman …`: the capital in which somebody speaks for a state. */
function countryOfPlace(reading: Reading, from: number, head: number): string | null {
  const isOfState = reading.tokens.slice(from, head).some((_, at) => reading.classes[from + at]!.has('stateOrgan'))
  if (!isOfState) return null
  const sentence = reading.sentences[reading.sentenceOf[from]!]!
  for (let at = sentence.from + 1; at < sentence.to; at += 1) {
    const name = reading.nameAt[at]
    const isPlace = name?.from === at && name.sense === 'capital' && reading.tokens[at - 1]!.norm === 'in'
    if (isPlace) return countryOf(reading, name.from, name.to)
  }
  return null
}

function singular(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : word
}

function textOf(reading: Reading, from: number, to: number): string {
  return reading.text.slice(reading.tokens[from]!.start, reading.tokens[to - 1]!.end).replace(/\s+/g, ' ')
}
