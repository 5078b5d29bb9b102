import type { Entity } from '../../../domain/lexicon.ts'
import type { Span } from '../../../domain/span.ts'
import type { Actor } from '../actors/resolveActor.ts'
import { agentOfDeed } from '../acts/findAgent.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { stateIn, stateOf } from '../phrases/readModifiers.ts'
import type { Reading } from '../text/readText.ts'
import { resolvePhrase } from './resolvePhrase.ts'
import type { Scene } from './scene.ts'

/** Who is said to interfere: the state rather than its capital, seat of power or agents. */
export interface AccusedRole {
  readonly entityId: string | null
  readonly name: string | null
  readonly mention: Span | null
  /** The state on whose side the accused is. */
  readonly country: string | null
}

/**
 * Tells who the accused is, from the phrase that names him.
 *
 * @param speaker Whom `we` means.
 * @returns A role with a null name when the phrase is a pronoun that cannot be resolved.
 * @throws Never.
 */
export function findAccused(scene: Scene, phrase: NounPhrase, sentence: number, speaker?: Actor): AccusedRole {
  const { reading } = scene
  const known = reading.classes[phrase.head]!
  const mention = { start: reading.tokens[phrase.from]!.start, end: reading.tokens[phrase.to - 1]!.end }
  if (known.has('firstPerson') && speaker) return { ...ownSide(scene, speaker), mention }
  if (isThing(reading, phrase)) return { entityId: null, name: null, mention: null, country: null }
  const inner = innerOf(reading, phrase)
  if (inner) return findAccused(scene, inner, sentence, speaker)
  const doer = agentOfDeed(reading, phrase)
  if (doer) return findAccused(scene, doer, sentence, speaker)
  if (speaker && isOwnCountry(scene, phrase)) return { ...ownSide(scene, speaker), mention }
  if (phrase.to - phrase.from === 1 && known.has('possessivePronoun')) {
    const owner = resolveOwner(scene, phrase, sentence, speaker)
    return owner ? { ...accusedOf(scene, owner), mention } : { entityId: null, name: null, mention, country: null }
  }
  const boss = bossOf(reading, phrase)
  if (boss) return { ...findAccused(scene, boss, sentence, speaker), mention }
  const party = partyOf(scene, phrase, sentence, speaker)
  if (party) return { ...party, mention }
  const all = [phrase, ...phrase.conjuncts].map((each) => accusedOf(scene, resolvePhrase(scene, each, sentence)))
  const names = all.map((each) => each.name).filter((name) => name !== null)
  return { ...all[0]!, mention, name: names.length > 0 ? names.join('; ') : null }
}

/**
 * The accused that an actor is: a state for its capital, seat, agents and bodies; else the actor.
 *
 * @throws Never.
 */
export function accusedOf(scene: Scene, actor: Actor): AccusedRole {
  const { reading } = scene
  const { entity } = actor
  if (actor.person)
    return { entityId: entity?.id ?? null, name: actor.name, mention: actor.mention, country: actor.country }
  if (entity && entity.kind !== 'media' && entity.kind !== 'platform' && entity.kind !== 'party') {
    const state = stateOf(reading, entity) ?? entity
    return { entityId: state.id, name: state.name, mention: actor.mention, country: state.country ?? actor.country }
  }
  const state = actor.phrase ? stateIn(reading, actor.phrase.from, actor.phrase.to) : undefined
  const linked = !entity && actor.phrase ? linkedState(scene, actor.phrase) : undefined
  const bloc = !entity && actor.phrase ? blocOf(scene, actor.phrase) : undefined
  if (bloc) return { entityId: bloc.id, name: bloc.name, mention: actor.mention, country: actor.country }
  if (linked) return { entityId: linked.id, name: linked.name, mention: actor.mention, country: linked.country }
  const isMedia = actor.phrase !== undefined && reading.classes[actor.phrase.head]!.has('media')
  const isOrgan = actor.phrase !== undefined && reading.classes[actor.phrase.head]!.has('organ')
  const isAgent =
    actor.phrase !== undefined &&
    ['groupRole', 'body', 'role', 'money', 'actNoun', 'attemptNoun', 'fakery', 'messageNoun'].some((name) =>
      reading.classes[actor.phrase!.head]!.has(name),
    )
  if (!entity && state && isAgent && !isMedia && !isOrgan && actor.resolution !== 'pronoun') {
    return { entityId: state.id, name: state.name, mention: actor.mention, country: state.country }
  }
  return { entityId: entity?.id ?? null, name: actor.name, mention: actor.mention, country: actor.country }
}

/**
 * The accused that a speaker means by `we`, or by a denial without a subject: his state where he speaks for one.
 *
 * @throws Never.
 */
