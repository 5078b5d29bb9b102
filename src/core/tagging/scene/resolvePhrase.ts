import { type Actor, resolveActor } from '../actors/resolveActor.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import { findPhraseBefore, type NounPhrase } from '../phrases/findPhraseBefore.ts'
import { ownerIn } from '../phrases/ownerIn.ts'
import type { Reading } from '../text/readText.ts'
import { resolvePronoun } from './resolvePronoun.ts'
import type { Scene } from './scene.ts'

/**
 * Tells who a phrase is, pronouns included.
 *
 * @param sentence Index of the sentence in which it stands.
 * @throws Never.
 */
export function resolvePhrase(scene: Scene, phrase: NounPhrase, sentence: number): Actor {
  const actor = resolveActor(scene.reading, scene.cast, phrase)
  const isPronoun = phrase.to - phrase.from === 1 && scene.reading.classes[phrase.head]!.has('pronoun') && !phrase.name
  return isPronoun ? resolvePronoun(scene, actor, phrase, sentence) : withOwner(scene, actor, phrase, sentence)
}

/** `its foreign ministry` is on the side of whatever state the sentences before are about. */
function withOwner(scene: Scene, actor: Actor, phrase: NounPhrase, sentence: number): Actor {
  const apposed = apposedTo(scene, actor, phrase, sentence)
  if (apposed) return apposed
  const author = authorOf(scene, actor, phrase, sentence)
  if (author) return author
  const same = sameBody(scene, actor, phrase, sentence)
  if (same) return same
  const owner = scene.reading.classes[phrase.from]!
  const isOwned = owner.has('possessivePronoun') && !owner.has('firstPerson') && !phrase.name && actor.country === null
  if (!isOwned || !(owner.has('thingPronoun') || owner.has('personPronoun'))) return actor
  const pronoun = { from: phrase.from, to: phrase.from + 1, head: phrase.from, name: undefined, conjuncts: [] }
  const found = resolvePronoun(scene, resolveActor(scene.reading, scene.cast, pronoun), pronoun, sentence)
  return found.country === null ? actor : { ...actor, country: found.country }
}

/** `the main opposition party, the Greens (G),`: the name behind the comma. */
function apposedTo(scene: Scene, actor: Actor, phrase: NounPhrase, sentence: number): Actor | undefined {
  const { reading } = scene
  const known = reading.classes[phrase.head]!
  const isNamable = ['role', 'body', 'groupRole'].some((name) => known.has(name)) && !known.has('plural')
  if (phrase.name || actor.person || !isNamable || reading.tokens[phrase.to]?.norm !== ',') return undefined
  const behind = findPhraseAfter(reading, phrase.to + 1, reading.sentences[sentence]!.to)
  if (!behind?.name || behind.from !== phrase.to + 1 || behind.conjuncts.length > 0) return undefined
  const isSame =
    (behind.name.sense === 'unknown' || isKindred(reading, phrase, behind)) && behind.name.from - behind.from <= 2
  const next = reading.tokens[behind.to]
  const isClosed = next === undefined || [',', ':'].includes(next.norm) || next.kind === 'open' || next.kind === 'stop'
  if (!isSame || !isClosed) return undefined
  const named = resolveActor(reading, scene.cast, behind)
  return named.name === null ? undefined : { ...named, country: named.country ?? actor.country }
}

/** A role is a person’s, a party a party’s: `the company, Russia,` is no apposition. */
function isKindred(reading: Reading, phrase: NounPhrase, behind: NounPhrase): boolean {
  const kind = behind.name?.candidates[0]?.kind
  const known = reading.classes[phrase.head]!
  if (kind === 'person') return known.has('role')
  return (
    known.has('body') &&
    kind !== undefined &&
    ['party', 'body', 'service', 'commission', 'media', 'platform'].includes(kind)
  )
}

const MAX_STATEMENT_DISTANCE = 3

