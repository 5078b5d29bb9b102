import { resolvePhrase, type Scene } from './buildScene.ts'
import { type Draft, draftMention } from './draftMention.ts'
import { type AccusedRole, accusedOf, findAccused, ownSide } from './findAccused.ts'
import type { Act } from './findActs.ts'
import { findAgent } from './findAgent.ts'
import { findGovernors, type Governor } from './findGovernors.ts'
import { findPhraseAfter } from './findPhraseAfter.ts'
import type { NounPhrase } from './findPhraseBefore.ts'
import { isAsserted } from './isAsserted.ts'
import { type Polarity, readPolarity } from './readPolarity.ts'
import type { Sentence } from './readText.ts'
import type { Actor } from './resolveActor.ts'

/** Why an act gave no Mention. */
export interface NearMiss {
  readonly reason: string
}

/**
 * Judges an act by who says it and whether it is said to happen: a claim, a denial, or nothing.
 *
 * @returns The draft, or the reason why there is none.
 * @throws Never.
 */
export function judgeAct(scene: Scene, sentence: Sentence, act: Act): Draft | NearMiss {
  const { reading } = scene
  if (!act.isAimed) return { reason: 'not aimed at an election' }
  const governors = findGovernors(scene, act.at)
  const blocked = governors.find(
    (governor) => !governor.isUtterance && governor.cue.blocked && !isDoubtless(scene, governor),
  )
  if (blocked) return { reason: `the cue is blocked: ${blocked.cue.blocked}` }
  const saying = governors.filter((governor) => isSaying(scene, governor))
  const inner = saying[0]
  const nearest = governors.find((governor) => !(governor.cue.blocked && isDoubtless(scene, governor)))
  if (nearest && nearest !== inner && !nearest.isUtterance && isTakingStand(scene, nearest))
    return { reason: 'judged with its cue' }
  const floor = inner ? contentStart(scene, inner, sentence) : sentence.from
  const polarity = readPolarity(reading, act, Math.max(floor, sentence.from))
  if (sentence.isQuestion) return { reason: 'question' }
  const isDemand = act.ruleId === 'act.demand'
  if (polarity.unreal && !(isDemand && polarity.unreal === 'norm')) return { reason: polarity.unreal }
  const phrase = findAgent(reading, act, Math.max(floor, sentence.from))
  const speaker = inner ? innermostSpeaker(saying) : undefined
  if (isDemand) return judgeDemand(scene, sentence, act, inner, speaker, phrase)
  if (!inner) return judgeNarrated(scene, sentence, act, phrase, polarity)
  const accused = accusedIn(scene, sentence, inner, phrase, speaker)
  const parts = {
    sentence: sentence.index,
    cue:
      inner.isContinuation &&
      inner.cue.sentence !== sentence.index &&
      inner.isUtterance &&
      isOrphan(scene, inner, sentence)
        ? undefined
        : { from: inner.cue.at, to: inner.cue.end },
    content: contentIn(inner, sentence),
    speaker,
    isContinuation: inner.isContinuation,
    via: saying.find((governor) => governor.speaker && governor.speaker.name !== speaker?.name)?.speaker,
    act,
    accused,
  }
  if (phrase && isAnybody(scene, phrase)) return { reason: 'nobody in particular is named' }
  if (polarity.isNegative) return judgeDenied(scene, parts, polarity, speaker, accused)
  if (act.isNoun && !isAsserted(reading, act, Math.max(floor, sentence.from))) return { reason: 'only a topic' }
  if (!accused?.name && !act.isNamed) return { reason: 'nobody is named as the actor' }
  if (!accused?.name && act.isNoun) return { reason: 'nobody is named as the actor' }
  if (act.ruleId === 'act.support') return { reason: 'support, not interference' }
  if (act.ruleId === 'act.harm' && !isForeignState(scene, accused)) return { reason: 'no foreign state' }
  if (act.ruleId === 'act.collusion') return { reason: 'collusion only as object of an accusation' }
  if (act.ruleId === 'act.prefer' && !isForeignState(scene, accused))
    return { reason: 'a preference, not a foreign state' }
  return claimOf(scene, parts, polarity, speaker, accused, inner)
}

/** `those who`, `whoever`, `someone`. */
function isAnybody(scene: Scene, phrase: NounPhrase): boolean {
  const known = scene.reading.classes[phrase.head]!
  if (scene.reading.classes[phrase.from]!.has('possessivePronoun')) return false
  return !phrase.name && (known.has('humanNoun') || known.has('relative')) && phrase.to - phrase.from <= 2
}

