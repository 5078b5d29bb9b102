import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import { findAgent } from '../acts/findAgent.ts'
import type { Cue } from '../cues/findCues.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { type AccusedRole, findAccused, ownSide } from '../scene/findAccused.ts'
import { findGovernors } from '../scene/findGovernors.ts'
import { findVoice, type Voice } from '../scene/findVoice.ts'
import { isOthers } from '../scene/innermostSpeaker.ts'
import { isForeignState } from '../scene/isForeignState.ts'
import { resolvePhrase } from '../scene/resolvePhrase.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'
import { findChargedAct } from './findChargedAct.ts'

/** The words between the accused and the act. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  accuse: ['of', 'over', 'for', 'in'],
  blame: ['for', 'over'],
  chargeWith: ['with', 'for', 'over'],
  suspectVerb: ['of'],
  scold: ['for', 'over'],
}

const RULES: Readonly<Record<string, string>> = { chargeWith: 'charge', suspectVerb: 'suspect', scold: 'denounce' }

/**
 * Judges a verb that takes an accused: `X accused Y of meddling`, `Y was accused of it by X`,
 * `X blamed Y for the hack`, `X levelled charges of it at Y`, `X and Y traded accusations of it`.
 *
 * @returns `[]` when it is not about interference in an election.
 * @throws Never.
 */
export function judgeAccusing(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  const known = reading.classes[cue.at]!
  if (cue.blocked || isReproached(scene, cue)) return []
  const voice = findVoice(scene, cue)
  if (known.has('trade')) return judgeTrade(scene, sentence, cue)
  if (known.has('levelVerb') && !known.has('accuse')) return judgeLevel(scene, sentence, cue, voice)
  const frame = Object.keys(LINKS).find((name) => known.has(name))
  if (!frame) return []
  const isDirectLink = LINKS[frame]!.includes(reading.tokens[cue.end]?.norm ?? '')
  const isBy = reading.tokens[cue.end]?.norm === 'by'
  const isPassive = cue.group.isPassive || ((isDirectLink || isBy) && known.has('verb.past'))
  const whole = isPassive ? cue.subject : findPhraseAfter(reading, cue.end, cue.content.to)
  const behind = isPassive || !whole ? cue.end : lastOf(whole)
  const [object, from] = cutAtLink(scene, LINKS[frame]!, whole, behind, cue.content.to)
  const link = findLink(scene, LINKS[frame]!, from, cue.content.to)
  if (link < 0 && !(frame === 'suspectVerb')) return []
  if (frame === 'scold' && isForWords(scene, sentence, link, cue.content.to)) return []
  const acts = (scene.acts[sentence.index] ?? []).filter(
    (act) => act.at >= Math.max(link, from) && act.at < cue.content.to && act.isAimed,
  )
  const act =
    acts[0] ??
    (object && link >= 0 && frame !== 'scold'
      ? findChargedAct(scene, sentence, object, link + 1, cue.content.to)
      : undefined)
  if (!act) return frame === 'blame' && object ? blamedForDefeat(scene, sentence, cue, voice, object, link) : []
  if (
    act.ruleId === 'act.prefer' &&
    !(object && findAccused(scene, object, sentence.index).country !== null && !isCandidate(scene, object))
  )
    return []
  const reproach = reproachOf(scene, sentence, cue, voice, act)
  if (reproach) return [reproach]
  const speaker = isPassive ? byAgent(scene, sentence, cue) : voice.speaker
  const accused = object ? findAccused(scene, object, sentence.index, speaker) : undefined
  // `They accuse us of meddling`: the speaker answers them, and does not accuse himself.
  const own = scene.speakers.get(cue)
  const isAnswered = own !== undefined && isOthers(scene, own) && speaker !== undefined && own.name === null
  if (isAnswered && accused?.entityId != null && ownSide(scene, speaker).entityId === accused.entityId) return []
  return [
    draftMention({
      kind: 'claim',
      subtype: act.isNamed ? 'accusation' : 'act_allegation',
      ruleId: isPassive ? 'claim.accused-passive' : `claim.${RULES[frame] ?? frame}`,
      sentence: sentence.index,
      cue: { from: cue.at, to: cue.end },
      content: { from: Math.max(link + 1, cue.end), to: cue.content.to },
      speaker,
      via: isPassive ? undefined : voice.via,
      accused: accused ?? agentOf(scene, act, cue, sentence.index),
      act,
      modality: frame === 'suspectVerb' ? 'hedged' : 'asserted',
      confidence: 0.95,
    }),
  ]
}

