import type { Person } from '../actors/buildCast.ts'
import { isOtherGender } from '../actors/genderOf.ts'
import { type Actor, resolveActor } from '../actors/resolveActor.ts'
import type { Cue } from '../cues/findCues.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { stateIn } from '../phrases/readModifiers.ts'
import type { NameMention } from '../text/findNames.ts'
import type { Reading } from '../text/readText.ts'
import type { Scene } from './scene.ts'

const MAX_SENTENCES_BACK = 3

/**
 * Tells whom a pronoun means: somebody who speaks earlier in the sentence, else the person whom the sentences
 * before are about. `I` and `we` mean the speaker of the quotation.
 *
 * @returns The actor with the pronoun as mention; `unresolved` with a null name when it is not clear.
 * @throws Never.
 */
export function resolvePronoun(scene: Scene, actor: Actor, phrase: NounPhrase, sentence: number): Actor {
  const known = scene.reading.classes[phrase.head]!
  if (known.has('firstPerson')) return actor
  const inBrackets = bracketed(scene, phrase)
  if (inBrackets)
    return {
      ...inBrackets,
      mention:
        actor.mention && inBrackets.mention
          ? { start: actor.mention.start, end: inBrackets.mention.end + 1 }
          : actor.mention,
      resolution: 'explicit',
      phrase,
    }
  const isPerson = known.has('personPronoun')
  const isThing = known.has('thingPronoun')
  if (!isPerson && !isThing) return actor
  const found = isPerson ? findPerson(scene, phrase, sentence) : findThing(scene, phrase, sentence)
  return found ? { ...found, mention: actor.mention, resolution: 'pronoun', phrase } : actor
}

/** `He (Lavrov) said`. */
function bracketed(scene: Scene, phrase: NounPhrase): Actor | undefined {
  const { reading } = scene
  if (reading.tokens[phrase.to]?.kind !== 'open') return undefined
  const name = reading.nameOf[phrase.to + 1] ?? -1
  const person = scene.cast.personOf.get(name)
  const mention = reading.names[name]
  if (!person || !mention) return undefined
  const roles = person.roles.some((role) => reading.index.classes.get(role.head)?.has('representative'))
  return {
    entity: person.entity,
    person,
    name: person.name,
    mention: { start: reading.tokens[mention.from]!.start, end: reading.tokens[mention.to - 1]!.end },
    resolution: 'explicit',
    country: person.roles.find((role) => role.country)?.country ?? person.entity?.country ?? null,
    isState: false,
    isOfficial: roles,
    phrase,
  }
}

function findPerson(scene: Scene, phrase: NounPhrase, sentence: number): Actor | undefined {
  const { reading } = scene
  const level = reading.utteranceOf[phrase.head]
  const fits = (person: Person) => !isOtherGender(reading, person, reading.tokens[phrase.head]!.norm)
  const earlier = (scene.cues[sentence] ?? [])
    .filter((cue) => cue.subject && cue.subject.to <= phrase.from && reading.utteranceOf[cue.at] === level)
    .map((cue) => scene.speakers.get(cue))
    .find((actor) => actor?.person && fits(actor.person))
  if (earlier) return earlier
  const own = firstPersonBefore(scene, sentence, phrase.from, level ?? -1, fits)
  if (own) return own
  const paragraph = reading.sentences[sentence]!.paragraph
  for (let back = sentence - 1; back >= Math.max(0, sentence - MAX_SENTENCES_BACK); back -= 1) {
    if (paragraph - reading.sentences[back]!.paragraph > 2) return undefined
    const actor = scene.salient[back]
    if (actor?.person && !fits(actor.person)) continue
    if (actor?.person) return actor
    const isSomebody = actor?.phrase && !actor.entity && !reading.classes[actor.phrase.head]!.has('organ')
    if (actor && isSomebody && !actor.isState && actor.resolution === 'role' && back === sentence - 1) return actor
  }
  return undefined
}

/** `Although Popescu lost, he said`. */
function firstPersonBefore(
  scene: Scene,
  sentence: number,
  before: number,
  level: number,
  fits: (person: Person) => boolean,
): Actor | undefined {
  const { reading, cast } = scene
  for (let at = reading.sentences[sentence]!.from; at < before; at += 1) {
    const person = cast.personOf.get(reading.nameOf[at] ?? -1)
    const name = reading.nameAt[at]
    if (!person || !name || reading.utteranceOf[at] !== level || !fits(person)) continue
    if (reading.tokens[name.to]?.kind === 'possessive') continue
    // `Popescu, he wrote, was a liar`: he speaks of Popescu.
    if (reading.tokens[name.to]?.norm === ',' && name.to + 1 === before) continue
    return {
      entity: person.entity,
      person,
      name: person.name,
      mention: null,
      resolution: 'pronoun',
      country: person.roles.find((role) => role.isFromText && role.country)?.country ?? person.entity?.country ?? null,
      isState: false,
      isOfficial: person.roles.some((role) => reading.index.classes.get(role.head)?.has('representative')),
      phrase: undefined,
    }
  }
  return undefined
}

