import { resolvePhrase, type Scene } from './buildScene.ts'
import { type Draft, draftMention } from './draftMention.ts'
import { type Accusation, findAccusations } from './findAccusations.ts'
import { type AccusedRole, findAccused, ownSide } from './findAccused.ts'
import type { Act } from './findActs.ts'
import { findAgent } from './findAgent.ts'
import type { Cue } from './findCues.ts'
import type { TokenRange } from './findParagraphs.ts'
import { findPhraseAfter } from './findPhraseAfter.ts'
import { findVoice, preferAffiliated, type Voice } from './findVoice.ts'
import { readPolarity } from './readPolarity.ts'
import type { Sentence } from './readText.ts'
import type { Actor } from './resolveActor.ts'

/** What a verb of denying has as its object. */
interface Denied {
  readonly kind: 'act' | 'accusation' | 'bare' | 'role'
  readonly range: TokenRange
  readonly act: Act | undefined
}

/**
 * Judges a verb of denying, rejecting or labelling whose object is the accusation, the report of interference or the act.
 *
 * @returns `[]` for denials of something else.
 * @throws Never.
 */
export function judgeDenying(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  const known = reading.classes[cue.at]!
  const isDeny = known.has('deny')
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
  if (cue.group.isPassive) return judgePassive(scene, sentence, cue)
  if (!voice.speaker) return []
  const discredit = discreditAt(scene, cue)
  const isBefore =
    discredit !== undefined && reading.tokens[cue.content.from]?.norm === 'as' && discredit.from <= cue.content.from + 2
  const object = isBefore
    ? { from: discredit.to, to: cue.content.to }
    : { from: cue.content.from, to: discredit?.from ?? cue.content.to }
  const denied = findDenied(scene, sentence, cue, object, isDeny)
  if (!denied && isDeny && cue.content.to > cue.content.from) {
    const loose: Denied = { kind: 'bare', range: cue.content, act: undefined }
    const draft = draftDenial(scene, sentence, cue, voice, loose, 'flat_denial', 'denial.deny-detail')
    return [{ ...draft, flags: ['needs_claim', 'needs_overlap'], confidence: 0.65 }]
  }
  if (!denied) return discredit && known.has('label') ? judgeLabelled(scene, sentence, cue, voice, discredit) : []
  const isLabel = known.has('label') && !known.has('reject')
  if (isLabel && !discredit) return []
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
    act: denied.act,
    flags: denied.kind === 'bare' || denied.kind === 'role' ? ['needs_claim'] : [],
    confidence: denied.kind === 'bare' ? 0.8 : 0.95,
  })
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
  if (!denied.act)
    return denied.kind === 'role' && denied.range.to > denied.range.from ? ownSide(scene, speaker) : undefined
  const { reading } = scene
  const agent = findAgent(reading, denied.act, Math.max(cue.end, denied.range.from))
  const isPronoun = agent !== undefined && !agent.name && reading.classes[agent.head]!.has('pronoun')
  if (agent && !isPronoun) {
    const accused = findAccused(scene, agent, sentence.index, speaker)
    if (accused.name !== null) return accused
  }
  const isOwn = denied.kind === 'act' || isPronoun || speaker.country !== null
  return isOwn ? ownSide(scene, speaker) : undefined
}

function findDenied(
  scene: Scene,
  sentence: Sentence,
  cue: Cue,
  object: TokenRange,
  isDeny: boolean,
): Denied | undefined {
  const { reading } = scene
  const isEmpty = [',', '—'].includes(reading.tokens[object.from]?.norm ?? '') || isRelativeClause(scene, cue)
  const range = { from: object.from, to: isEmpty ? object.from : Math.max(object.from, object.to) }
  const accusation = findAccusations(scene, sentence).find(
    (each) =>
      each.from <= range.from + 3 && each.at >= range.from && each.at < range.to && isObject(scene, range.from, each),
  )
  if (accusation?.act)
    return {
      kind: 'accusation',
      range: { from: accusation.from, to: Math.min(accusation.to, range.to) },
      act: accusation.act,
    }
  if (accusation)
    return accusation.isBare
      ? { kind: 'bare', range: { from: accusation.from, to: Math.min(accusation.to, range.to) }, act: undefined }
      : undefined
  const act = (scene.acts[sentence.index] ?? []).find((each) => each.at >= range.from && each.at < range.to)
  if (act && isDirectObject(scene, range.from, act, isDeny)) {
    const polarity = readPolarity(reading, act, range.from)
    return polarity.isNegative && act.isAimed && !polarity.isNoIntent ? undefined : { kind: 'act', range, act }
  }
  const role = findRole(scene, range)
  if (role && isDeny) return { kind: 'role', range, act: undefined }
  if ((isDeny && isEmptyObject(scene, cue)) || isRelativeClause(scene, cue))
    return { kind: 'bare', range: { from: cue.end, to: cue.end }, act: undefined }
  return undefined
}

/** The accusation is the object itself: nothing but modifiers stands before it. */
function isObject(scene: Scene, from: number, accusation: Accusation): boolean {
  for (let at = from; at < accusation.from; at += 1) {
    const known = scene.reading.classes[at]!
    if (!(known.has('adverb') || known.has('preposition') || known.has('article'))) return false
  }
  return true
}