/** The second part of a split quotation goes on from the first. */
function contentStart(scene: Scene, inner: Governor, sentence: Sentence): number {
  if (!inner.isUtterance) return inner.content.from
  const { reading } = scene
  const first = reading.utterances.find(
    (utterance) => utterance.from >= sentence.from && utterance.to <= inner.content.from,
  )
  return first && scene.attributions.get(first.id)?.cue === inner.cue ? first.from + 1 : inner.content.from
}

type Parts = Pick<Draft, 'sentence' | 'cue' | 'content' | 'speaker' | 'isContinuation' | 'via' | 'act' | 'accused'>

function claimOf(
  scene: Scene,
  parts: Parts,
  polarity: Polarity,
  speaker: Actor | undefined,
  accused: AccusedRole | undefined,
  inner: Governor,
): Draft {
  const act = parts.act!
  const known = scene.reading.classes[inner.cue.at]!
  const isOwn =
    speaker !== undefined && accused?.name !== null && accused?.name !== undefined && isSame(scene, speaker, accused)
  const isWarning = polarity.isPossible || (known.has('warn') && !inner.isUtterance && polarity.isPossible)
  const isCleft = act.isNamed && accused?.mention !== null && isCleftAt(scene, act)
  const subtype = isOwn
    ? 'admission'
    : isCleft
      ? 'counter_accusation'
      : isWarning
        ? 'warning'
        : act.isNamed
          ? 'accusation'
          : 'act_allegation'
  return draftMention({
    ...parts,
    kind: 'claim',
    subtype,
    ruleId: isOwn
      ? 'claim.admission'
      : isWarning
        ? 'claim.warning'
        : inner.isUtterance
          ? 'claim.say-quote'
          : 'claim.say',
    modality: isWarning ? 'possible' : 'asserted',
    confidence: accused?.name ? 0.88 : 0.7,
  })
}

/** `It is the West that interferes`: not we, they. */
function isCleftAt(scene: Scene, act: Act): boolean {
  const { tokens, sentences, sentenceOf } = scene.reading
  const from = Math.max(sentences[sentenceOf[act.at]!]!.from, act.at - 10)
  const words = tokens.slice(from, act.at).map((token) => token.norm)
  const it = words.indexOf('it')
  return (
    it >= 0 &&
    ['is', 'was'].includes(words[it + 1] ?? '') &&
    words.slice(it + 2).some((word) => word === 'that' || word === 'who')
  )
}

function judgeDenied(
  scene: Scene,
  parts: Parts,
  polarity: Polarity,
  speaker: Actor | undefined,
  accused: AccusedRole | undefined,
): Draft | NearMiss {
  const act = parts.act!
  if (act.ruleId === 'act.prefer' && !isForeignState(scene, accused)) return { reason: 'no preference' }
  if (act.ruleId === 'act.support' && !isStateOrItsVoice(scene, accused, speaker))
    return { reason: 'support by nobody in particular' }
  const own = accused ?? (speaker ? ownSide(scene, speaker) : undefined)
  const isThird = speaker?.country && own?.country && speaker.country !== own.country
  const subtype = polarity.isNoIntent
    ? 'no_intent'
    : polarity.isNoEvidence
      ? 'no_evidence_finding'
      : isThird
        ? 'third_party_doubt'
        : accused?.mention && !act.isNoun && !isNever(scene, act)
          ? 'counter_assertion'
          : 'flat_denial'
  return draftMention({
    ...parts,
    kind: 'denial',
    subtype,
    ruleId: polarity.isNoIntent
      ? 'denial.no-intent'
      : polarity.isNoEvidence
        ? 'denial.no-evidence'
        : 'denial.negated-act',
    accused: own,
    flags: polarity.isGarbled ? ['mt_garbled'] : [],
    confidence: polarity.isGarbled ? 0.6 : 0.88,
  })
}

function isNever(scene: Scene, act: Act): boolean {
  const { tokens } = scene.reading
  return tokens.slice(Math.max(0, act.at - 12), act.at).some((token) => token.norm === 'never')
}

/** `We do not support any party` counts when a state or its spokesman says it of the own side. */
function isStateOrItsVoice(scene: Scene, accused: AccusedRole | undefined, speaker: Actor | undefined): boolean {
  if (accused?.name) return isForeignState(scene, accused)
  return speaker !== undefined && (speaker.isState || speaker.isOfficial)
}

