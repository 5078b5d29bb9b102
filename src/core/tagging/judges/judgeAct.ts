import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import { findAgent } from '../acts/findAgent.ts'
import { findEquation } from '../acts/findEquation.ts'
import { isAsked } from '../acts/isAsked.ts'
import { isAsserted } from '../acts/isAsserted.ts'
import { type Polarity, readPolarity } from '../acts/readPolarity.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { findSubject } from '../phrases/findSubject.ts'
import { isVerbUse } from '../phrases/isVerbUse.ts'
import { contentIn } from '../scene/contentIn.ts'
import { type AccusedRole, accusedOf, findAccused, ownSide } from '../scene/findAccused.ts'
import { findAddressee } from '../scene/findAddressee.ts'
import { findContentSubject } from '../scene/findContentSubject.ts'
import { findGovernors, type Governor } from '../scene/findGovernors.ts'
import { findGroup } from '../scene/findGroup.ts'
import { innermostSpeaker, saidByOthers } from '../scene/innermostSpeaker.ts'
import { isAboutReport } from '../scene/isAboutReport.ts'
import { isForeignState } from '../scene/isForeignState.ts'
import { isMeantBefore } from '../scene/isMeantBefore.ts'
import { isDoubtless, isSaying, isTakingStand } from '../scene/readStand.ts'
import { resolvePhrase } from '../scene/resolvePhrase.ts'
import type { Scene } from '../scene/scene.ts'
import { isCommonDeed, whyHarmless } from '../scene/whyHarmless.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention, type NearMiss } from './draftMention.ts'
import { judgeDemand } from './judgeDemand.ts'
import { judgeNarration } from './judgeNarration.ts'
import { judgeNegatedAct } from './judgeNegatedAct.ts'

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
  if (governors.some((governor) => isAboutReport(scene, governor, act))) return { reason: 'what somebody speaks of' }
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
  if (isAsked(reading, sentence, act)) return { reason: 'question' }
  const isDemand = act.ruleId === 'act.demand'
  if (polarity.unreal && !(isDemand && polarity.unreal === 'norm')) return { reason: polarity.unreal }
  const equation = inner ? findEquation(reading, act, Math.max(floor, sentence.from)) : undefined
  const phrase =
    findAgent(reading, act, Math.max(floor, sentence.from)) ??
    (equation ? equation.owner : stateSubject(scene, act, Math.max(floor, sentence.from), sentence))
  const speaker = inner ? innermostSpeaker(saying) : undefined
  if (isDemand) return judgeDemand(scene, sentence, act, inner, speaker, phrase)
  if (!inner) return judgeNarration(scene, sentence, act, phrase, polarity)
  const agent = accusedIn(scene, sentence, inner, phrase, speaker)
  const accused =
    agent?.name || act.isNoun ? agent : (findContentSubject(scene, sentence, inner, act, speaker) ?? agent)
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
  if (saidByOthers(scene, saying, accused)) return { reason: 'what others are said to say of the speaker’s side' }
  if (phrase && (isAnybody(scene, phrase) || isWhoever(scene, act, accused)))
    return { reason: 'nobody in particular is named' }
  if (polarity.isNegative && isCommonDeed(scene, act, accused, speaker)) return { reason: 'no foreign state' }
  if (polarity.isNegative) return judgeNegatedAct(scene, parts, polarity, speaker, accused)
  if (act.isNoun && !equation && !isAsserted(reading, act, Math.max(floor, sentence.from)))
    return { reason: 'only a topic' }
  const isThey = !accused?.name && !act.isNoun && !act.isNamed && isMeantBefore(scene, act, inner, phrase)
  if (!accused?.name && !act.isNamed && !isThey) return { reason: 'nobody is named as the actor' }
  if (!accused?.name && act.isNoun && !equation && !isSuffered(scene, act))
    return { reason: 'nobody is named as the actor' }
  const harmless = whyHarmless(scene, act, accused, speaker, isThey && act.ruleId === 'act.prefer')
  if (harmless) return { reason: harmless }
  const draft = claimOf(scene, parts, polarity, speaker, accused, inner)
  return isThey && 'flags' in draft ? { ...draft, flags: [...draft.flags, 'needs_known'] } : draft
}

/** `The United States took part in no cyber operation`: a state that is the subject of the clause. */
function stateSubject(scene: Scene, act: Act, floor: number, sentence: Sentence): NounPhrase | undefined {
  const { reading } = scene
  if (!act.isNoun) return undefined
  for (let at = act.at - 1; at >= Math.max(floor, act.at - 10); at -= 1) {
    const known = reading.classes[at]!
    if (reading.tokens[at]!.kind === 'quote' || known.has('that') || known.has('relative')) return undefined
    if (known.has('sufferer')) return undefined
    if (reading.nameOf[at]! >= 0 || !known.has('verb') || known.has('existence') || !isVerbUse(reading, at)) continue
    const subject = findSubject(reading, at, floor)
    const isNamed =
      subject !== undefined && (subject.name !== undefined || reading.classes[subject.head]!.has('firstPerson'))
    return isNamed && isForeignState(scene, findAccused(scene, subject, sentence.index)) ? subject : undefined
  }
  return undefined
}

