import { seededRandom } from '../../../../src/demo/bench/seededRandom.ts'
import type { CountryWords, Entity } from '../../../../src/domain/lexicon.ts'
import { lexicon } from '../tag.ts'
import { type Form, findForms, type Place } from './findForms.ts'
import { type InventedPerson, inventPerson } from './inventPerson.ts'
import { type RewrittenText, rewriteText } from './rewriteText.ts'

/** A person that the text names and no gazetteer knows. */
export interface UnknownPerson {
  readonly name: string
  readonly surname: string
}

const FAMILY_FIRST = new Set(['CN', 'TW', 'HK', 'KR', 'KP', 'KH', 'VN', 'MM', 'SG', 'HU', 'ID'])
const REFUSED = new Set(lexicon.refusedAliases)
const countries = new Map(lexicon.countries.map((country) => [codeOf(country), country]))
const entitiesOf = Map.groupBy(lexicon.entities, (entity) => entity.country ?? '')

/** Countries whose words fit wherever another country's stood: no `the`, an adjective with a regular plural, one capital. */
const TARGETS = lexicon.countries.filter(
  (country) =>
    /^[\p{L}]+$/u.test(country.name) &&
    !/s$|^Gambia$/.test(country.name) &&
    pluralOf(country) !== undefined &&
    country.capitals[0] !== undefined &&
    country.capitals.every(isUsed),
)

/**
 * Moves a story to other countries: each country becomes another one throughout, with its adjectives, capital,
 * seats of power, services and people; whom the other country has nobody for becomes an invented person.
 *
 * @param seed Chooses the countries.
 */
export function swapCountries(text: string, seed: number): RewrittenText {
  const random = seededRandom(seed)
  const targets = random.sample(TARGETS, TARGETS.length)
  const used = new Map<string, CountryWords>()
  const targetOf = (code: string): CountryWords => {
    const known = used.get(code)
    if (known) return known
    const free = targets.find((target) => codeOf(target) !== code && ![...used.values()].includes(target))!
    used.set(code, free)
    return free
  }
  const standIns = new Map<string, Entity | InventedPerson | undefined>()
  const standInOf = (entity: Entity): Entity | InventedPerson | undefined => {
    if (!standIns.has(entity.id)) {
      const taken = new Set(standIns.values())
      const others = entitiesOf.get(codeOf(targetOf(entity.country!))) ?? []
      const isFit = (other: Entity) => other.kind === entity.kind && !taken.has(other) && isPlain(other)
      standIns.set(
        entity.id,
        others.find(isFit) ?? (entity.kind === 'person' ? inventPerson(seed + standIns.size) : undefined),
      )
    }
    return standIns.get(entity.id)
  }
  const forms = [
    ...[...countries.values()].flatMap((country) => countryForms(country, () => targetOf(codeOf(country)))),
    ...lexicon.entities
      .filter(({ country }) => country !== null && countries.has(country))
      .flatMap((entity) =>
        entityForms(
          entity,
          () => targetOf(entity.country!),
          () => standInOf(entity),
        ),
      ),
  ]
  return rewriteText(
    text,
    findForms(text, forms, (name) => TARGETS.some((target) => isNameOf(target, name))),
  )
}

/**
 * Gives everybody in a text another name throughout, one that no gazetteer knows.
 *
 * @param unknown Persons of the text that are not in the gazetteer either.
 */
export function swapPersons(text: string, unknown: readonly UnknownPerson[], seed: number): RewrittenText {
  const invented = new Map<string, InventedPerson>()
  const inventFor = (key: string): InventedPerson => {
    const person = invented.get(key) ?? inventPerson(seed + invented.size)
    invented.set(key, person)
    return person
  }
  const known = lexicon.entities
    .filter(({ kind }) => kind === 'person')
    .flatMap((entity) => personForms(entity, () => inventFor(entity.id)))
  const others = unknown.flatMap(({ name, surname }): Form[] => [
    { written: name, replace: () => inventFor(name).full },
    { written: surname, replace: () => inventFor(name).short },
  ])
  return rewriteText(
    text,
    findForms(text, [...known, ...others], () => false),
  )
}

function countryForms(country: CountryWords, target: () => CountryWords): Form[] {
  const capital = (written: string): Form => ({ written, replace: () => target().capitals[0] })
  const people = (written: string): Form => ({
    written,
    replace: () => (/[^s]s$/.test(written) ? pluralOf(target()) : target().demonyms[0]),
  })
  const name = (written: string): Form => ({
    written: written.replace(/^the /, ''),
    replace: (place) => (isAdjective(written, place) ? target().demonyms[0] : target().name),
  })
  return [...country.names.map(name), ...country.demonyms.map(people), ...country.capitals.filter(isUsed).map(capital)]
}

function entityForms(
  entity: Entity,
  target: () => CountryWords,
  standIn: () => Entity | InventedPerson | undefined,
): Form[] {
  if (entity.kind === 'person') return personForms(entity, () => asPerson(standIn()))
  return [entity.name, ...entity.aliases].map((alias) => ({
    written: alias.replace(/^the /i, ''),
    replace: () => {
      const other = standIn()
      if (other && 'id' in other && other.kind !== 'seat') return other.name
      if (entity.kind === 'seat') return target().capitals[0]
      if (entity.kind === 'service') return `${target().demonyms[0]} intelligence`
      if (entity.kind === 'commission') return `${target().demonyms[0]} election commission`
      return undefined
    },
  }))
}

function personForms(entity: Entity, standIn: () => InventedPerson): Form[] {
  const full = [entity.name, ...entity.aliases].filter((name) => name.includes(' '))
  const single = entity.aliases.filter((alias) => !alias.includes(' '))
  const last = FAMILY_FIRST.has(entity.country ?? '') ? [] : [entity.name.split(' ').at(-1)!]
  return [
    ...full.map((written): Form => ({ written, replace: () => standIn().full })),
    ...[...single, ...last].map((written): Form => ({ written, replace: () => standIn().short })),
  ]
}

function asPerson(standIn: Entity | InventedPerson | undefined): InventedPerson {
  if (!standIn) throw new Error('Cannot replace a person: nobody stands in')
  if ('full' in standIn) return standIn
  return { full: standIn.name, short: capitalized(standIn.name.split(' ').at(-1)!) }
}

/** A person whose surname stands last; anything else as it is. */
function isPlain(entity: Entity): boolean {
  return entity.kind !== 'person' || (/^\S+ \S+$/.test(entity.name) && !FAMILY_FIRST.has(entity.country ?? ''))
}

/** `the US embassy`, but not `the US said`. */
function isAdjective(written: string, { after }: Place): boolean {
  return (
    /^(US|U\.S\.|UK|U\.K\.|USA)$/.test(written) &&
    /^(?!(?:and|or|is|was|has|had|have|of|in|on|to|as|at|by|for|from|that|who|which|said|says|can|could|would|will|did|does|do|not|denied|denies|accused|rejected|with|over|when|while|but|about)$)\p{Ll}/u.test(
      after,
    )
  )
}

/** `Victoria` is not only the capital of the Seychelles. */
function isUsed(capital: string): boolean {
  return !REFUSED.has(capital.toLowerCase())
}

function isNameOf(country: CountryWords, name: string): boolean {
  return country.name === name || country.capitals[0] === name
}

function pluralOf(country: CountryWords): string | undefined {
  const adjective = country.demonyms.find((word) => /[ni]$/.test(word))
  return country.demonyms[0] === adjective && country.demonyms.includes(`${adjective}s`) ? `${adjective}s` : undefined
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function codeOf(country: CountryWords): string {
  return country.id.slice('country:'.length)
}