/** `blames Norway for his defeat`. */
function blamedForDefeat(
  scene: Scene,
  sentence: Sentence,
  cue: Cue,
  voice: Voice,
  object: NounPhrase,
  link: number,
): Draft[] {
  const { reading } = scene
  const isDefeat = link >= 0 && [link + 1, link + 2, link + 3].some((at) => reading.classes[at]?.has('attackNoun'))
  const accused = findAccused(scene, object, sentence.index, voice.speaker)
  if (!isDefeat || !scene.isElectionArticle || !isForeignState(scene, accused)) return []
  return [
    draftMention({
      kind: 'claim',
      subtype: 'accusation',
      ruleId: 'claim.blame-defeat',
      sentence: sentence.index,
      cue: { from: cue.at, to: cue.end },
      content: { from: link + 1, to: cue.content.to },
      speaker: voice.speaker,
      via: voice.via,
      accused,
      confidence: 0.75,
    }),
  ]
}

/** `accused hackers of election interference`: the `of` belongs to the verb when no other link follows. */
function cutAtLink(
  scene: Scene,
  links: readonly string[],
  object: NounPhrase | undefined,
  behind: number,
  to: number,
): [NounPhrase | undefined, number] {
  if (!object || object.to !== behind) return [object, behind]
  const { tokens, sentenceOf } = scene.reading
  const acts = scene.acts[sentenceOf[object.from]!] ?? []
  const next = findLink(scene, links, behind, to)
  // `accused the head of the army of meddling in the vote`: `in` belongs to the meddling.
  for (let of = object.to - 1; of > object.head && next >= 0 && tokens[next]!.norm !== 'of'; of -= 1) {
    const isDeed = acts.some(({ at }) => at > of && at <= of + 2)
    if (isDeed && links.includes(tokens[of]!.norm)) return [{ ...object, to: of }, of]
  }
  const of = object.head + 1
  const isLink = next < 0 && of < object.to && links.includes(tokens[of]?.norm ?? '')
  return isLink ? [{ ...object, to: of }, of] : [object, behind]
}

/** `slammed him for his claims of meddling`, `for accusing Russia`: what he said is what the reproach is about. */
function isForWords(scene: Scene, sentence: Sentence, from: number, to: number): boolean {
  const { classes } = scene.reading
  if (scene.accusations[sentence.index]!.some((each) => each.at >= from && each.at < to)) return true
  for (let at = from; at < to; at += 1)
    if (
      ['accuse', 'say', 'deny', 'reject', 'negator', 'blame', 'topicVerb', 'doubt', 'that'].some((name) =>
        classes[at]!.has(name),
      )
    )
      return true
  return false
}

/** A candidate who wants to win, or his rival to lose, does what candidates do. */
function isCandidate(scene: Scene, object: NounPhrase): boolean {
  const person = scene.cast.personOf.get(scene.reading.nameOf[object.head] ?? -1)
  return person !== undefined && !person.roles.some((role) => role.head === 'president' || role.head === 'minister')
}

/** `condemned his rival for accusing Russia`: the accusation is what the reproach is about. */
function isReproached(scene: Scene, cue: Cue): boolean {
  if (scene.reading.tokens[cue.group.from - 1]?.norm !== 'for') return false
  return findGovernors(scene, cue.at, cue).some((each) => scene.reading.classes[each.cue.at]!.has('rebuke'))
}