/** `Hands off our ballot`: whoever is addressed is presupposed to interfere. */
function judgeDemand(
  scene: Scene,
  sentence: Sentence,
  act: Act,
  inner: Governor | undefined,
  speaker: Actor | undefined,
  phrase: NounPhrase | undefined,
): Draft | NearMiss {
  if (!inner || !speaker) return { reason: 'a demand that nobody makes' }
  if (
    scene.reading.classes[act.at]!.has('verb.third') &&
    phrase?.to === act.at &&
    !scene.reading.classes[phrase.head]!.has('possessivePronoun')
  )
    return keepsOut(scene, sentence, act, inner, speaker, phrase)
  const addressee = addresseeOf(scene, inner, sentence)
  const subject =
    phrase && !scene.reading.classes[phrase.head]!.has('firstPerson')
      ? findAccused(scene, phrase, sentence.index, speaker)
      : undefined
  const accused = subject?.name ? subject : (addressee ?? subject)
  if (scene.reading.tokens[act.at - 1]?.norm === 'to' && !accused?.name) return { reason: 'nobody is addressed' }
  return draftMention({
    kind: 'claim',
    subtype: 'demand_to_stop',
    ruleId: 'claim.demand-to-stop',
    sentence: sentence.index,
    cue: { from: inner.cue.at, to: inner.cue.end },
    content: contentIn(inner, sentence),
    speaker,
    isContinuation: inner.isContinuation,
    accused,
    act,
    modality: 'presupposed',
    flags: accused?.name ? [] : ['addressee'],
    confidence: 0.8,
  })
}

/** `Our country keeps out of other nations’ politics` denies. */
function keepsOut(
  scene: Scene,
  sentence: Sentence,
  act: Act,
  inner: Governor,
  speaker: Actor,
  phrase: NounPhrase,
): Draft | NearMiss {
  const accused = findAccused(scene, phrase, sentence.index, speaker)
  if (!accused.name || !isForeignState(scene, accused)) return { reason: 'nobody is addressed' }
  return draftMention({
    kind: 'denial',
    subtype: 'counter_assertion',
    ruleId: 'denial.keeps-out',
    sentence: sentence.index,
    cue: inner.cue.sentence === sentence.index ? { from: inner.cue.at, to: inner.cue.end } : undefined,
    content: contentIn(inner, sentence),
    speaker,
    isContinuation: inner.isContinuation,
    accused,
    act,
    confidence: 0.75,
  })
}

/** `told Moscow`, `of the neighbouring government`, `warned his “Russian friends” to`. */
function addresseeOf(scene: Scene, inner: Governor, sentence: Sentence): AccusedRole | undefined {
  const { reading } = scene
  const word = reading.tokens[inner.cue.end]?.norm
  const start = word === 'of' || word === 'to' ? inner.cue.end + 1 : inner.cue.end
  const phrase = findPhraseAfter(reading, start, inner.cue.region.to)
  if (!phrase || phrase.from !== start || reading.classes[phrase.head]!.has('timeWord')) return undefined
  const accused = findAccused(scene, phrase, inner.cue.sentence)
  return isActorLike(scene, phrase)
    ? { ...accused, mention: inner.cue.sentence === sentence.index ? accused.mention : null }
    : undefined
}

function isActorLike(scene: Scene, phrase: NounPhrase): boolean {
  const known = scene.reading.classes[phrase.head]!
  return (
    phrase.name !== undefined ||
    ['role', 'body', 'groupRole'].some((name) => known.has(name)) ||
    phrase.to - phrase.from > 1
  )
}

function judgeNarrated(
  scene: Scene,
  sentence: Sentence,
  act: Act,
  phrase: NounPhrase | undefined,
  polarity: Polarity,
): Draft | NearMiss {
  const { reading } = scene
  if (polarity.isNegative) return { reason: 'negated by the narrator' }
  if (act.isNoun) return { reason: 'only a topic' }
  if (!phrase || polarity.isPossible) return { reason: phrase ? 'only possible' : 'nobody is named as the actor' }
  if (reading.utteranceOf[act.at] !== -1) return { reason: 'a quotation that nobody is said to utter' }
  if (['act.prefer', 'act.collusion', 'act.mastermind'].includes(act.ruleId))
    return { reason: 'too weak without a speaker' }
  if (!isFiniteAct(scene, act, sentence)) return { reason: 'no statement that it happened' }
  const accused = findAccused(scene, phrase, sentence.index)
  const isPeople = phrase.name?.sense === 'demonym' && phrase.name.to === phrase.to
  const isStrong = (isForeignState(scene, accused) && !isPeople) || isStateMedia(scene, phrase)
  if (!isStrong || reading.classes[phrase.head]!.has('firstPerson')) return { reason: 'no state is named as the actor' }
  return draftMention({
    kind: 'claim',
    subtype: 'narrator_assertion',
    ruleId: 'claim.narrator',
    sentence: sentence.index,
    cue: { from: act.at, to: act.at + 1 },
    content: { from: phrase.from, to: act.end },
    isNarrator: true,
    accused,
    act,
    confidence: 0.7,
  })
}