export function ownSide(scene: Scene, speaker: Actor): AccusedRole {
  const state = speaker.country ? scene.reading.index.entities.get(`country:${speaker.country}`) : undefined
  const isOutlet = speaker.entity?.kind === 'media' || speaker.entity?.kind === 'platform'
  if (state && !isOutlet && (speaker.isState || speaker.isOfficial)) {
    return { entityId: state.id, name: state.name, mention: null, country: state.country }
  }
  const head = speaker.phrase?.head ?? -1
  if (scene.reading.classes[head]?.has('diplomat') && speaker.resolution === 'role' && speaker.name) {
    return { entityId: null, name: `${speaker.name}’s state`, mention: null, country: null }
  }
  const isVoiceOnly =
    speaker.isOfficial &&
    speaker.country === null &&
    (speaker.person ? speaksForState(scene, speaker) : scene.reading.classes[head]?.has('representative'))
  if (isVoiceOnly) return { entityId: null, name: null, mention: null, country: null }
  return { ...accusedOf(scene, speaker), mention: null }
}

/** `these results are fake`, `algorithms flipped votes`: things that somebody made. */
function isThing(reading: Reading, phrase: NounPhrase): boolean {
  const known = reading.classes[phrase.head]!
  if (reading.tokens[phrase.head]!.norm === 'there') return true
  const isMade = ['contentNoun', 'fakery', 'madeThing'].some((name) => known.has(name))
  const isActor = ['groupRole', 'role', 'media', 'body', 'beneficiary'].some((name) => known.has(name))
  // `the report amounted to interference`: papers are made too.
  if (phrase.name || !(known.has('document') || (isMade && !isActor))) return false
  return stateIn(reading, phrase.from, phrase.to) === undefined
}

/** `evidence of Russian bodies interfering`: the bodies, not the evidence. */
function innerOf(reading: Reading, phrase: NounPhrase): NounPhrase | undefined {
  const known = reading.classes[phrase.head]!
  const isAbstract = ['evidence', 'accusation', 'accusationWeak', 'existence', 'partNoun'].some((name) =>
    known.has(name),
  )
  const isShare = ['any', 'some', 'all', 'none', 'most', 'many', 'much'].includes(reading.tokens[phrase.head]!.norm)
  if (phrase.name || !(isAbstract || isShare) || reading.tokens[phrase.head + 1]?.norm !== 'of') return undefined
  return findPhraseAfter(reading, phrase.head + 2, phrase.to)
}

/** A ministry’s or an embassy’s spokesman, of whatever state. */
function speaksForState(scene: Scene, speaker: Actor): boolean {
  const { index } = scene.reading
  return (speaker.person?.roles ?? []).some(
    (role) =>
      index.classes.get(role.head)?.has('spokes') &&
      [...role.words].some((word) => index.classes.get(word)?.has('stateOrgan')),
  )
}

/** `a network built by Kaya`, `a ring run by Minsk`: whoever is behind it. */
function bossOf(reading: Reading, phrase: NounPhrase): NounPhrase | undefined {
  const { classes, tokens } = reading
  if (phrase.name || !classes[phrase.head]!.has('tool')) return undefined
  const at = phrase.head + 1
  const isRun = classes[at]?.has('verb.past') && tokens[at + 1]?.norm === 'by'
  if (!isRun || reading.sentenceOf[at + 2] !== reading.sentenceOf[phrase.head]) return undefined
  const boss = findPhraseAfter(reading, at + 2, reading.sentences[reading.sentenceOf[at]!]!.to)
  return boss?.name ? boss : undefined
}

const MAX_TITLE = 6
const MAX_MENTIONS = 20

/** `his party`, `our party`: the one that stands before his name as his title. */
function partyOf(scene: Scene, phrase: NounPhrase, sentence: number, speaker?: Actor): AccusedRole | undefined {
  const { reading } = scene
  const owner = reading.classes[phrase.from]!
  const isParty = !phrase.name && ['party', 'parties'].includes(reading.tokens[phrase.head]!.norm)
  if (!isParty || !owner.has('possessivePronoun')) return undefined
  const from = { from: phrase.from, to: phrase.from + 1, head: phrase.from, name: undefined, conjuncts: [] }
  const person = owner.has('firstPerson') ? speaker?.person : resolvePhrase(scene, from, sentence).person
  for (const mention of (person?.mentions ?? []).slice(0, MAX_MENTIONS)) {
    const name = reading.names[mention]!
    for (let at = Math.max(0, name.from - MAX_TITLE); at < name.from; at += 1) {
      const title = reading.nameAt[at]?.candidates[0]
      if (title?.kind === 'party' && reading.sentenceOf[at] === reading.sentenceOf[name.from])
        return { entityId: title.id, name: title.name, mention: null, country: title.country }
    }
  }
  return undefined
}