/** `has become a target of foreign interference`: somebody interferes, whoever it is. */
function isSuffered(scene: Scene, act: Act): boolean {
  const { classes, tokens } = scene.reading
  const isThere = [2, 3, 4, 5].some((back) => tokens[act.at - back]?.norm === 'there')
  return isThere || [2, 3, 4].some((back) => classes[act.at - back]?.has('sufferer'))
}

/** `those who`, `whoever`, `someone`. */
function isAnybody(scene: Scene, phrase: NounPhrase): boolean {
  const known = scene.reading.classes[phrase.head]!
  if (scene.reading.classes[phrase.to]?.has('linkWord')) return false
  if (scene.reading.classes[phrase.from]!.has('possessivePronoun')) return false
  return !phrase.name && (known.has('humanNoun') || known.has('relative')) && phrase.to - phrase.from <= 2
}

/** `hooligans who disrupt the vote will be punished`, `foreigners who come to intervene`. */
function isWhoever(scene: Scene, act: Act, accused: AccusedRole | undefined): boolean {
  const { classes, tokens } = scene.reading
  if (act.isNoun || accused?.country !== null) return false
  const who = [1, 2, 3].map((back) => act.at - back).find((at) => ['who', 'that'].includes(tokens[at]?.norm ?? ''))
  if (who === undefined) return false
  const known = classes[who + 1]!
  const isGeneral = known.has('verb.base') && !known.has('verb.past')
  return isGeneral && (classes[who - 1]?.has('plural') || /s$/.test(tokens[who - 1]?.norm ?? ''))
}

/** The second part of a split quotation goes on from the first. */
function contentStart(scene: Scene, inner: Governor, sentence: Sentence): number {
  if (!inner.isUtterance) return inner.content.from
  const { reading } = scene
  const start = sentence.from + reading.utteranceOf.slice(sentence.from, inner.content.from).findIndex((id) => id >= 0)
  const first = start < sentence.from ? undefined : reading.utterances[reading.utteranceOf[start]!]
  return first && first.to <= inner.content.from && scene.attributions.get(first.id)?.cue === inner.cue
    ? first.from + 1
    : inner.content.from
}

type Parts = Pick<Draft, 'sentence' | 'cue' | 'content' | 'speaker' | 'isContinuation' | 'via' | 'act' | 'accused'>

function claimOf(
  scene: Scene,
  parts: Parts,
  polarity: Polarity,
  speaker: Actor | undefined,
  accused: AccusedRole | undefined,
  inner: Governor,
): Draft | NearMiss {
  const act = parts.act!
  const known = scene.reading.classes[inner.cue.at]!
  const isOwn =
    speaker !== undefined && accused?.name !== null && accused?.name !== undefined && isSame(scene, speaker, accused)
  const isWarning = polarity.isPossible || (known.has('warn') && !inner.isUtterance && polarity.isPossible)
  if (isOwn && !act.isNamed && !inner.isUtterance) return { reason: 'a deed of his own that names no interference' }
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

function accusedIn(
  scene: Scene,
  sentence: Sentence,
  inner: Governor,
  phrase: NounPhrase | undefined,
  speaker: Actor | undefined,
): AccusedRole | undefined {
  const { reading } = scene
  const known = reading.classes[phrase?.head ?? -1]
  // `the accusations were fake`: words do not act.
  if (!phrase || !known || known.has('accusation')) return undefined
  const accused = findAccused(scene, phrase, sentence.index, speaker)
  if (known.has('secondPerson') || (accused.name === null && known.has('groupPronoun'))) {
    const named = inner.isUtterance
      ? (vocativeIn(scene, inner, phrase.from) ?? findAddressee(scene, inner, sentence))
      : undefined
    if (named) return { ...named, mention: accused.mention }
    const isOwnGroup =
      known.has('groupPronoun') && speaker && !speaker.person && !inner.isUtterance && speaker.isOfficial
    const group =
      known.has('groupPronoun') && !isOwnGroup ? findGroup(scene, phrase, sentence.index, inner.cue.subject) : undefined
    if (group) return { ...group, mention: accused.mention }
    return isOwnGroup ? { ...ownSide(scene, speaker), mention: accused.mention } : accused
  }
  return accused
}

/** `Dear Russian friends, you are behind`. */
function vocativeIn(scene: Scene, inner: Governor, before: number): AccusedRole | undefined {
  const { reading } = scene
  for (let at = Math.max(inner.content.from, before - 10); at < before; at += 1) {
    const name = reading.nameAt[at]
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

function isOrphan(scene: Scene, inner: Governor, sentence: Sentence): boolean {
  const id = scene.reading.utteranceOf[sentence.from] ?? -1
  return scene.attributions.get(id)?.isContinuation ?? inner.isContinuation
}
