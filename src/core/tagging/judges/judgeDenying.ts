import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import { findAgent } from '../acts/findAgent.ts'
import type { Cue } from '../cues/findCues.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { type AccusedRole, findAccused, ownSide, voiceOf } from '../scene/findAccused.ts'
import { findVoice, preferAffiliated, type Voice } from '../scene/findVoice.ts'
import { resolvePhrase } from '../scene/resolvePhrase.ts'
import { saysNothing } from '../scene/saysNothing.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'
import { type Denied, findDenied } from './findDenied.ts'
import { type Discredit, findDiscredit } from './findDiscredit.ts'

/**
 * Judges a verb of denying, rejecting or labelling whose object is the accusation, the report of interference or the act.
 *
 * @returns `[]` for denials of something else.
 * @throws Never.
 */
export function judgeDenying(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  if (cue.subject && saysNothing(reading, cue.subject)) return []
  const known = reading.classes[cue.at]!
  const isDeny = known.has('deny')
  // `called on states to refrain` names nothing.
  if (known.has('ask') && ['on', 'for', 'upon'].includes(reading.tokens[cue.end]?.norm ?? '')) return []
  if (cue.blocked || !(isDeny || known.has('reject') || known.has('label') || known.has('issueDenial'))) return []
  const voice = findVoice(scene, cue)
  if (known.has('issueDenial'))
    return [
      draftDenial(
        scene,
        sentence,
        cue,
        voice,
        { kind: 'bare', range: cue.content, act: actAfter(scene, sentence, cue) },
        'flat_denial',
        'denial.issue',
      ),
    ]
  if (cue.group.isPassive || isReducedPassive(scene, cue)) return judgePassive(scene, sentence, cue)
  if (!voice.speaker) return []
  const discredit = findDiscredit(scene, cue)
  const isBefore =
    discredit !== undefined && reading.tokens[cue.content.from]?.norm === 'as' && discredit.from <= cue.content.from + 2
  const inside = known.get('splitReject') ?? known.get('splitDeny')
  const isSplit = inside === cue.end - cue.at && inside > 2
  const object = isSplit
    ? { from: cue.at + 1, to: cue.end - 1 }
    : isBefore
      ? { from: discredit.to, to: cue.content.to }
      : { from: cue.content.from, to: discredit?.from ?? cue.content.to }
  const denied = findDenied(scene, sentence, cue, object, isDeny)
  if (!denied && isDeny && cue.content.to > cue.content.from) {
    const loose: Denied = { kind: 'bare', range: cue.content, act: undefined }
    const draft = draftDenial(scene, sentence, cue, voice, loose, 'flat_denial', 'denial.deny-detail')
    const own = voiceOf(scene, voice.speaker) ?? (voice.speaker.isOfficial ? undefined : selfOf(voice.speaker))
    return [{ ...draft, own, flags: ['needs_claim', 'needs_overlap'], confidence: 0.65 }]
  }
  if (!denied)
    return discredit && (known.has('label') || known.has('reject'))
      ? judgeLabelled(scene, sentence, cue, voice, discredit)
      : []
  // `rejects the foreign interference` condemns it.
  if (!isDeny && denied.kind === 'act' && !discredit) return []
  const isLabel = known.has('label') && !known.has('reject')
  if (isLabel && (!discredit || isNamedSo(scene, cue, denied))) return []
  const isThirdParty = isThird(scene, voice.speaker, denied.act, sentence, cue)
  if (discredit && isThirdParty && discredit.isWeak) {
    return [
      { ...draftDenial(scene, sentence, cue, voice, denied, 'unfounded', 'challenge.unfounded'), kind: 'challenge' },
    ]
  }
  const isNarrowReject = !isDeny && denied.kind === 'role'
  if (isNarrowReject) return []
  const subtype = isLabel
    ? 'discredit_claim'
    : isDeny
      ? 'flat_denial'
      : discredit && isThirdParty
        ? 'discredit_claim'
        : 'rejection'
  const ruleId = isLabel ? 'denial.label' : isDeny ? 'denial.deny' : 'denial.reject'
  return [draftDenial(scene, sentence, cue, voice, denied, subtype, ruleId)]
}

/** `we consider this direct interference and unacceptable` names interference, and denies none. */
function isNamedSo(scene: Scene, cue: Cue, denied: Denied): boolean {
  const first = scene.reading.tokens[cue.end]?.norm ?? ''
  return denied.kind === 'act' && denied.act?.isNoun === true && ['this', 'it', 'that', 'them', 'these'].includes(first)
}

function actAfter(scene: Scene, sentence: Sentence, cue: Cue): Act | undefined {
  return (scene.acts[sentence.index] ?? []).find((act) => act.at >= cue.end && act.at < cue.content.to)
}

