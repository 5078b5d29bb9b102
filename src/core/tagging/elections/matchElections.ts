import type { Election } from '../../../domain/election.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'
import { filterByOffice } from './filterByOffice.ts'
import { findCandidates, type NamedCandidates } from './findCandidates.ts'
import { findDays } from './findDays.ts'
import { type ElectionName, findElectionNames } from './findElectionNames.ts'
import { findYearAgo } from './findYearAgo.ts'
import { findYears } from './findYears.ts'
import { rankCountries } from './rankCountries.ts'

export interface ElectionMatch {
  readonly id: string | null
  readonly country: string | null
  readonly year: number | null
  /** The state that votes, also where no single election is meant; `null` for any state. */
  readonly electorate: string | null
}

const NONE: ElectionMatch = { id: null, country: null, year: null, electorate: null }
const MAX_DAYS_AFTER = 200
const MAX_DAYS_BEFORE = 500
const DAY_MS = 86_400_000

/** Tells the election that a sentence is about; `our election` is that of the speaker's state. */
export type ElectionMatcher = (sentence: TokenRange, speakerCountry?: string | null) => ElectionMatch

/**
 * Prepares the matching of elections for one article: from the words of the sentence, then the article, then its date.
 *
 * @param accused States that are said to interfere.
 * @returns A function that gives nulls for what is not clear, and for generic mentions (`other countries’ elections`).
 * @throws Never.
 */
export function matchElections(reading: Reading, accused: ReadonlySet<string>): ElectionMatcher {
  const { elections } = reading.index.lexicon
  const whole: TokenRange = { from: 0, to: reading.tokens.length }
  const days = findDays(reading)
  const names = findElectionNames(reading)
  const isUnionVote = reading.classes.some((known) => known.has('unionVote'))
  const articleYear = onlyOne(findYears(reading, whole))
  const running = findCandidates(reading)
  const articleCountry = findElectorate(reading, { accused, names, running, isUnionVote, days, articleYear })
  return (sentence, speakerCountry = null) => {
    const here =
      rankCountries(reading, sentence, accused, isUnionVote, true)[0] ??
      countryOfNames(names, sentence) ??
      (speakerCountry !== null && isOwnContest(reading, sentence) ? speakerCountry : undefined)
    const isOther = isGeneric(reading, sentence)
    const named = isOther ? namedBeside(reading, sentence, accused) : undefined
    const country = named ?? here ?? articleCountry
    if (country === undefined || (isOther && named === undefined)) return NONE
    const ownYear = mostNamed(findYears(reading, sentence)) ?? findYearAgo(reading, sentence, country)
    const candidates = elections.filter((election) => election.country === country)
    const own = ownYear === undefined ? electionNamed(names, sentence, country) : undefined
    const election =
      own ??
      choose(reading, candidates, ownYear, articleYear, sentence, days) ??
      (ownYear === undefined ? ranIn(running, country) : undefined)
    return { id: election?.id ?? null, country, year: election?.year ?? ownYear ?? null, electorate: country }
  }
}

interface ArticleSigns {
  readonly accused: ReadonlySet<string>
  readonly names: readonly ElectionName[]
  readonly running: readonly NamedCandidates[]
  readonly isUnionVote: boolean
  readonly days: ReadonlySet<string>
  readonly articleYear: number | undefined
}