/** `the statement` of whoever spoke last, `the U.S. statement`, `a statement by the mission`. */
function authorOf(scene: Scene, actor: Actor, phrase: NounPhrase, sentence: number): Actor | undefined {
  const { reading } = scene
  const known = reading.classes[phrase.head]!
  if (phrase.name || !(known.has('utteranceNoun') || known.has('document'))) return undefined
  const by = ['by', 'from'].includes(reading.tokens[phrase.head + 1]?.norm ?? '')
    ? findPhraseAfter(reading, phrase.head + 2, reading.sentences[sentence]!.to)
    : undefined
  const owner = by ?? (known.has('utteranceNoun') ? ownerIn(reading, phrase) : undefined)
  const mention = actor.mention
  if (owner) return { ...resolvePhrase(scene, owner, sentence), mention, phrase }
  const isNamedBefore = ['the', 'this', 'that'].includes(reading.tokens[phrase.from]!.norm)
  if (!isNamedBefore || !known.has('utteranceNoun')) return undefined
  for (let back = sentence - 1; back >= Math.max(0, sentence - MAX_STATEMENT_DISTANCE); back -= 1) {
    const known = speakerInWriting(scene, back) ?? scene.salient[back]
    if (known?.name) return { ...known, mention, resolution: 'role', phrase }
  }
  return undefined
}

const MAX_IN_STATEMENT = 12

/** `said in a statement`. */
function speakerInWriting(scene: Scene, sentence: number): Actor | undefined {
  const { classes, utteranceOf } = scene.reading
  const cue = scene.cues[sentence]?.find((each) => {
    if (utteranceOf[each.at] !== -1) return false
    for (let at = each.end; at < Math.min(each.region.to, each.end + MAX_IN_STATEMENT); at += 1)
      if (classes[at]!.has('utteranceNoun')) return true
    return false
  })
  return cue ? scene.speakers.get(cue) : undefined
}

/** `the mission` after `Iran’s mission`: the body of the sentences before. */
function sameBody(scene: Scene, actor: Actor, phrase: NounPhrase, sentence: number): Actor | undefined {
  const { reading } = scene
  const isBody = reading.classes[phrase.head]!.has('body') && reading.classes[phrase.from]!.has('article')
  if (!isBody || phrase.name || actor.country !== null || phrase.to - phrase.from !== 2) return undefined
  const head = reading.tokens[phrase.head]!.norm
  for (let back = sentence - 1; back >= Math.max(0, sentence - 4); back -= 1) {
    const spoken = scene.cues[back]!.map((cue) => scene.speakers.get(cue))
    for (const known of [scene.salient[back], ...spoken]) {
      const words = known?.phrase ? reading.tokens.slice(known.phrase.from, known.phrase.to) : []
      if (known && known.country !== null && !known.person && words.some((token) => token.norm === head))
        return { ...known, mention: actor.mention, resolution: 'role', phrase }
    }
  }
  return reading.classes[phrase.head]!.has('stateOrgan') ? bodyBefore(scene, actor, phrase) : undefined
}

const MAX_BODY_DISTANCE = 250

/** `the embassy` after `the Chinese embassy`, `Beijing’s embassy`: the nearest before that names its state. */
function bodyBefore(scene: Scene, actor: Actor, phrase: NounPhrase): Actor | undefined {
  const { reading, cast } = scene
  const word = reading.tokens[phrase.head]!.norm
  for (let at = phrase.from - 1; at >= Math.max(0, phrase.from - MAX_BODY_DISTANCE); at -= 1) {
    if (reading.tokens[at]!.norm !== word) continue
    const before = findPhraseBefore(reading, at + 1, Math.max(0, at - 8))
    const known = before ? resolveActor(reading, cast, before) : undefined
    if (known && known.country !== null && !known.person)
      return { ...known, mention: actor.mention, resolution: 'role', phrase }
  }
  return undefined
}
