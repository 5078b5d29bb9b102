import { type Draft, draftMention } from './draftMention.ts'
import type { Accusation } from './findAccusations.ts'
import { findAccused, ownSide, voiceOf } from './findAccused.ts'
import type { Act } from './findActs.ts'
import { findAgent } from './findAgent.ts'
import type { Cue } from './findCues.ts'
import { findGovernors, type Governor } from './findGovernors.ts'
import { findPhraseAfter } from './findPhraseAfter.ts'
import { findPhraseBefore } from './findPhraseBefore.ts'
import { findSubject } from './findSubject.ts'
import { findVoice } from './findVoice.ts'
import type { Sentence } from './readText.ts'
import type { Actor } from './resolveActor.ts'
import { resolvePhrase } from './resolvePhrase.ts'
import type { Scene } from './scene.ts'

const CHALLENGES: readonly (readonly [cls: string, subtype: string])[] = [
  ['noProof', 'no_proof'],
  ['demandEvidence', 'demand_evidence'],
  ['unfoundedAccusation', 'unfounded'],
  ['falseAccusation', 'unfounded'],
  ['refrainAccusing', 'rebuke'],
]

/**
 * Judges what contests a claim without calling it false: demands for evidence, `cannot prove`, rebukes, retractions.
 *
 * @throws Never.
 */
export function judgeChallenge(scene: Scene, sentence: Sentence): Draft[] {
  const { reading } = scene
  if (sentence.isQuestion) return []
  const rebukes = (scene.cues[sentence.index] ?? []).flatMap((cue) => rebukeBy(scene, sentence, cue))
  if (rebukes.length > 0) return rebukes.slice(0, 1)
  for (const [cls, subtype] of CHALLENGES) {
    for (let at = sentence.from; at < sentence.to; at += 1) {
      if (!reading.classes[at]!.has(cls) || isAboutOffer(scene, at, cls)) continue
      const draft = challengeAt(scene, sentence, at, cls, subtype)
      if (draft) return [draft]
    }
  }
  return []
}

/** `showed no documents` and `offered no evidence to support it` say what there is, and ask for nothing. */
function isAboutOffer(scene: Scene, at: number, cls: string): boolean {
  const { classes } = scene.reading
  const known = classes[at]!
  if (cls === 'noProof') return [1, 2].some((back) => classes[at - back]?.has('offer'))
  const length = known.get('demandEvidence') ?? 0
  const isTold =
    known.has('offer') && known.has('verb.past') && !['beVerb', 'to'].some((name) => classes[at - 1]?.has(name))
  return cls === 'demandEvidence' && (isTold || classes.slice(at, at + length).some((each) => each.has('negator')))
}

function challengeAt(scene: Scene, sentence: Sentence, at: number, cls: string, subtype: string): Draft | undefined {
  const governors = findGovernors(scene, at)
  const governor = governors.find(
    (each) => each.speaker && (each.isUtterance || !(each.cue.blocked || isOffering(scene, each.cue))),
  )
  const isGround = subtype === 'unfounded'
  const own = governor ? undefined : ownDemand(scene, sentence, at)
  const speaker = governor ? speakerOf(scene, governors, governor) : own?.speaker
  if (!speaker?.name) return undefined
  // `claiming, without providing evidence, that`: the narrator says so, not the accuser.
  const isAside = governor !== undefined && at >= governor.cue.end && at - governor.cue.end <= 4
  const words = scene.reading.tokens.slice(governor?.cue.end ?? at, at + 1).map((token) => token.norm)
  if (isAside && words.includes('without')) return undefined
  const isDenyingCue =
    governor && ['deny', 'reject', 'accuse'].some((name) => scene.reading.classes[governor.cue.at]!.has(name))
  if (isDenyingCue && isGround) return undefined
  // Whoever is accused says by `groundless` that it is not so; `false` is no challenge of a third party.
  const isOwn = isGround && voiceOf(scene, speaker) !== undefined
  if (cls === 'falseAccusation' && !isOwn) return undefined
  const cue = governor ? governor.cue : own!.cue
  const target = targetIn(scene, sentence)
  const isHere = cue.sentence === sentence.index
  return draftMention({
    kind: isOwn ? 'denial' : 'challenge',
    subtype: isOwn ? 'discredit_claim' : subtype,
    ruleId: isOwn ? 'denial.discredit' : `challenge.${subtype.replaceAll('_', '-')}`,
    sentence: sentence.index,
    cue: isHere ? { from: cue.at, to: cue.end } : undefined,
    content: governor
      ? { from: Math.max(governor.content.from, sentence.from), to: Math.min(governor.content.to, sentence.to) }
      : { from: at, to: at + scene.reading.classes[at]!.get(cls)! },
    target: target?.range,
    speaker,
    isContinuation: governor?.isContinuation ?? false,
    accused: accusedIn(scene, sentence, target?.act) ?? askingForItself(scene, speaker, subtype, target?.act),
    own: voiceOf(scene, speaker),
    act: target?.act,
    flags: target?.act && !isOwn ? [] : isOwn ? ['needs_claim', 'needs_side'] : ['needs_claim'],
    confidence: 0.8,
  })
}