/** The state that votes: the one at words for an election, else one that is named and has an election at that time. */
function findElectorate(reading: Reading, signs: ArticleSigns): string | undefined {
  const { accused, isUnionVote, days, articleYear } = signs
  const { elections } = reading.index.lexicon
  const whole: TokenRange = { from: 0, to: reading.tokens.length }
  const isDatedHere = (country: string) => isDated(reading, elections, country, articleYear, days)
  const atContest = rankCountries(reading, whole, accused, isUnionVote, true)
  const byName = countryOfNames(signs.names, whole)
  const named = rankCountries(reading, whole, accused, isUnionVote, false)
  const first = atContest.filter((country) => !accused.has(country))
  const voting = [...first, ...(byName === undefined ? [] : [byName])]
  const others = named.filter((country) => !accused.has(country))
  const soonest = (countries: readonly string[]) =>
    countries
      .filter(isDatedHere)
      .map((country) => ({ country, days: daysTo(reading, elections, country) }))
      .sort((one, other) => one.days - other.days)[0]?.country
  return (
    countryOfCandidates(reading, signs.running) ??
    voting.find(isDatedHere) ??
    voting[0] ??
    soonest(others.slice(0, 3)) ??
    atContest.find(isDatedHere) ??
    others[0] ??
    atContest[0]
  )
}

/** The one election of that state in which those ran whom the article names. */
function ranIn(running: readonly NamedCandidates[], country: string): Election | undefined {
  const [first, second] = running.filter(({ election }) => election.country === country)
  return first && first.persons > (second?.persons ?? 0) ? first.election : undefined
}

const LEAST_RUNNING = 2
const LEAST_PLACES = 4

/** The article is about those who run in an election of its time. */
function countryOfCandidates(reading: Reading, running: readonly NamedCandidates[]): string | undefined {
  const published = reading.article.publishedAt?.getTime()
  return running.find(
    ({ election, persons, places }) =>
      persons >= LEAST_RUNNING && places >= LEAST_PLACES && (published === undefined || isNear(election, published)),
  )?.election.country
}

/** Days between the article and that state's nearest election; those to come weigh less. */
function daysTo(reading: Reading, elections: readonly Election[], country: string): number {
  const published = reading.article.publishedAt?.getTime()
  if (published === undefined) return 0
  const days = elections
    .filter((election) => election.country === country)
    .flatMap(({ dates }) => dates.map((date) => (Date.parse(date) - published) / DAY_MS))
  return Math.min(...days.map((each) => (each < 0 ? -2 * each : each)))
}

function countryOfNames(names: readonly ElectionName[], range: TokenRange): string | undefined {
  const countries = names
    .filter(({ at }) => at >= range.from && at < range.to)
    .map(({ elections }) => elections[0]!.country)
  return mostNamed(countries)
}

/** `our election`, `her country's vote`: of the state of whoever speaks. */
function isOwnContest(reading: Reading, sentence: TokenRange): boolean {
  const { tokens, classes } = reading
  for (let at = sentence.from; at < sentence.to; at += 1) {
    if (!classes[at]!.has('contest')) continue
    for (let back = at - 1; back >= Math.max(sentence.from, at - 5); back -= 1) {
      const known = classes[back]!
      const isOurs = known.has('possessivePronoun') && known.has('firstPerson')
      const isHomes = known.has('homeland') && tokens[back + 1]?.kind === 'possessive'
      if (isOurs || isHomes) return true
      if (reading.nameOf[back]! >= 0 || known.has('verb') || known.has('preposition')) break
    }
  }
  return false
}

/** The one election that the sentence, or else the article, calls by its name. */
function electionNamed(names: readonly ElectionName[], sentence: TokenRange, country: string): Election | undefined {
  const own = names.filter(({ elections }) => elections.length === 1 && elections[0]!.country === country)
  const here = own.filter(({ at }) => at >= sentence.from && at < sentence.to)
  // A remark about local elections does not make the article about them.
  const elsewhere = own.filter(({ elections }) => elections[0]!.office !== 'local')
  const ids = new Set((here.length > 0 ? here : elsewhere).map(({ elections }) => elections[0]!))
  const [only] = ids
  return ids.size === 1 ? only : undefined
}