function findThing(scene: Scene, phrase: NounPhrase, sentence: number): Actor | undefined {
  const own = subjectStateBefore(scene, phrase, sentence)
  if (own) return own
  const level = scene.reading.utteranceOf[phrase.head]
  const earlier = (scene.cues[sentence] ?? [])
    .filter((cue) => cue.subject && cue.subject.to <= phrase.from && !isItsObject(scene.reading, cue, phrase))
    .filter((cue) => scene.reading.utteranceOf[cue.at] === level)
    .map((cue) => scene.speakers.get(cue))
    .findLast((actor) => actor?.name && !actor.person)
  if (earlier) return earlier
  const spoken = level === -1 ? undefined : subjectInSpeech(scene, sentence - 1)
  if (spoken) return spoken
  const opening = openingBody(scene, phrase, sentence)
  if (opening) return opening
  const spoke = (scene.cues[sentence - 1] ?? [])
    .filter((cue) => scene.reading.utteranceOf[cue.at] === -1)
    .map((cue) => scene.speakers.get(cue))
    .find((actor) => actor?.name && !actor.person)
  if (spoke) return spoke
  const before = scene.salient[sentence - 1]
  return before && !before.person ? before : ownerOfSubject(scene, sentence - 1)
}

/** `the agencies accused it`: somebody else; `the agencies said it was` may be themselves. */
function isItsObject(reading: Reading, cue: Cue, phrase: NounPhrase): boolean {
  const next = reading.classes[phrase.to]
  const isSubject = ['beVerb', 'haveVerb', 'doVerb', 'modal', 'verb', 'adverb'].some((name) => next?.has(name))
  return cue.end === phrase.from && !isSubject
}

/** The state that is the subject of the sentence before, in the same speech: `“Minsk wants a governor. It pays …”`. */
function subjectInSpeech(scene: Scene, sentence: number): Actor | undefined {
  const { reading } = scene
  const { from, to } = reading.sentences[sentence] ?? { from: 0, to: 0 }
  for (let at = from; at < to; at += 1) {
    const name = reading.nameAt[at]
    if (reading.utteranceOf[at] === -1 || name?.from !== at || !isStateName(reading, name)) continue
    const isPlace = reading.classes[at - 1]?.has('preposition') || reading.tokens[name.to]?.kind === 'possessive'
    return isPlace ? undefined : resolveActor(reading, scene.cast, asPhrase(name))
  }
  return undefined
}

/** `The Kremlin’s position has not changed. It …`. */
function ownerOfSubject(scene: Scene, sentence: number): Actor | undefined {
  const { reading } = scene
  const { from, to } = reading.sentences[sentence] ?? { from: 0, to: 0 }
  const start = reading.classes[from]?.has('article') ? from + 1 : from
  const name = reading.nameAt[start]
  const isOwner = start < to && name?.from === start && reading.tokens[name.to]?.kind === 'possessive'
  return isOwner && isStateName(reading, name) ? resolveActor(reading, scene.cast, asPhrase(name)) : undefined
}

function isStateName(reading: Reading, name: NameMention): boolean {
  return name.sense !== 'demonym' && stateIn(reading, name.from, name.to) !== undefined
}

function asPhrase(name: NameMention): NounPhrase {
  return { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] }
}

/** `Chisinau’s foreign ministry issued a note in which it accused`: the body with which the sentence begins. */
function openingBody(scene: Scene, phrase: NounPhrase, sentence: number): Actor | undefined {
  const { reading, cast } = scene
  const { from } = reading.sentences[sentence]!
  const first = findPhraseAfter(reading, from, phrase.from)
  if (!first || first.from !== from || first.to > phrase.from || first.conjuncts.length > 0) return undefined
  const known = reading.classes[first.head]!
  if (!known.has('body') || known.has('plural') || reading.utteranceOf[from] !== reading.utteranceOf[phrase.head])
    return undefined
  const actor = resolveActor(reading, cast, first)
  return actor.person ? undefined : actor
}

/** The nearest state that is no adjunct: `if Moscow wanted ties with Ankara, it should`. */
function subjectStateBefore(scene: Scene, phrase: NounPhrase, sentence: number): Actor | undefined {
  const { reading } = scene
  for (let at = phrase.from - 1; at >= reading.sentences[sentence]!.from; at -= 1) {
    const name = reading.nameAt[at]
    const isState = name?.candidates.some((candidate) => candidate.kind === 'country' || candidate.kind === 'seat')
    if (!name || !isState || name.sense === 'demonym' || reading.tokens[at + 1]?.kind === 'possessive') continue
    if (reading.utteranceOf[at] !== reading.utteranceOf[phrase.head]) continue
    const isDetermined = reading.classes[name.from - 1]?.has('article') ?? false
    const before = reading.classes[name.from - (isDetermined ? 2 : 1)]
    if (before?.has('preposition') && !before.has('subordinator')) continue
    return resolveActor(reading, scene.cast, { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] })
  }
  return undefined
}
