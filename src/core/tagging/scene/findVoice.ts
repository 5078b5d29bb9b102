import type { Person } from '../actors/buildCast.ts'
import { type Actor, personCountry } from '../actors/resolveActor.ts'
import type { Cue } from '../cues/findCues.ts'
import { findGovernors, type Governor } from './findGovernors.ts'
import type { Scene } from './scene.ts'

/** Whose words something is, and who passes them on. */
export interface Voice {
  readonly speaker: Actor | undefined
  readonly via: Actor | undefined
  readonly governor: Governor | undefined
}

/**
 * Finds the innermost speaker of what a cue says. Where a spokesman says that his own state rejects something,
 * or a speaker says `we`, the speaker is the one who talks.
 *
 * @throws Never.
 */
export function findVoice(scene: Scene, cue: Cue): Voice {
  const own = scene.speakers.get(cue)
  const outer = findGovernors(scene, cue.at, cue).filter((governor) => isReporting(scene, governor))
  const governor = outer.find((each) => each.speaker !== undefined)
  const reporter = governor?.speaker
  if (!reporter) return { speaker: own, via: undefined, governor: undefined }
  if (!own || isReporterHimself(scene, own, reporter))
    return { speaker: reporter, via: viaOf(outer, governor), governor }
  return { speaker: own, via: reporter, governor }
}

/** Whoever accuses somebody does not report what that one answers: `…, a charge Minsk rejects`. */
function isReporting(scene: Scene, governor: Governor): boolean {
  if (governor.isUtterance) return true
  const known = scene.reading.classes[governor.cue.at]!
  return !governor.cue.blocked && !known.has('accuse') && !known.has('blame')
}

function isReporterHimself(scene: Scene, own: Actor, reporter: Actor): boolean {
  const { reading } = scene
  const head = own.phrase?.head ?? -1
  const known = reading.classes[head]
  if (known?.has('firstPerson')) return true
  // `…, he said, the agency reported`: an agency is no `he`.
  if (own.name === null && known?.has('personPronoun') && !reporter.person && reporter.entity) return false
  if (own.name === null && known?.has('pronoun')) return true
  if (own.name !== null && own.name === reporter.name) return true
  const owner = reading.classes[own.phrase?.from ?? -1]
  if (owner?.has('possessivePronoun') && known?.has('stateOrgan')) return true
  return own.isState && reporter.isOfficial && own.country !== null && own.country === reporter.country
}

/**
 * A pronoun that could mean two persons of the sentence before means the one on the side that is accused:
 * who denies interference by a state is on its side.
 *
 * @throws Never.
 */
export function preferAffiliated(scene: Scene, speaker: Actor, cue: Cue, country: string | null): Actor {
  if (speaker.resolution !== 'pronoun' || country === null || speaker.country === country || cue.sentence === 0)
    return speaker
  const { reading, cast } = scene
  const before = reading.sentences[cue.sentence - 1]!
  const persons = new Set<Person>()
  for (let at = before.from; at < before.to; at += 1) {
    const person = cast.personOf.get(reading.nameOf[at] ?? -1)
    if (person && personCountry(person) === country) persons.add(person)
  }
  const [only] = persons
  if (!only || persons.size > 1) return speaker
  return { ...speaker, entity: only.entity, person: only, name: only.name, country, isOfficial: true }
}

function viaOf(outer: readonly Governor[], inner: Governor): Actor | undefined {
  const speaker = inner.speaker
  return outer.find((each) => each !== inner && each.speaker && each.speaker.name !== speaker?.name)?.speaker
}
