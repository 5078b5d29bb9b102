import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { findSubject } from '../phrases/findSubject.ts'
import type { Reading } from '../text/readText.ts'
import type { Act } from './findActs.ts'
import { ownerOf } from './findAgent.ts'

const MAX_PREDICATE = 8
const NO_DEEDS = ['role', 'groupRole', 'body', 'humanNoun', 'accusation', 'personPronoun']

/** A deed that is said to be interference, with whose deed it is where the words say it. */
export interface Equation {
  readonly owner: NounPhrase | undefined
}

/**
 * Finds the deed that an interference is said to be: `the envoy’s speech was interference in our election`,
 * `the letter amounts to meddling`, `nothing but meddling`.
 *
 * @param act A noun that names interference.
 * @param floor The search does not reach left of it.
 * @returns undefined when the noun is no predicate.
 * @throws Never.
 */
export function findEquation(reading: Reading, act: Act, floor: number): Equation | undefined {
  if (!act.isNoun || !act.isNamed || !namesContest(reading, act)) return undefined
  const verb = equatingVerb(reading, act.at, floor)
  const deed = verb === undefined ? undefined : findSubject(reading, verb, floor)
  return deed && isDeed(reading, deed) ? { owner: ownerOf(reading, deed) } : undefined
}

/** Interference in the radio band is none: an election or a state must be named beside it. */
function namesContest(reading: Reading, act: Act): boolean {
  for (let at = Math.max(0, act.at - 2); at < act.end; at += 1) {
    const isContest = ['contest', 'contestObject', 'affairs'].some((name) => reading.classes[at]!.has(name))
    if (isContest || reading.nameOf[at]! >= 0) return true
  }
  return false
}

function equatingVerb(reading: Reading, before: number, floor: number): number | undefined {
  for (let at = before - 1; at >= Math.max(floor, before - MAX_PREDICATE); at -= 1) {
    const known = reading.classes[at]!
    if (known.has('beVerb') || known.has('equate')) return at
    if (!isPredicative(reading, at)) return undefined
  }
  return undefined
}

/** Words that may stand between a verb and the noun that it predicates: `nothing but a clear case of`. */
function isPredicative(reading: Reading, at: number): boolean {
  const known = reading.classes[at]!
  const { norm, kind } = reading.tokens[at]!
  if (norm === 'of') return reading.classes[at - 1]!.has('kindNoun')
  if (norm === 'as' || norm === 'to') return true
  if (kind === 'stop' || norm === ',' || norm === ':') return false
  if (known.has('exceptive') || norm === 'than') return true
  return !(known.has('preposition') || known.has('clauseStart') || known.has('subordinator') || known.has('relative'))
}

/** Something that somebody did: not a person, a state, or `there`. */
function isDeed(reading: Reading, phrase: NounPhrase): boolean {
  const known = reading.classes[phrase.head]!
  const { norm } = reading.tokens[phrase.head]!
  if (norm === 'there' || phrase.name?.to === phrase.head + 1) return false
  if (known.has('document') || known.has('utteranceNoun')) return true
  return !NO_DEEDS.some((name) => known.has(name))
}
