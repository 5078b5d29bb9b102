import type { Actor } from '../actors/resolveActor.ts'
import type { MergedDraft } from '../judges/mergeDrafts.ts'
import { countryOf } from '../phrases/readModifiers.ts'
import { stemsIn } from '../phrases/stemsIn.ts'
import type { AccusedRole } from '../scene/findAccused.ts'
import type { Scene } from '../scene/scene.ts'
import type { Reading } from '../text/readText.ts'
import { findClaimers } from './findClaimers.ts'

/** Paragraphs behind a denial in which the claim may still stand that it answers. */
const MAX_AHEAD = 3
const MAX_AHEAD_BARE = 1

/**
 * Chooses the claim that a denial, challenge or evidence note answers: the one that its words name by who made it or
 * by what it says; else the nearest before with the same accused; else the nearest behind it.
 *
 * @param claims All claims of the article, in reading order.
 * @returns undefined when the article has none that it can answer.
 * @throws Never.
 */
export function chooseClaim(scene: Scene, draft: MergedDraft, claims: readonly MergedDraft[]): MergedDraft | undefined {
  const answerable = claims.filter((claim) => isAnswerable(draft, claim))
  const all = answerable.filter((claim) => isSameAccused(draft, claim) || isTiedTo(scene.reading, draft, claim))
  const own = all.filter((claim) => isOwnSide(draft, claim))
  const fits = draft.kind === 'denial' && !draft.accused?.name && own.length > 0 ? own : all
  const byName = claimedBy(findClaimers(scene, draft), fits.length > 0 ? fits : answerable)
  if (byName.length > 0) return nearest(scene.reading, draft, byName, Number.POSITIVE_INFINITY)
  const naming =
    draft.kind === 'denial' && !draft.accused?.name && own.length === 0 ? againstHim(scene, draft, answerable) : []
  const limit = aheadOf(scene.reading, draft)
  const told = sharing(scene.reading, draft, fits)
  return (
    nearest(scene.reading, draft, naming, limit) ??
    nearest(scene.reading, draft, told, limit) ??
    nearest(scene.reading, draft, fits, limit) ??
    nearest(scene.reading, draft, loosely(scene.reading, draft, answerable), limit)
  )
}

/** A denial that says itself what the claim is may stand far above it; a challenge answers wherever the claim is. */
function aheadOf(reading: Reading, draft: MergedDraft): number {
  const isHeading = reading.sentences[draft.sentence]!.section !== 'body'
  const isNaming = draft.target !== undefined && draft.act !== undefined
  if (isHeading || isNaming || draft.kind !== 'denial') return Number.POSITIVE_INFINITY
  return draft.flags.includes('needs_claim') ? MAX_AHEAD_BARE : MAX_AHEAD
}

function nearest(
  reading: Reading,
  draft: MergedDraft,
  claims: readonly MergedDraft[],
  maxAhead: number,
): MergedDraft | undefined {
  const before = claims.findLast((claim) => isBefore(claim, draft))
  if (before) return before
  const paragraph = reading.sentences[draft.sentence]!.paragraph
  return claims.find((claim) => reading.sentences[claim.sentence]!.paragraph - paragraph <= maxAhead)
}

function isBefore(claim: MergedDraft, draft: MergedDraft): boolean {
  if (claim.sentence !== draft.sentence) return claim.sentence < draft.sentence
  return (claim.cue?.from ?? 0) < (draft.cue?.from ?? 0)
}

/** A private person who denies something answers what was said about him: `a network that Kaya built`. */
function againstHim(scene: Scene, draft: MergedDraft, claims: readonly MergedDraft[]): MergedDraft[] {
  const { person, isOfficial } = draft.speaker ?? {}
  if (!person || isOfficial) return []
  const sentences = new Set(
    person.mentions.map((mention) => scene.reading.sentenceOf[scene.reading.names[mention]!.from]),
  )
  return claims.filter((claim) => sentences.has(claim.sentence))
}

function claimedBy(claimers: readonly Actor[], claims: readonly MergedDraft[]): MergedDraft[] {
  if (claimers.length === 0) return []
  const exact = claims.filter(({ speaker }) =>
    claimers.some((claimer) => speaker?.name && claimer.name === speaker.name && speaker.name !== null),
  )
  if (exact.length > 0) return exact
  return claims.filter(({ speaker }) =>
    claimers.some((claimer) => !claimer.person && claimer.country !== null && claimer.country === speaker?.country),
  )
}