function draftDenial(
  scene: Scene,
  sentence: Sentence,
  cue: Cue,
  voice: Voice,
  denied: Denied,
  subtype: string,
  ruleId: string,
): Draft {
  const accused = accusedBy(scene, sentence, cue, voice.speaker, denied)
  return draftMention({
    kind: 'denial',
    subtype,
    ruleId,
    sentence: sentence.index,
    cue: { from: cue.at, to: cue.end },
    content: denied.range.to > denied.range.from ? denied.range : undefined,
    target: denied.range.to > denied.range.from ? denied.range : undefined,
    speaker: voice.speaker && preferAffiliated(scene, voice.speaker, cue, accused?.country ?? null),
    via: voice.via,
    accused,
    own: voiceOf(scene, voice.speaker),
    act: denied.act,
    flags: needsOf(denied, scene.isElectionArticle && voice.speaker?.isState === true, ruleId === 'denial.label'),
    confidence: denied.kind === 'bare' ? 0.8 : 0.95,
  })
}

/** @param isElectoral A state, or a seat of power, speaks in an article about an election. */
function needsOf(denied: Denied, isElectoral: boolean, isLabelled: boolean): string[] {
  if (denied.kind === 'tie') return ['needs_claim', 'tie']
  if (denied.isRelated) return isElectoral ? [] : ['needs_claim', 'needs_article']
  if (denied.act?.ruleId === 'act.support') return ['needs_claim', 'needs_side']
  if (denied.isNear) return ['needs_claim', 'needs_near']
  if (denied.kind === 'loose') return ['needs_claim', 'needs_overlap']
  if (denied.isWeak && !isLabelled) return ['needs_claim', 'needs_matter']
  return denied.kind === 'bare' || denied.kind === 'role' ? ['needs_claim'] : []
}

/** `the suggestion that his party had foreign help`: whoever had it. */
function subjectOfClaim(scene: Scene, sentence: Sentence, speaker: Actor, denied: Denied): AccusedRole | undefined {
  const { tokens } = scene.reading
  for (let at = denied.range.from; at < denied.range.to - 1; at += 1) {
    if (tokens[at]!.norm !== 'that') continue
    const phrase = findPhraseAfter(scene.reading, at + 1, sentence.to)
    const accused = phrase ? findAccused(scene, phrase, sentence.index, speaker) : undefined
    if (!phrase || scene.reading.classes[phrase.head]!.has('money')) return undefined
    const isHis = scene.reading.classes[phrase.from]!.has('possessivePronoun') && !accused?.entityId
    return isHis ? ownSide(scene, speaker) : accused?.name ? accused : undefined
  }
  return undefined
}

/** A party that denies contact with a state is accused itself. */
function selfOf(speaker: Actor): AccusedRole {
  return { entityId: speaker.entity?.id ?? null, name: speaker.name, mention: null, country: speaker.country }
}

/** The agent of what is denied; without one, the speaker means himself. */
function accusedBy(
  scene: Scene,
  sentence: Sentence,
  cue: Cue,
  speaker: Actor | undefined,
  denied: Denied,
): AccusedRole | undefined {
  if (!speaker) return undefined
  const against = accusedOfNoun(scene, sentence, denied)
  if (against) return against
  if (denied.kind === 'tie') return speaker.isState ? ownSide(scene, speaker) : selfOf(speaker)
  const subject = denied.act ? undefined : subjectOfClaim(scene, sentence, speaker, denied)
  if (subject) return subject
  if (denied.kind === 'loose') return ownSide(scene, speaker)
  if (!denied.act)
    return denied.kind === 'role' && denied.range.to > denied.range.from ? ownSide(scene, speaker) : undefined
  const { reading } = scene
  const agent = findAgent(reading, denied.act, Math.max(cue.end, denied.range.from))
  const isClause = reading.tokens[denied.range.from]?.norm === 'that' && denied.act.isNoun && !agent
  const inClause = isClause ? subjectOfClaim(scene, sentence, speaker, denied) : undefined
  if (inClause) return inClause
  const isPronoun = agent !== undefined && !agent.name && reading.classes[agent.head]!.has('pronoun')
  const isOwner = agent !== undefined && isClaimOwner(scene, sentence, denied.act, agent)
  if (agent && !isPronoun && !isOwner && !(isBeforeContest(scene, agent) && (speaker.isState || speaker.isOfficial))) {
    const accused = findAccused(scene, agent, sentence.index, speaker)
    if (accused.name !== null) return accused
  }
  const isVoice = speaker.isState || (speaker.isOfficial && speaker.country !== null)
  const isOwn = denied.kind === 'act' || isPronoun || isVoice
  return isOwn ? ownSide(scene, speaker) : undefined
}

/** `Canada’s election interference charge`: whose charge it is, not whose interference. */
function isClaimOwner(scene: Scene, sentence: Sentence, act: Act, agent: NounPhrase): boolean {
  if (scene.reading.tokens[agent.to]?.kind !== 'possessive') return false
  return scene.accusations[sentence.index]!.some(
    ({ from, at }) => from <= agent.from && act.at > agent.from && at > act.at,
  )
}

/** `the Latvian election-meddling accusations`: the election is Latvian. */
function isBeforeContest(scene: Scene, agent: NounPhrase): boolean {
  return agent.name !== undefined && (scene.reading.classes[agent.to]?.has('contest') ?? false)
}