function isFiniteAct(scene: Scene, act: Act, sentence: Sentence): boolean {
  const known = scene.reading.classes[act.at]!
  if (known.has('beVerb') || known.has('haveVerb')) return true
  const before = scene.reading.classes[act.at - 1]
  if (known.has('verb.ing')) return act.at > sentence.from && (before?.has('beVerb') || before?.has('adverb') || false)
  return !before?.has('to') && (known.has('verb.past') || known.has('verb.third') || known.has('verb.base'))
}

function isStateMedia(scene: Scene, phrase: NounPhrase): boolean {
  const candidate = phrase.name?.candidates[0]
  return (
    candidate?.kind === 'media' || candidate?.kind === 'service' || scene.reading.classes[phrase.head]!.has('media')
  )
}

function isForeignState(scene: Scene, accused: AccusedRole | undefined): boolean {
  const entity = accused?.entityId ? scene.reading.index.entities.get(accused.entityId) : undefined
  return entity?.kind === 'country' || entity?.kind === 'bloc' || entity?.kind === 'seat' || entity?.kind === 'service'
}

function accusedIn(
  scene: Scene,
  sentence: Sentence,
  inner: Governor,
  phrase: NounPhrase | undefined,
  speaker: Actor | undefined,
): AccusedRole | undefined {
  if (!phrase) return undefined
  const { reading } = scene
  const known = reading.classes[phrase.head]!
  const accused = findAccused(scene, phrase, sentence.index, speaker)
  if (known.has('secondPerson') || (accused.name === null && known.has('groupPronoun'))) {
    const named = inner.isUtterance
      ? (vocativeIn(scene, inner, phrase.from) ?? addresseeOf(scene, inner, sentence))
      : undefined
    if (named) return { ...named, mention: accused.mention }
    const isOwnGroup = known.has('groupPronoun') && speaker && !inner.isUtterance && speaker.isOfficial
    return isOwnGroup ? { ...ownSide(scene, speaker), mention: accused.mention } : accused
  }
  return accused
}

/** `Dear Russian friends, you are behind`. */
function vocativeIn(scene: Scene, inner: Governor, before: number): AccusedRole | undefined {
  const { reading } = scene
  for (let at = Math.max(inner.content.from, before - 10); at < before; at += 1) {
    const name = reading.names[reading.nameOf[at] ?? -1]
    const candidate = name?.candidates[0]
    if (!name || !candidate || candidate.kind === 'person') continue
    return accusedOf(
      scene,
      resolvePhrase(
        scene,
        { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] },
        reading.sentenceOf[at]!,
      ),
    )
  }
  return undefined
}

function isSame(scene: Scene, speaker: Actor, accused: AccusedRole): boolean {
  return (
    accused.name === speaker.name ||
    (accused.entityId !== null &&
      accused.entityId === ownSide(scene, speaker).entityId &&
      (speaker.isState || speaker.isOfficial))
  )
}

function innermostSpeaker(saying: readonly Governor[]): Actor | undefined {
  const first = saying[0]?.speaker
  if (first && first.name !== null) return first
  return saying.find((governor) => governor.speaker && governor.speaker.name !== null)?.speaker ?? first
}

function isSaying(scene: Scene, governor: Governor): boolean {
  if (governor.isUtterance) return true
  const known = scene.reading.classes[governor.cue.at]!
  if (scene.reading.tokens[governor.cue.at]!.norm === ':') return true
  return (known.has('say') || known.has('accordingTo')) && !known.has('deny') && !known.has('accuse')
}

/** Cues with an object of their own are judged elsewhere. */
function isTakingStand(scene: Scene, governor: Governor): boolean {
  const known = scene.reading.classes[governor.cue.at]!
  return ['accuse', 'blame', 'deny', 'reject', 'chargeWith', 'label', 'rebuke', 'denounce'].some((name) =>
    known.has(name),
  )
}

function isDoubtless(scene: Scene, governor: Governor): boolean {
  const { classes } = scene.reading
  for (let at = Math.max(0, governor.cue.at - 4); at <= governor.cue.at; at += 1) {
    if ((classes[at]!.get('noDoubt') ?? 0) > governor.cue.at) return true
  }
  return false
}

function contentIn(inner: Governor, sentence: Sentence): { from: number; to: number } {
  return { from: Math.max(inner.content.from, sentence.from), to: Math.min(inner.content.to, sentence.to) }
}

function isOrphan(scene: Scene, inner: Governor, sentence: Sentence): boolean {
  const id = scene.reading.utteranceOf[sentence.from] ?? -1
  return scene.attributions.get(id)?.isContinuation ?? inner.isContinuation
}