/** Claims whose own words come back in what is denied: `the hacking claims`. */
function sharing(reading: Reading, draft: MergedDraft, claims: readonly MergedDraft[]): MergedDraft[] {
  if (!draft.target || draft.target.to <= draft.target.from) return []
  const stems = stemsIn(reading, draft.target)
  if (stems.size === 0) return []
  const scores = claims.map((claim) => {
    const own = stemsOf(reading, claim)
    return [...stems].filter((stem) => own.has(stem)).length
  })
  const best = Math.max(0, ...scores)
  return best === 0 || scores.every((score) => score === best) ? [] : claims.filter((_, at) => scores[at] === best)
}

const known = new WeakMap<MergedDraft, Set<string>>()

/** A claim is asked by every denial, and read once. */
function stemsOf(reading: Reading, claim: MergedDraft): Set<string> {
  const before = known.get(claim)
  if (before) return before
  const stems = stemsIn(reading, claim.content ?? reading.sentences[claim.sentence]!)
  known.set(claim, stems)
  return stems
}

/** Nobody answers himself, except by taking back what he said. */
function isAnswerable(draft: MergedDraft, claim: MergedDraft): boolean {
  if (draft.kind === 'evidence_note' || draft.subtype === 'retraction') return true
  if (claim.subtype === 'admission') return false
  return !(draft.speaker?.name && claim.speaker?.name && draft.speaker.name === claim.speaker.name)
}

/** `denied taking instructions from any embassy` answers a claim against any state. */
function isTiedTo(reading: Reading, draft: MergedDraft, claim: MergedDraft): boolean {
  if (!draft.flags.includes('tie') || !draft.target) return false
  const country = countryOf(reading, draft.target.from, draft.target.to)
  return country === null || country === claim.accused?.country
}

function isSameAccused(draft: MergedDraft, claim: MergedDraft): boolean {
  const accused = draft.accused
  if (!accused?.name || !claim.accused?.name) return isPlausible(draft, claim.accused)
  // `the DEA` after `the U.S. Drug Enforcement Administration`, said for the United States.
  const isUnknown = accused.entityId === null && accused.country === null && draft.speaker?.isOfficial === true
  const names = accused.name.split('; ')
  return (
    claim.accused.name.split('; ').some((name) => names.includes(name)) ||
    (isUnknown && isOwnSide(draft, claim)) ||
    (accused.country !== null && accused.country === claim.accused.country)
  )
}

/** A bare denial answers a claim against the speaker's own side, or one against nobody in particular. */
function isPlausible(draft: MergedDraft, accused: AccusedRole | undefined): boolean {
  if (draft.kind === 'denial' && draft.speaker?.isState && accused?.name)
    return draft.speaker.country === accused.country
  if (draft.kind !== 'denial' || !draft.speaker || !accused?.name) return true
  const { speaker } = draft
  if (!speaker.isState && !speaker.isOfficial) return speaker.name !== null
  return speaker.country === null || accused.country === null || speaker.country === accused.country || !speaker.isState
}

/**
 * Tells whether a claim is against the side of whoever answers it.
 *
 * @throws Never.
 */
export function isOwnSide(draft: MergedDraft, claim: MergedDraft): boolean {
  const { speaker } = draft
  if (!speaker) return false
  return (
    (speaker.name !== null && speaker.name === claim.accused?.name) ||
    (speaker.country !== null && speaker.country === claim.accused?.country)
  )
}

/**
 * What a denial can answer when no claim is against the same accused: a claim against the state that its own words
 * name (`denied that it got Indian money`), one against some foreign power, or one that speaks of the accused state.
 */
function loosely(reading: Reading, draft: MergedDraft, claims: readonly MergedDraft[]): MergedDraft[] {
  if (draft.kind !== 'denial') return []
  const named = draft.content ? countryOf(reading, draft.content.from, draft.content.to) : null
  const against = claims.filter((claim) => named !== null && claim.accused?.country === named)
  if (against.length > 0) return against
  const isVoice = draft.speaker?.isState === true || draft.speaker?.isOfficial === true
  const country = draft.accused?.name ? draft.accused.country : isVoice ? (draft.speaker?.country ?? null) : null
  if (country === null) return []
  return claims.filter((claim) => {
    const { from, to } = reading.sentences[claim.sentence]!
    return isAnyForeigner(claim.accused) || namesState(reading, from, to, country)
  })
}

const ANY_FOREIGNER = /\b(foreign|western|outside|external|powers?|another country|other countries)\b/i

/**
 * Tells `a foreign country`, `a Western power` from an actor who is known.
 *
 * @throws Never.
 */
export function isAnyForeigner(accused: AccusedRole | undefined): boolean {
  return accused?.entityId === null && accused.country === null && ANY_FOREIGNER.test(accused.name ?? '')
}

function namesState(reading: Reading, from: number, to: number, country: string): boolean {
  for (let at = from; at < to; at += 1) {
    if (reading.nameOf[at]! >= 0 && countryOf(reading, at, at + 1) === country) return true
  }
  return false
}
