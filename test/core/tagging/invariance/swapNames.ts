import { seededRandom } from '../../../../src/demo/bench/seededRandom.ts'
import type { CountryWords, Entity } from '../../../../src/domain/lexicon.ts'
import { lexicon } from '../tag.ts'
import { type Form, findForms, indexForms, type Place } from './findForms.ts'
import { type InventedPerson, inventPerson } from './inventPerson.ts'
import { type RewrittenText, rewriteText } from './rewriteText.ts'

/** A person that the text names and no gazetteer knows. */
export interface UnknownPerson {
  readonly name: string
  readonly surname: string
}

const FAMILY_FIRST = new Set(['CN', 'TW', 'HK', 'KR', 'KP', 'KH', 'VN', 'MM', 'SG', 'HU', 'ID'])
/** What stands behind a country that is no adjective. */
const NOT_OWNED = new Set(
  `and or is was has had have of in on to as at by for from that who which said says can could would will did does do
  not denied denies accused rejected with over when while but about`.split(/\s+/),
)
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

type CountryUse = 'name' | 'adjective' | 'people' | 'capital'
type FormUse =
  | { readonly use: CountryUse; readonly country: string }
  | { readonly use: 'entity'; readonly entity: Entity }
  | { readonly use: 'fullName' | 'surname'; readonly entity: Entity }

const PERSON_FORMS = lexicon.entities.filter(({ kind }) => kind === 'person').flatMap(personForms)
const KNOWN_PERSONS = indexForms(PERSON_FORMS)
const KNOWN = indexForms<FormUse>([
  ...[...countries.values()].flatMap(countryForms),
  ...lexicon.entities
    .filter(({ kind, country }) => kind !== 'person' && country && countries.has(country))
    .flatMap(entityForms),
  ...PERSON_FORMS.filter(({ what }) => countries.has(what.entity.country ?? '')),
])

/**
 * Moves a story to other countries: each country becomes another one throughout, with its adjectives, capital,
 * seats of power, services and people; whom the other country has nobody for becomes an invented person.
 *
 * @param seed Chooses the countries.
 */
export function swapCountries(text: string, seed: number): RewrittenText {
  const targetOf = chooseTargets(seed)
  const standInOf = chooseStandIns(targetOf, seed)
  const edits = findForms(
    text,
    KNOWN,
    (what, place, written) => {
      if ('country' in what) return wordFor(what.use, targetOf(what.country), place, written)
      if (what.use === 'entity') return nameFor(what.entity, targetOf(what.entity.country!), standInOf(what.entity))
      const person = asPerson(standInOf(what.entity))
      return what.use === 'fullName' ? person.full : person.short
    },
    (name) => TARGETS.some((target) => target.name === name || target.capitals[0] === name),
  )
  return rewriteText(text, edits)
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
  const known = findForms(text, KNOWN_PERSONS, ({ use, entity }) =>
    use === 'fullName' ? inventFor(entity.id).full : inventFor(entity.id).short,
  )
  const others = findForms(
    text,
    indexForms(
      unknown.flatMap(({ name, surname }) => [
        { written: name, what: { name, isFull: true } },
        { written: surname, what: { name, isFull: false } },
      ]),
    ),
    ({ name, isFull }) => (isFull ? inventFor(name).full : inventFor(name).short),
  )
  return rewriteText(text, [...known, ...others])
}

function chooseTargets(seed: number): (code: string) => CountryWords {
  const random = seededRandom(seed)
  const free = random.sample(TARGETS, TARGETS.length)
  const chosen = new Map<string, CountryWords>()
  return (code) => {
    const known = chosen.get(code)
    if (known) return known
    const at = free.findIndex((target) => codeOf(target) !== code)
    const [target] = free.splice(at, 1)
    chosen.set(code, target!)
    return target!
  }
}

type StandIn = Entity | InventedPerson | undefined

function chooseStandIns(targetOf: (code: string) => CountryWords, seed: number): (entity: Entity) => StandIn {
  const chosen = new Map<string, StandIn>()
  return (entity) => {
    if (chosen.has(entity.id)) return chosen.get(entity.id)
    const taken = new Set(chosen.values())
    const others = entitiesOf.get(codeOf(targetOf(entity.country!))) ?? []
    const other = others.find((each) => each.kind === entity.kind && !taken.has(each) && isPlain(each))
    const standIn = other ?? (entity.kind === 'person' ? inventPerson(seed + chosen.size) : undefined)
    chosen.set(entity.id, standIn)
    return standIn
  }
}

function wordFor(use: CountryUse, target: CountryWords, place: Place, written: string): string | undefined {
  if (use === 'capital') return target.capitals[0]
  if (use === 'people') return pluralOf(target)
  return use === 'adjective' || isAdjective(written, place) ? target.demonyms[0] : target.name
}

/** What stands for a seat, service, party or body; `undefined` where the other country has nothing like it. */
function nameFor(entity: Entity, target: CountryWords, standIn: StandIn): string | undefined {
  if (standIn && 'id' in standIn && standIn.kind !== 'seat') return standIn.name
  if (entity.kind === 'seat') return target.capitals[0]
  if (entity.kind === 'service') return `${target.demonyms[0]} intelligence`
  if (entity.kind === 'commission') return `${target.demonyms[0]} election commission`
  return undefined
}

function countryForms(country: CountryWords): Form<FormUse>[] {
  const code = codeOf(country)
  const as = (use: CountryUse) => (written: string) => ({
    written: written.replace(/^the /, ''),
    what: { use, country: code },
  })
  return [
    ...country.names.map(as('name')),
    ...country.demonyms.map((word) => as(/[^s]s$/.test(word) ? 'people' : 'adjective')(word)),
    ...country.capitals.filter(isUsed).map(as('capital')),
  ]
}

function entityForms(entity: Entity): Form<FormUse>[] {
  return [entity.name, ...entity.aliases].map((alias) => ({
    written: alias.replace(/^the /i, ''),
    what: { use: 'entity', entity },
  }))
}

function personForms(entity: Entity): Form<{ readonly use: 'fullName' | 'surname'; readonly entity: Entity }>[] {
  const names = [entity.name, ...entity.aliases]
  const last = FAMILY_FIRST.has(entity.country ?? '') ? [] : [entity.name.split(' ').at(-1)!]
  return [...names, ...last].map((written) => ({
    written,
    what: { use: written.includes(' ') ? 'fullName' : 'surname', entity },
  }))
}

function asPerson(standIn: StandIn): InventedPerson {
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
  return /^(US|U\.S\.|UK|U\.K\.|USA)$/.test(written) && /^\p{Ll}/u.test(after) && !NOT_OWNED.has(after)
}

/** `Victoria` is not only the capital of the Seychelles. */
function isUsed(capital: string): boolean {
  return !REFUSED.has(capital.toLowerCase())
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
