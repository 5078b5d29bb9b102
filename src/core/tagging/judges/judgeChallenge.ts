import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import type { Accusation } from '../cues/findAccusations.ts'
import type { Cue } from '../cues/findCues.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import { findAccused, ownSide, voiceOf } from '../scene/findAccused.ts'
import { findGovernors, type Governor } from '../scene/findGovernors.ts'
import { findVoice } from '../scene/findVoice.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'
import { accusedOfAct, findContested } from './findContested.ts'

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
  if (scene.reading.tokens[at - 1]?.norm === 'without') return true
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
  const isOfUs = isGround && speaker.isOfficial && isAgainstUs(scene, at, speaker)
  const isOwn = isGround && (isOfUs || voiceOf(scene, speaker) !== undefined)
  const isOnlyOwn = cls === 'falseAccusation' && !isOwn
  if (isOnlyOwn && !speaker.isOfficial) return undefined
  const cue = governor ? governor.cue : own!.cue
  const target = findContested(scene, sentence)
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
    accused:
      (isOfUs ? ownSide(scene, speaker) : undefined) ??
      accusedOfAct(scene, sentence, target?.act) ??
      askingForItself(scene, speaker, subtype, target?.act),
    own: voiceOf(scene, speaker),
    act: target?.act,
    flags:
      isOfUs && scene.isElectionArticle
        ? []
        : isOnlyOwn
          ? ['needs_claim', 'needs_turn']
          : isOwn
            ? ['needs_claim', 'needs_side']
            : target?.act
              ? []
              : ['needs_claim'],
    confidence: 0.8,
  })
}

/** `unfounded accusations against us`. */
function isAgainstUs({ reading }: Scene, at: number, speaker: Actor): boolean {
  for (let next = at + 1; next < Math.min(reading.tokens.length, at + 7); next += 1) {
    if (['stop', 'quote'].includes(reading.tokens[next]!.kind)) return false
    const country = reading.nameAt[next]?.candidates[0]?.country
    if (reading.classes[next]!.has('firstPerson') || (country != null && country === speaker.country)) return true
  }
  return false
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
  const scolded =
    voice.speaker && !isRetraction && !isHunt && !target ? rebukeFor(scene, sentence, cue, voice.speaker) : undefined
  if (scolded) return [scolded]
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
      accused: accusedOfAct(scene, sentence, target?.act),
      act: target?.act,
      flags: target?.act || isHunt ? [] : ['needs_claim'],
      confidence: 0.8,
    }),
  ]
}

/** `chided the premier for reaching for spies`: a rebuke of whoever claims. */
function rebukeFor(scene: Scene, sentence: Sentence, cue: Cue, speaker: Actor): Draft | undefined {
  const { reading } = scene
  const object = findPhraseAfter(reading, cue.end, cue.content.to)
  const isFor =
    object && reading.tokens[object.to]?.norm === 'for' && reading.tokens[object.to + 1]?.norm.endsWith('ing')
  if (!isFor) return undefined
  return draftMention({
    kind: 'challenge',
    subtype: 'rebuke',
    ruleId: 'challenge.rebuke',
    sentence: sentence.index,
    cue: { from: cue.at, to: cue.end },
    content: { from: cue.end, to: Math.max(cue.content.to, object.to) },
    target: { from: object.from, to: object.to },
    speaker,
    flags: ['needs_claim', 'needs_claimer'],
    confidence: 0.65,
  })
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