/** `We meddle in no country, and not in Moldova`: a state beside the general words. */
function namedBeside(reading: Reading, sentence: TokenRange, accused: ReadonlySet<string>): string | undefined {
  const countries = new Set<string>()
  for (let at = sentence.from + 1; at < sentence.to; at += 1) {
    const name = reading.nameAt[at]
    const candidate = name?.candidates[0]
    if (name?.from !== at || candidate?.kind !== 'country' || reading.tokens[at - 1]!.norm !== 'in') continue
    if (candidate.country && !accused.has(candidate.country)) countries.add(candidate.country)
  }
  const [only] = countries
  return countries.size === 1 ? only : undefined
}

/** The lists know an election of that state about the time of the article. */
function isDated(
  reading: Reading,
  elections: readonly Election[],
  country: string,
  year: number | undefined,
  days: ReadonlySet<string>,
): boolean {
  const own = elections.filter((election) => election.country === country)
  const published = reading.article.publishedAt?.getTime()
  if (published !== undefined) return own.some((election) => isNear(election, published))
  if (year !== undefined && own.some((election) => election.year === year)) return true
  return own.some((election) => election.dates.some((date) => days.has(date.slice(5))))
}

function isGeneric(reading: Reading, range: TokenRange): boolean {
  for (let at = range.from; at < range.to - 1; at += 1) {
    const word = reading.tokens[at]!.norm
    const next = reading.tokens[at + 1]!.norm
    if (
      ['other', 'another', 'foreign', 'sovereign', 'any'].includes(word) &&
      ['countries', 'states', 'country', 'state', 'nations', 'nation'].includes(next) &&
      !(word === 'foreign' && !next.endsWith('s'))
    )
      return true
    if (word === 'across' && reading.nameOf[at + 1]! >= 0) return true
    if (['its', 'their', 'our'].includes(word) && ['neighbours', 'neighbors'].includes(next)) return true
  }
  return false
}

function choose(
  reading: Reading,
  candidates: readonly Election[],
  ownYear: number | undefined,
  articleYear: number | undefined,
  sentence: TokenRange,
  days: ReadonlySet<string>,
): Election | undefined {
  if (ownYear !== undefined)
    return only(
      filterByOffice(
        reading,
        candidates.filter((election) => election.year === ownYear),
        sentence,
      ),
    )
  const inYear = articleYear === undefined ? [] : candidates.filter((election) => election.year === articleYear)
  if (inYear.length > 0) {
    const byOffice = only(filterByOffice(reading, inYear, sentence))
    if (byOffice) return byOffice
  }
  const published = reading.article.publishedAt?.getTime()
  if (published !== undefined) {
    const near = candidates
      .filter((election) => isNear(election, published))
      .sort((one, other) => distance(one, published) - distance(other, published))
    const best = near[0]
    return best
      ? (only(
          filterByOffice(
            reading,
            near.filter((each) => each.year === best.year),
            sentence,
          ),
        ) ?? best)
      : undefined
  }
  const byDay = candidates.filter((election) => election.dates.some((date) => days.has(date.slice(5))))
  return byDay.length > 0 ? only(byDay) : undefined
}

/** The value when all are the same. */
function onlyOne(values: readonly number[]): number | undefined {
  const [first] = values
  return values.every((value) => value === first) ? first : undefined
}

function only(candidates: readonly Election[]): Election | undefined {
  return candidates.length === 1 ? candidates[0] : undefined
}

function isNear(election: Election, published: number): boolean {
  return election.dates.some((date) => {
    const days = (published - Date.parse(date)) / DAY_MS
    return days <= MAX_DAYS_AFTER && days >= -MAX_DAYS_BEFORE
  })
}

function distance(election: Election, published: number): number {
  return Math.min(...election.dates.map((date) => Math.abs(published - Date.parse(date))))
}

function mostNamed<V>(values: readonly V[]): V | undefined {
  const counts = new Map<V, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const ranked = [...counts].sort((one, other) => other[1] - one[1])
  const [first, second] = ranked
  if (!first || (second && second[1] === first[1])) return undefined
  return first[0]
}