/** Who `offered no evidence` contests nothing. */
function isOffering(scene: Scene, cue: Cue): boolean {
  const known = scene.reading.classes[cue.at]!
  return known.has('offer') && !known.has('say') && !known.has('sayQuote')
}

/** A mission that asks for evidence of interference, without saying whose, is the one that is accused. */
function askingForItself(scene: Scene, speaker: Actor, subtype: string, act: Act | undefined) {
  const isMission = speaker.country !== null && scene.reading.classes[speaker.phrase?.head ?? -1]?.has('diplomat')
  return isMission && act && subtype === 'demand_evidence' ? ownSide(scene, speaker) : undefined
}

/** `told the challenger to produce evidence`: the cue itself may be the demand. */
function ownDemand(scene: Scene, sentence: Sentence, at: number): { speaker: Actor | undefined; cue: Cue } | undefined {
  const cue = (scene.cues[sentence.index] ?? []).find(
    (each) => each.at <= at && at < each.content.to && !each.blocked && isDemanding(scene, each),
  )
  return cue ? { speaker: findVoice(scene, cue).speaker, cue } : undefined
}

function isDemanding(scene: Scene, cue: Cue): boolean {
  const known = scene.reading.classes[cue.at]!
  return known.has('ask') || known.has('tell') || known.has('say')
}

function speakerOf(scene: Scene, governors: readonly Governor[], governor: Governor): Actor | undefined {
  if (governor.isUtterance) return governor.speaker
  const voice = findVoice(scene, governor.cue)
  return voice.speaker ?? governors.find((each) => each.speaker)?.speaker
}

/** `condemned his opponent for the allegations`, `rebukes claims`, `dismissed the probe as a witch hunt`, `withdrew his claim`. */
function rebukeBy(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  const known = reading.classes[cue.at]!
  const isRetraction = known.has('retract') || known.has('withdraw')
  const isHunt =
    (known.has('reject') || known.has('label')) &&
    hasInContent(scene, cue, 'witchHunt') &&
    hasInContent(scene, cue, 'inquiry')
  if (cue.blocked || !(known.has('rebuke') || isRetraction || isHunt)) return []
  const voice = findVoice(scene, cue)
  const end = Math.max(cue.content.to, cue.end)
  const accusing = voice.speaker ? rebukeForAccusing(scene, sentence, cue, voice.speaker) : undefined
  if (accusing) return [accusing]
  const target = scene.accusations[sentence.index]!.find(
    (each) => each.at >= cue.at && each.at < end && (!each.isWeak || each.act),
  )
  if (!isHunt && !(target && (target.act || target.isBare))) return []
  const isAboutClaim = isHunt || isRetraction || target!.at - cue.end < 10
  if (!voice.speaker || !isAboutClaim) return []
  const isDenial = !isRetraction && !isHunt && isOwnRebuttal(scene, cue, target)
  if (isDenial) return []
  return [
    draftMention({
      kind: 'challenge',
      subtype: isRetraction ? 'retraction' : 'rebuke',
      ruleId: isRetraction ? 'challenge.retraction' : 'challenge.rebuke',
      sentence: sentence.index,
      cue: { from: cue.at, to: isRetraction ? cue.at + 1 : cue.end },
      content: cue.content.to > cue.content.from ? cue.content : undefined,
      target: target ? { from: target.from, to: target.to } : undefined,
      speaker: voice.speaker,
      via: voice.via,
      accused: accusedIn(scene, sentence, target?.act),
      act: target?.act,
      flags: target?.act || isHunt ? [] : ['needs_claim'],
      confidence: 0.8,
    }),
  ]
}

