import type { Entity } from '../../../domain/lexicon.ts'
import type { Span } from '../../../domain/span.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { countryOf, stateIn, stateOf } from '../phrases/readModifiers.ts'
import type { Reading } from '../text/readText.ts'
import type { Cast, Person } from './buildCast.ts'
import { resolveRole } from './resolveRole.ts'

export type Resolution =
  | 'explicit'
  | 'pronoun'
  | 'surname'
  | 'role'
  | 'metonym'
  | 'narrator'
  | 'continuation'
  | 'unresolved'

/** Who a noun phrase is. */
export interface Actor {
  readonly entity: Entity | undefined
  readonly person: Person | undefined
  readonly name: string | null
  readonly mention: Span | null
  readonly resolution: Resolution
  /** The state on whose side the actor is: its own, or that of an office holder or body. */
  readonly country: string | null
  /** A state, or a word for it: its capital, seat of power or mission. */
  readonly isState: boolean
  /** Speaks for the state: a spokesman, minister, ambassador. */
  readonly isOfficial: boolean
  readonly phrase: NounPhrase | undefined
}

/**
 * Tells who a noun phrase is, from its name, role, body or state. Pronouns stay unresolved here.
 *
 * @throws Never.
 */
export function resolveActor(reading: Reading, cast: Cast, phrase: NounPhrase): Actor {
  const base = {
    entity: undefined,
    person: undefined,
    mention: { start: reading.tokens[phrase.from]!.start, end: reading.tokens[phrase.to - 1]!.end },
    isState: false,
    phrase,
  }
  const { classes } = reading
  const isOfficial = hasClass(reading, phrase, 'representative') || hasClass(reading, phrase, 'stateOrgan')
  if (phrase.name) return resolveNamed(reading, cast, phrase, base.mention)
  if (classes[phrase.head]!.has('pronoun') && phrase.to - phrase.from === 1) {
    return { ...base, name: null, resolution: 'unresolved', country: null, isOfficial: false }
  }
  const state = stateIn(reading, phrase.from, phrase.to)
  const country = countryOf(reading, phrase.from, phrase.to)
  if (hasClass(reading, phrase, 'mission') && state) {
    return { ...base, entity: state, name: state.name, resolution: 'metonym', country, isState: true, isOfficial: true }
  }
  const person = resolveRole(reading, cast, phrase, country)
  if (person) {
    const isFor = isOfficial || person.roles.some((role) => isRepresentative(reading, role.head))
    return {
      ...base,
      entity: person.entity,
      person,
      name: person.name,
      resolution: 'role',
      country: personCountry(person) ?? country,
      isOfficial: isFor,
    }
  }
  return { ...base, name: describe(reading, phrase), resolution: 'role', country, isOfficial }
}

function resolveNamed(reading: Reading, cast: Cast, phrase: NounPhrase, mention: Span): Actor {
  const name = phrase.name!
  const base = { mention, phrase }
  const person = cast.personOf.get(reading.nameOf[name.from]!)
  if (person) {
    const resolution =
      name.to - name.from === 1 && person.mentions[0] !== reading.nameOf[name.from] ? 'surname' : 'explicit'
    return {
      ...base,
      entity: person.entity,
      person,
      name: person.name,
      resolution,
      country: personCountry(person),
      isState: false,
      isOfficial: person.roles.some((role) => isRepresentative(reading, role.head)),
    }
  }
  const entity = name.candidates[0]!
  const state = stateOf(reading, entity)
  if (entity.kind === 'body' && state && reading.classes[name.to - 1]!.has('mission')) {
    return {
      ...base,
      entity: state,
      person: undefined,
      name: state.name,
      resolution: 'metonym',
      country: state.country,
      isState: true,
      isOfficial: true,
    }
  }
  const isMetonym = name.sense === 'capital'
  return {
    ...base,
    entity,
    person: undefined,
    name: entity.name,
    resolution: isMetonym ? 'metonym' : 'explicit',
    country: state?.country ?? entity.country,
    isState: entity.kind === 'country' || entity.kind === 'seat' || entity.kind === 'bloc',
    isOfficial: entity.kind !== 'party' && state !== undefined,
  }
}

/** The state that somebody's titles name, the text's before the gazetteer's. */
export function personCountry(person: Person): string | null {
  return person.roles.find((role) => role.isFromText && role.country)?.country ?? person.entity?.country ?? null
}

function isRepresentative(reading: Reading, head: string): boolean {
  return reading.index.classes.get(head)?.has('representative') ?? false
}

function hasClass(reading: Reading, phrase: NounPhrase, name: string): boolean {
  const end = Math.max(phrase.head + 1, Math.min(phrase.to, phrase.head + 2))
  for (let at = phrase.from; at < end; at += 1) {
    if (reading.classes[at]!.has(name) && reading.tokens[at + 1]?.kind !== 'possessive') return true
  }
  return false
}

/** The phrase as written, without its article and what follows the noun. */
function describe(reading: Reading, phrase: NounPhrase): string {
  const first = reading.classes[phrase.from]!
  const isDropped = first.has('article') || first.has('possessivePronoun')
  let from = isDropped && phrase.from < phrase.head ? phrase.from + 1 : phrase.from
  // `the 15-page assessment`
  if (reading.tokens[from]!.kind === 'number' && reading.tokens[from + 1]?.isJoined) {
    from += 1
    while (from < phrase.head && reading.tokens[from]!.isJoined) from += 1
  }
  if (from > phrase.head) from = phrase.from
  if (reading.tokens[phrase.head + 1]?.norm === 'of' && phrase.to > phrase.head + 2) {
    return tidy(reading.text.slice(reading.tokens[from]!.start, reading.tokens[phrase.to - 1]!.end))
  }
  const last = reading.classes[phrase.head]!.size > 0 || phrase.to - phrase.head <= 1 ? phrase.head : phrase.to - 1
  return tidy(reading.text.slice(reading.tokens[from]!.start, reading.tokens[last]!.end))
}

const MAX_NAME = 200

function tidy(text: string): string {
  return text
    .replace(/["“”«»]/g, '')
    .replace(/\s+/g, ' ')
    .slice(0, MAX_NAME)
}