/** `our country has never interfered`, `our services`: the speaker’s state. */
function isOwnCountry(scene: Scene, phrase: NounPhrase): boolean {
  const { classes } = scene.reading
  const isOurs = classes[phrase.from]!.has('possessivePronoun') && classes[phrase.from]!.has('firstPerson')
  return isOurs && ['homeland', 'stateOrgan', 'stateWord'].some((name) => classes[phrase.head]!.has(name))
}

/**
 * The side that somebody surely speaks for: a state, its missions and spokesmen; not just any office holder.
 *
 * @returns undefined for whoever may speak for himself.
 * @throws Never.
 */
export function voiceOf(scene: Scene, speaker: Actor | undefined): AccusedRole | undefined {
  const { tokens, classes } = scene.reading
  if (!speaker || speaker.country === null) return undefined
  const { phrase } = speaker
  const isSpokes = (word: string) => scene.reading.index.classes.get(word)?.has('spokes') ?? false
  const isVoice =
    speaker.isState ||
    (phrase &&
      tokens
        .slice(phrase.from, phrase.to)
        .some(({ norm }, at) => isSpokes(norm) || classes[phrase.from + at]!.has('mission'))) ||
    speaker.person?.roles.some(({ words }) => [...words].some(isSpokes))
  const own = isVoice ? ownSide(scene, speaker) : undefined
  return own?.entityId?.startsWith('country:') ? own : undefined
}

/** `the EU delegation` is the EU’s. */
function blocOf(scene: Scene, phrase: NounPhrase): Entity | undefined {
  const { reading } = scene
  if (!['body', 'stateOrgan'].some((name) => reading.classes[phrase.head]!.has(name))) return undefined
  for (let at = phrase.from; at < phrase.head; at += 1) {
    const candidate = reading.nameAt[at]?.candidates[0]
    if (candidate?.kind === 'bloc') return candidate
  }
  return undefined
}

/** `hackers linked to Russia`, `outlets belonging to the Russian state`. */
function linkedState(scene: Scene, phrase: NounPhrase): Entity | undefined {
  const { reading } = scene
  const seat = reading.nameAt[phrase.head + 2]
  const isSeat = reading.tokens[phrase.head + 1]?.norm === 'in' && seat?.sense === 'capital'
  if (isSeat && ['organ', 'groupRole', 'stateOrgan'].some((name) => reading.classes[phrase.head]!.has(name)))
    return stateIn(reading, seat.from, seat.to)
  const from = skipBelief(reading, phrase.head + 1)
  const isBacked = reading.classes[from]?.has('backedWord') && reading.tokens[from + 1]?.norm === 'by'
  if (isBacked) return stateIn(reading, from + 2, Math.min(reading.tokens.length, from + 5))
  for (let at = from; at < Math.min(reading.tokens.length, from + 3); at += 1) {
    if (reading.tokens[at]!.norm === 'from' && at === phrase.head + 1 && reading.classes[phrase.head]!.has('groupRole'))
      return stateIn(reading, at + 1, Math.min(reading.tokens.length, at + 3))
    if (reading.classes[at]!.has('backedBy') && reading.tokens[at + 1]?.norm === 'by')
      return stateIn(reading, at + 2, Math.min(reading.tokens.length, at + 5))
    if (!reading.classes[at]!.has('linkWord')) continue
    if (!['to', 'with', 'for', 'in'].includes(reading.tokens[at + 1]?.norm ?? '')) return undefined
    return stateIn(reading, at + 2, Math.min(reading.tokens.length, at + 5))
  }
  return undefined
}

/** Over `believed to be`, `said to be`, `that are`. */
function skipBelief(reading: Reading, from: number): number {
  const { classes, tokens } = reading
  let at = from
  const isBelief = classes[at]?.has('believedWord') || ['allegedly', 'reportedly'].includes(tokens[at]?.norm ?? '')
  if (isBelief) at += 1
  while (
    at > from &&
    at < from + 4 &&
    (classes[at]?.has('to') || classes[at]?.has('beVerb') || classes[at]?.has('haveVerb'))
  )
    at += 1
  return at
}

function resolveOwner(scene: Scene, phrase: NounPhrase, sentence: number, speaker?: Actor): Actor | undefined {
  const known = scene.reading.classes[phrase.head]!
  if (known.has('firstPerson')) return speaker
  if (known.has('personPronoun') || known.has('thingPronoun')) {
    const actor = resolvePhrase(scene, { ...phrase }, sentence)
    return actor.name === null ? undefined : actor
  }
  return undefined
}