/** `condemned his rival for accusing Russia of meddling`. */
function rebukeForAccusing(scene: Scene, sentence: Sentence, cue: Cue, speaker: Actor): Draft | undefined {
  const inner = (scene.cues[sentence.index] ?? []).find(
    (each) =>
      each.at > cue.at &&
      scene.reading.classes[each.at]!.has('accuse') &&
      scene.reading.tokens[each.group.from - 1]?.norm === 'for',
  )
  const act = inner && (scene.acts[sentence.index] ?? []).find((each) => each.at > inner.at && each.isAimed)
  if (!inner || !act) return undefined
  const object = findPhraseAfter(scene.reading, inner.end, inner.content.to)
  return draftMention({
    kind: 'challenge',
    subtype: 'rebuke',
    ruleId: 'challenge.rebuke',
    sentence: sentence.index,
    cue: { from: cue.at, to: cue.end },
    content: { from: cue.end, to: Math.max(act.end, inner.content.to) },
    target: { from: inner.at, to: Math.max(act.end, inner.content.to) },
    speaker,
    accused: object ? findAccused(scene, object, sentence.index) : undefined,
    act,
    confidence: 0.8,
  })
}

/** `slammed the allegations as baseless` by the accused is a denial, judged elsewhere. */
function isOwnRebuttal(scene: Scene, cue: Cue, target: Accusation | undefined): boolean {
  return target !== undefined && scene.reading.classes[cue.at]!.has('label') && hasInContent(scene, cue, 'discredit')
}

function hasInContent(scene: Scene, cue: Cue, name: string): boolean {
  for (let at = cue.end; at < cue.content.to; at += 1) if (scene.reading.classes[at]!.has(name)) return true
  return false
}

function targetIn(
  scene: Scene,
  sentence: Sentence,
  from = sentence.from,
): { range: { from: number; to: number }; act: Act | undefined } | undefined {
  const accusation = scene.accusations[sentence.index]!.find((each) => each.at >= from && (each.act || each.isBare))
  if (accusation) return { range: { from: accusation.from, to: accusation.to }, act: accusation.act }
  const act = (scene.acts[sentence.index] ?? []).find((each) => each.at >= from && each.isNoun && each.isAimed)
  if (!act) return undefined
  const phrase = findPhraseBefore(scene.reading, act.at + 1, sentence.from)
  return { range: { from: phrase?.from ?? act.at, to: act.end }, act }
}

function accusedIn(scene: Scene, sentence: Sentence, act: Act | undefined) {
  const agent = act ? findAgent(scene.reading, act, sentence.from) : undefined
  const accused = agent ? findAccused(scene, agent, sentence.index) : undefined
  return accused?.name ? accused : undefined
}

/** `said they were paid, but gave no proof`, `said without giving proof that`: the narrator goes on. */
function isNarrated(scene: Scene, at: number): boolean {
  const { tokens, classes } = scene.reading
  if (tokens[at]!.norm === 'without') return true
  let before = at - 1
  while (before > 0 && ['doVerb', 'haveVerb', 'adverb', 'personPronoun'].some((name) => classes[before]!.has(name)))
    before -= 1
  return ['but', 'and', 'though', 'although'].includes(tokens[before]?.norm ?? '')
}

/**
 * Judges what is said about evidence: `offered no evidence`, `did not clarify`, `it was my impression`.
 *
 * @throws Never.
 */
export function judgeEvidence(scene: Scene, sentence: Sentence): Draft[] {
  const { reading } = scene
  if (sentence.isQuestion) return []
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const known = reading.classes[at]!
    const isWeak = known.has('weakEvidence')
    if (!isWeak && !known.has('noneOffered')) continue
    const governors = findGovernors(scene, at).filter(
      (each) => each.speaker && !scene.reading.classes[each.cue.at]!.has('offer'),
    )
    const governor = governors.find(
      (each) =>
        isWeak || each.isUtterance || (scene.reading.classes[each.cue.at]!.has('say') && !isNarrated(scene, at)),
    )
    if (isWeak !== (governor !== undefined)) continue
    const subject = isWeak ? undefined : findSubject(reading, at, sentence.from)
    const end = at + known.get(isWeak ? 'weakEvidence' : 'noneOffered')!
    const target = targetIn(scene, sentence, isWeak ? sentence.from : at)
    const person = subject ? resolvePhrase(scene, subject, sentence.index) : undefined
    if (!isWeak && !person?.name && !target) continue
    return [
      draftMention({
        kind: 'evidence_note',
        subtype: isWeak ? 'weak' : 'none_offered',
        ruleId: isWeak ? 'evidence.weak' : 'evidence.none-offered',
        sentence: sentence.index,
        cue: isWeak ? { from: governor!.cue.at, to: governor!.cue.end } : { from: at, to: end },
        content: isWeak ? governor!.content : undefined,
        target: target?.range,
        speaker: isWeak ? governor!.speaker : undefined,
        via: isWeak ? governors[1]?.speaker : undefined,
        isNarrator: !isWeak,
        accused: accusedIn(scene, sentence, target?.act),
        act: target?.act,
        flags: target?.act ? [] : ['needs_claim'],
        confidence: 0.75,
      }),
    ]
  }
  return []
}
