import type { Actor } from '../actors/resolveActor.ts'
import type { MergedDraft } from '../judges/mergeDrafts.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { stemsIn } from '../phrases/stemsIn.ts'
import type { Topic } from '../scene/findTopics.ts'
import { resolvePhrase } from '../scene/resolvePhrase.ts'
import type { Scene } from '../scene/scene.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'
import { isOwnSide } from './chooseClaim.ts'

/** What an article offers to drafts that mean nothing by themselves. */
export interface Offer {
  readonly scene: Scene
  readonly claims: readonly MergedDraft[]
  readonly topics: readonly Topic[]
  /** The article is a line or two, without a claim. */
  readonly isAlone: boolean
}

const MAX_NEAR = 2
const MAX_CLAIMER = 6

/**
 * Tells whether a draft that counts only beside a claim has one: its flags say what it needs.
 *
 * @param first The claim that it answers.
 * @param topic The interference that the article speaks of where it has no such claim.
 * @throws Never.
 */
export function meetsNeeds(
  offer: Offer,
  draft: MergedDraft,
  first: MergedDraft | undefined,
  topic: Topic | undefined,
): boolean {
  const { reading } = offer.scene
  const needs = (name: string) => draft.flags.includes(`needs_${name}`)
  const isBound = isBoundTo(offer, draft)
  if (needs('claimer')) return isClaimerNamed(offer, draft)
  if (needs('overlap') && !(isBound || (first && isOnSameMatter(reading, draft, first)))) return false
  if (needs('near') && !(first && Math.abs(draft.sentence - first.sentence) <= MAX_NEAR)) return false
  if (!first && needs('claim') && !(offer.isAlone && isLikely(reading, draft)) && !topic && !isBound) return false
  if (first && needs('side') && !isSameSide(draft, first)) return false
  return !(needs('own_side') && !first && !offer.isAlone && !topic)
}

/** What is denied names a state that is accused in the article, or names foreigners: `that the money came from Russia`. */
function isBoundTo({ scene, claims, topics }: Offer, draft: MergedDraft): boolean {
  if (draft.kind !== 'denial' || !draft.flags.includes('needs_overlap') || !draft.target) return false
  const { reading } = scene
  const accused = new Set([...claims.map((claim) => claim.accused?.country), ...topics.map(({ country }) => country)])
  for (let at = draft.target.from; at < draft.target.to; at += 1) {
    const named = reading.nameAt[at]?.candidates.find(
      ({ kind, country }) => country !== null && (kind === 'country' || kind === 'seat'),
    )?.country
    const isOther = named != null && named !== draft.speaker?.country && accused.has(named)
    if (isOther || (reading.classes[at]!.has('abroad') && claims.length > 0)) return true
  }
  return false
}

/** Whoever is called a liar, or scolded, is one who claims: `rebuked the premier for his tall tales`. */
function isClaimerNamed({ scene, claims }: Offer, draft: MergedDraft): boolean {
  if (!draft.target) return false
  const actors = actorsIn(scene, draft.target, draft.sentence)
  return claims.some(
    ({ speaker, sentence }) =>
      speaker?.name != null &&
      speaker.name !== draft.speaker?.name &&
      Math.abs(sentence - draft.sentence) <= MAX_CLAIMER &&
      actors.some(
        (actor) =>
          speaker.name === actor.name || (!actor.person && actor.country !== null && actor.country === speaker.country),
      ),
  )
}

const MAX_MATTER_DISTANCE = 8

/** The claim is against whoever is said not to have done it, or against the speaker's side. */
function isSameSide(draft: MergedDraft, claim: MergedDraft): boolean {
  const own = draft.accused
  return (
    isOwnSide(draft, claim) ||
    (own?.name !== null && own?.name === claim.accused?.name) ||
    (own !== undefined && own.country !== null && own.country === claim.accused?.country)
  )
}

/** A denial of a detail answers a claim against the same side just before that shares a word with it. */
function isOnSameMatter(reading: Reading, draft: MergedDraft, claim: MergedDraft): boolean {
  const distance = draft.sentence - claim.sentence
  if (distance < 0 || distance > MAX_MATTER_DISTANCE || !draft.content || !isOwnSide(draft, claim)) return false
  const stems = stemsIn(reading, reading.sentences[claim.sentence]!, true)
  return [...stemsIn(reading, draft.content, true)].some((stem) => stems.has(stem))
}

/** Without any context, a bare denial is taken for one only from a state or in a line about an election. */
function isLikely(reading: Reading, draft: MergedDraft): boolean {
  const head = reading.classes[draft.speaker?.phrase?.head ?? -1]
  if (draft.flags.includes('needs_article')) return false
  if (draft.kind === 'evidence_note') return draft.target !== undefined || draft.speaker !== undefined
  return (
    draft.kind !== 'denial' ||
    draft.speaker?.isState === true ||
    head?.has('stateOrgan') === true ||
    reading.classes.some((known) => known.has('contest'))
  )
}

/** Who a phrase is, and who is named in it: `Kaya’s advisers`. */
function actorsIn(scene: Scene, range: TokenRange, sentence: number): Actor[] {
  const { reading } = scene
  const head = range.to - 1
  const phrases: NounPhrase[] = [{ ...range, head, name: reading.nameAt[head], conjuncts: [] }]
  for (let at = range.from; at < range.to; at += 1) {
    const name = reading.nameAt[at]
    if (name && name.from === at) phrases.push({ from: at, to: name.to, head: name.to - 1, name, conjuncts: [] })
  }
  return phrases.map((phrase) => resolvePhrase(scene, phrase, sentence))
}