/** `called it nonsense`, `dismissed that as a lie`: what it is must stand just before. */
function judgeLabelled(scene: Scene, sentence: Sentence, cue: Cue, voice: Voice, discredit: Discredit): Draft[] {
  const next = scene.reading.tokens[cue.end]?.norm ?? ''
  const isPronoun =
    ['it', 'this', 'that', 'them', 'these', 'those', 'all', 'such'].includes(next) && discredit.from <= cue.end + 10
  const isNamed = (scene.acts[sentence.index] ?? []).some((act) => act.at >= cue.end && act.at < discredit.from)
  if (!isPronoun || isNamed || scene.reading.classes[discredit.to - 1]!.has('discreditManner')) return []
  const denied: Denied = { kind: 'bare', range: { from: cue.end, to: cue.end + 1 }, act: undefined }
  return [draftDenial(scene, sentence, cue, voice, denied, 'discredit_claim', 'denial.label')]
}

/** `accusations dismissed as absurd by Tehran`, `a charge denied by Minsk`: a participle behind what is denied. */
function isReducedPassive(scene: Scene, cue: Cue): boolean {
  const { tokens, classes } = scene.reading
  if (!classes[cue.at]!.has('verb.past') || cue.group.from !== cue.at - adverbsBefore(scene, cue.at)) return false
  const next = tokens[cue.end]?.norm
  const isBy = next === 'by' || (next === 'as' && tokens.slice(cue.end, cue.end + 6).some(({ norm }) => norm === 'by'))
  return isBy && deniedNoun(scene, cue) !== undefined
}

function adverbsBefore(scene: Scene, at: number): number {
  let count = 0
  while (count < 3 && scene.reading.tokens[at - count - 1]?.norm.endsWith('ly')) count += 1
  return count
}

/** The accusation or interference directly before a participle, perhaps behind a comma. */
function deniedNoun(scene: Scene, cue: Cue): NounPhrase | undefined {
  const { tokens } = scene.reading
  let end = cue.at - adverbsBefore(scene, cue.at)
  if (tokens[end - 1]?.norm === ',') end -= 1
  const noun =
    scene.accusations[cue.sentence]!.findLast((each) => each.at < end && each.to >= end) ??
    scene.acts[cue.sentence]!.findLast((each) => each.isNoun && each.at < end && each.end >= end - 1)
  if (!noun) return undefined
  return { from: 'from' in noun ? noun.from : noun.at, to: end, head: noun.at, name: undefined, conjuncts: [] }
}

/** The allegations were rejected by Beijing. */
function judgePassive(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  const subject = (cue.group.isPassive ? undefined : deniedNoun(scene, cue)) ?? cue.subject
  if (!subject) return []
  const accusation = scene.accusations[sentence.index]!.find(
    (each) => each.at >= subject.from && each.at < cue.at && each.at <= subject.to,
  )
  const act = (scene.acts[sentence.index] ?? []).find(
    (each) => each.at >= subject.from && each.at < cue.at && each.isNoun,
  )
  if (!(accusation && (accusation.isBare || accusation.act)) && !act) return []
  for (let at = cue.end; at < Math.min(cue.region.to - 1, cue.end + 12); at += 1) {
    if (reading.tokens[at]!.norm !== 'by') continue
    const phrase = findPhraseAfter(reading, at + 1, cue.region.to)
    if (!phrase) return []
    const denied: Denied = {
      kind: accusation?.act || act ? 'accusation' : 'bare',
      range: { from: subject.from, to: subject.to },
      act: accusation?.act ?? act,
    }
    const voice: Voice = { speaker: resolvePhrase(scene, phrase, sentence.index), via: undefined, governor: undefined }
    return [
      draftDenial(
        scene,
        sentence,
        cue,
        voice,
        denied,
        reading.classes[cue.at]!.has('deny') ? 'flat_denial' : 'rejection',
        'denial.passive',
      ),
    ]
  }
  return []
}

/** `the accusation against Russia`. */
function accusedOfNoun(scene: Scene, sentence: Sentence, denied: Denied): AccusedRole | undefined {
  const { reading } = scene
  for (let at = denied.range.from; at < denied.range.to + 1; at += 1) {
    if (reading.tokens[at]?.norm !== 'against' || !reading.classes[at - 1]?.has('accusation')) continue
    const phrase = findPhraseAfter(reading, at + 1, sentence.to)
    const accused = phrase ? findAccused(scene, phrase, sentence.index) : undefined
    return accused?.name ? accused : undefined
  }
  return undefined
}

function isThird(scene: Scene, speaker: Actor, act: Act | undefined, sentence: Sentence, cue: Cue): boolean {
  const agent = act ? findAgent(scene.reading, act, cue.end) : undefined
  if (act && agent && isClaimOwner(scene, sentence, act, agent)) return false
  const accused = agent ? findAccused(scene, agent, sentence.index, speaker) : undefined
  if (!accused?.country || !speaker.country) return false
  return accused.country !== speaker.country
}