/** `denied meddling`, `denied that Russia interfered`, `dismissed meddling as a hoax`; not a person who probed it. */
function isDirectObject(scene: Scene, from: number, act: Act, isDeny: boolean): boolean {
  const { reading } = scene
  const object = findPhraseAfter(reading, from, act.at + 1)
  const isThat = reading.tokens[from]?.norm === 'that'
  if (isThat || !object) return true
  const known = reading.classes[object.head]!
  if (object.head >= act.at) return true
  const isRoleWord = known.has('attemptNoun') || known.has('accusationWeak') || known.has('accusation')
  if (isRoleWord) return true
  if (!isDeny) return false
  const isClause = act.at > object.to && !act.isNoun && findAgent(reading, act, from) !== undefined
  return isClause && !reading.classes[object.to]?.has('relative')
}

/** `any role in the leak`, `involvement in producing the video`. */
function findRole(scene: Scene, range: TokenRange): boolean {
  const { classes } = scene.reading
  for (let at = range.from; at < Math.min(range.to, range.from + 5); at += 1) {
    if (!classes[at]!.has('role')) continue
    const end = classes[at]!.get('role')!
    if (end - at < 2) continue
    for (let next = end; next < Math.min(range.to, end + 10); next += 1) {
      if (['actNoun', 'fakery', 'contest'].some((name) => classes[next]!.has(name))) return true
    }
  }
  return false
}

/** `…, a charge that Kyiv rejected`, `…, which Moscow denies`: the object stands before. */
function isRelativeClause(scene: Scene, cue: Cue): boolean {
  const { tokens, classes } = scene.reading
  const subject = cue.subject
  if (!subject || subject.to > cue.at || subject.from <= cue.region.from) return false
  const before = subject.from - 1
  if (tokens[before]!.norm === 'which') return true
  const noun = tokens[before]!.norm === 'that' ? before - 1 : before
  const known = classes[noun]
  return (
    (known?.has('accusation') || tokens[noun]?.norm === 'something' || false) &&
    tokens[noun]!.kind === 'word' &&
    (classes[noun - 1]?.has('article') ?? tokens[noun]!.norm === 'something')
  )
}

/** `Moscow denies it`, `which Moscow has denied`, `has repeatedly denied this`, `denies any involvement`. */
function isEmptyObject(scene: Scene, cue: Cue): boolean {
  const { tokens, classes } = scene.reading
  const next = tokens[cue.end]
  const isEnd =
    cue.end >= cue.region.to ||
    next === undefined ||
    next.kind === 'stop' ||
    next.norm === ',' ||
    next.kind === 'close' ||
    next.norm === '—'
  if (isEnd) return true
  const isPro = ['it', 'this', 'that', 'them', 'so', 'involvement', 'any', 'all', 'doing'].includes(next.norm)
  if (!isPro) return false
  for (let at = cue.end; at < cue.region.to; at += 1) {
    const token = tokens[at]!
    if (token.kind === 'stop' || token.norm === ',' || token.kind === 'close') return true
    const isFiller = [
      'it',
      'this',
      'that',
      'them',
      'so',
      'involvement',
      'any',
      'all',
      'doing',
      'such',
      'on',
      'in',
    ].includes(token.norm)
    if (!isFiller && !classes[at]!.has('timeWord')) return false
  }
  return true
}

/** `called it nonsense`, `dismissed that as a lie`: what it is must stand just before. */
function judgeLabelled(scene: Scene, sentence: Sentence, cue: Cue, voice: Voice, discredit: Discredit): Draft[] {
  const next = scene.reading.tokens[cue.end]?.norm ?? ''
  const isPronoun = ['it', 'this', 'that', 'them'].includes(next) && discredit.from <= cue.end + 5
  if (!isPronoun) return []
  const denied: Denied = { kind: 'bare', range: { from: cue.end, to: cue.end + 1 }, act: undefined }
  return [draftDenial(scene, sentence, cue, voice, denied, 'discredit_claim', 'denial.label')]
}

interface Discredit extends TokenRange {
  readonly isWeak: boolean
}

function discreditAt(scene: Scene, cue: Cue): Discredit | undefined {
  const { classes } = scene.reading
  for (let at = cue.content.from; at < cue.content.to; at += 1) {
    if (!classes[at]!.has('discredit')) continue
    let from = at
    while (
      from > cue.content.from + 1 &&
      (['determiner', 'adverb', 'article'].some((name) => classes[from - 1]!.has(name)) ||
        scene.reading.tokens[from - 1]!.norm === 'as')
    )
      from -= 1
    const isModifier = classes[at + 1]?.has('accusation') && at + 1 < cue.content.to
    if (!isModifier) return { from, to: classes[at]!.get('discredit')!, isWeak: classes[at]!.has('discreditWeak') }
  }
  return undefined
}

/** The allegations were rejected by Beijing. */
function judgePassive(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  const subject = cue.subject
  if (!subject) return []
  const accusation = findAccusations(scene, sentence).find(
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

function isThird(scene: Scene, speaker: Actor, act: Act | undefined, sentence: Sentence, cue: Cue): boolean {
  const agent = act ? findAgent(scene.reading, act, cue.end) : undefined
  const accused = agent ? findAccused(scene, agent, sentence.index, speaker) : undefined
  if (!accused?.country || !speaker.country) return false
  return accused.country !== speaker.country
}