function lastOf(object: NounPhrase): number {
  return object.conjuncts.at(-1)?.to ?? object.to
}

function findLink(scene: Scene, links: readonly string[], from: number, to: number): number {
  for (let at = from; at < Math.min(to, from + 30); at += 1) {
    if (links.includes(scene.reading.tokens[at]!.norm)) return at
  }
  return -1
}

/** `accused him of harming ties with accusations of meddling`: a reproach to the accuser. */
function reproachOf(scene: Scene, sentence: Sentence, cue: Cue, voice: Voice, act: Act): Draft | undefined {
  const around = scene.accusations[sentence.index]!.find(
    (each) => each.act === act && each.at >= cue.end && each.at < act.at,
  )
  if (!around) return undefined
  return draftMention({
    kind: 'challenge',
    subtype: 'rebuke',
    ruleId: 'challenge.rebuke',
    sentence: sentence.index,
    cue: { from: cue.at, to: cue.end },
    content: cue.content,
    target: around,
    speaker: voice.speaker,
    via: voice.via,
    act,
    accused: agentOf(scene, act, cue, sentence.index),
  })
}

function agentOf(scene: Scene, act: Act, cue: Cue, sentence: number): AccusedRole | undefined {
  const agent = findAgent(scene.reading, act, cue.end)
  return agent ? findAccused(scene, agent, sentence) : undefined
}

function byAgent(scene: Scene, sentence: Sentence, cue: Cue): Actor | undefined {
  const { reading } = scene
  for (let at = cue.end; at < sentence.to - 1; at += 1) {
    if (reading.tokens[at]!.norm !== 'by' || reading.classes[at + 1]!.has('verb.ing')) continue
    const phrase = findPhraseAfter(reading, at + 1, sentence.to)
    return phrase ? resolvePhrase(scene, phrase, sentence.index) : undefined
  }
  return undefined
}

/** `levelled charges of electoral interference at Washington`. */
function judgeLevel(scene: Scene, sentence: Sentence, cue: Cue, voice: Voice): Draft[] {
  const { reading } = scene
  const noun = scene.accusations[sentence.index]!.find(
    (each) => each.at >= cue.end && each.at < cue.end + 5 && each.act,
  )
  if (!noun?.act || noun.isWeak) return []
  const aimed = ['at', 'against'].map((word) => findLink(scene, [word], noun.at, sentence.to)).find((at) => at >= 0)
  const object = aimed === undefined ? undefined : findPhraseAfter(reading, aimed + 1, sentence.to)
  const accused = object ? findAccused(scene, object, sentence.index) : agentOf(scene, noun.act, cue, sentence.index)
  if (!accused) return []
  return [
    draftMention({
      kind: 'claim',
      subtype: noun.act.isNamed ? 'accusation' : 'act_allegation',
      ruleId: 'claim.level-charges',
      sentence: sentence.index,
      cue: { from: cue.at, to: noun.at + 1 },
      content: noun,
      speaker: voice.speaker,
      via: voice.via,
      accused,
      act: noun.act,
      confidence: 0.9,
    }),
  ]
}

/** `Ankara and Moscow traded accusations of meddling`: each accuses the other. */
function judgeTrade(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const noun = scene.accusations[sentence.index]!.find(
    (each) => each.at >= cue.end && each.at < cue.end + 4 && each.act,
  )
  const sides = cue.subject ? [{ ...cue.subject, conjuncts: [] }, ...cue.subject.conjuncts] : []
  if (!noun?.act || sides.length !== 2) return []
  return sides.map((side, at) =>
    draftMention({
      kind: 'claim',
      subtype: 'accusation',
      ruleId: 'claim.trade',
      sentence: sentence.index,
      cue: { from: cue.at, to: noun.at + 1 },
      content: noun,
      speaker: resolvePhrase(scene, side, sentence.index),
      accused: findAccused(scene, sides[1 - at]!, sentence.index),
      act: noun.act,
      flags: ['reciprocal'],
    }),
  )
}
