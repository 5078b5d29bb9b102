import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import { findAgent } from '../acts/findAgent.ts'
import { readPolarity } from '../acts/readPolarity.ts'
import type { Accusation } from '../cues/findAccusations.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import { findPhraseBefore, type NounPhrase } from '../phrases/findPhraseBefore.ts'
import { findSubject } from '../phrases/findSubject.ts'
import { isVerbUse } from '../phrases/isVerbUse.ts'
import { findAccused, ownSide } from '../scene/findAccused.ts'
import { findGovernors } from '../scene/findGovernors.ts'
import { resolvePhrase } from '../scene/resolvePhrase.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'

/**
 * Judges nouns that carry a claim or a denial: `his allegations of Russian meddling`, `alleged interference`,
 * `Putin’s denial`.
 *
 * @param taken Acts that another draft of the sentence is about.
 * @throws Never.
 */
export function judgeNominal(scene: Scene, sentence: Sentence, taken: ReadonlySet<Act>): Draft[] {
  if (sentence.isQuestion) return []
  const drafts: Draft[] = []
  const seen = new Set(taken)
  for (const accusation of scene.accusations[sentence.index]!) {
    const draft = claimByNoun(scene, sentence, accusation, seen)
    if (!draft) continue
    drafts.push(draft)
    seen.add(accusation.act!)
  }
  for (const act of scene.acts[sentence.index] ?? []) {
    const draft = seen.has(act) ? undefined : claimByHedge(scene, sentence, act)
    if (draft) drafts.push(draft)
  }
  return [...drafts, ...denialNouns(scene, sentence)]
}

function claimByNoun(
  scene: Scene,
  sentence: Sentence,
  accusation: Accusation,
  taken: ReadonlySet<Act>,
): Draft | undefined {
  const { reading } = scene
  const { act } = accusation
  if (!act || taken.has(act)) return undefined
  if (isUnreal(scene, accusation.from, sentence) || readPolarity(reading, act, accusation.at + 1).isNegative)
    return undefined
  const agent = findAgent(reading, act, accusation.at + 1) ?? facedBy(scene, sentence, accusation)
  const accused = agent ? findAccused(scene, agent, sentence.index) : undefined
  if (!accused?.name) return undefined
  if (accusation.isWeak && accused.entityId === null && accused.country === null) return undefined
  if (accusation.isWeak && !accusation.owner && reading.tokens[accusation.at + 1]?.norm !== 'that') return undefined
  const speaker = accusation.owner ? ownerActor(scene, accusation.owner, sentence) : undefined
  if (accusation.isWeak && !speaker) return undefined
  return draftMention({
    kind: 'claim',
    subtype: accusation.isWeak && !act.isNamed ? 'act_allegation' : 'reference',
    ruleId: 'claim.reference-noun',
    sentence: sentence.index,
    cue: { from: accusation.at, to: accusation.at + 1 },
    content: { from: Math.min(accusation.at + 1, act.at), to: accusation.to },
    speaker: speaker?.name === null ? undefined : speaker,
    accused,
    act,
    confidence: 0.7,
  })
}

/** `the party faced accusations of vote buying`, `accusations against the party of vote buying`. */
function facedBy(scene: Scene, sentence: Sentence, accusation: Accusation): NounPhrase | undefined {
  const { reading } = scene
  if (reading.tokens[accusation.at + 1]?.norm === 'against')
    return findPhraseAfter(reading, accusation.at + 2, sentence.to)
  for (let at = accusation.at + 2; at < accusation.act!.at; at += 1)
    if (reading.classes[at]!.has('verb.ing') || reading.tokens[at]!.norm.endsWith('ing')) return undefined
  for (let at = accusation.from - 1; at >= Math.max(sentence.from, accusation.from - 3); at -= 1) {
    if (reading.classes[at]!.has('faceVerb') && isVerbUse(reading, at)) return findSubject(reading, at, sentence.from)
  }
  return undefined
}

function ownerActor(scene: Scene, owner: NounPhrase, sentence: Sentence): Actor | undefined {
  const { reading } = scene
  const known = reading.classes[owner.head]!
  if (!known.has('possessivePronoun')) return resolvePhrase(scene, owner, sentence.index)
  const subject = firstSubject(scene, sentence, owner.from)
  return known.has('firstPerson') ? undefined : (subject ?? resolvePhrase(scene, owner, sentence.index))
}

/** `Sofia offered no evidence for its claim`: the owner is the subject. */
function firstSubject(scene: Scene, sentence: Sentence, before: number): Actor | undefined {
  const cue = (scene.cues[sentence.index] ?? []).find(
    (each) => each.subject && each.subject.to <= before && !scene.reading.classes[each.at]!.has('say'),
  )
  return cue ? scene.speakers.get(cue) : undefined
}

function claimByHedge(scene: Scene, sentence: Sentence, act: Act): Draft | undefined {
  const { reading } = scene
  if (!act.isNoun || !act.isAimed) return undefined
  let hedge = -1
  for (let at = act.at - 1; at >= Math.max(sentence.from, act.at - 5); at -= 1) {
    if (reading.classes[at]!.has('hedgeStrong') && !(reading.classes[at]!.has('verb') && isVerbUse(reading, at)))
      hedge = at
    if (reading.tokens[at]!.kind !== 'word' && reading.tokens[at]!.kind !== 'possessive') break
  }
  if (hedge < 0 || isUnreal(scene, hedge, sentence)) return undefined
  const agent = findAgent(reading, act, sentence.from)
  const accused = agent ? findAccused(scene, agent, sentence.index) : undefined
  if (!accused?.name) return undefined
  return draftMention({
    kind: 'claim',
    subtype: 'reference',
    ruleId: 'claim.reference-hedged',
    sentence: sentence.index,
    cue: { from: hedge, to: hedge + 1 },
    content: { from: Math.min(hedge, agent!.from), to: act.end },
    speaker: madeBy(scene, sentence, act.end),
    accused,
    act,
    modality: 'hedged',
    confidence: 0.6,
  })
}

/** `the alleged interference that Popescu reported`. */
function madeBy(scene: Scene, sentence: Sentence, from: number): Actor | undefined {
  const { reading } = scene
  if (reading.tokens[from]?.norm !== 'that' || from + 1 >= sentence.to) return undefined
  for (let at = from + 1; at < Math.min(sentence.to, from + 8); at += 1) {
    if (!['made', 'raised', 'reported', 'mentioned', 'described'].includes(reading.tokens[at]!.norm)) continue
    const phrase = findPhraseBefore(reading, at, from + 1)
    return phrase ? resolvePhrase(scene, phrase, sentence.index) : undefined
  }
  return undefined
}

function isUnreal(scene: Scene, at: number, sentence: Sentence): boolean {
  const { classes } = scene.reading
  return (
    (scene.cues[sentence.index] ?? []).some(
      (cue) => cue.blocked !== undefined && cue.content.from <= at && at < cue.content.to,
    ) ||
    (classes[at - 1]?.has('negator') ?? false)
  )
}

/** `Putin’s denial of meddling`, `despite Russian denials`. */
function denialNouns(scene: Scene, sentence: Sentence): Draft[] {
  const { reading } = scene
  const drafts: Draft[] = []
  for (let at = sentence.from; at < sentence.to; at += 1) {
    if (!reading.classes[at]!.has('flatWord')) continue
    const isIssued = (scene.cues[sentence.index] ?? []).some(
      (cue) => reading.classes[cue.at]!.has('issueDenial') && cue.end > at && cue.at < at,
    )
    const phrase = findPhraseBefore(reading, at + 1, sentence.from)
    const owner = phrase && !isIssued ? (ownerIn(scene, phrase, at) ?? farOwner(scene, sentence, at)) : undefined
    if (!owner || isUnreal(scene, phrase!.from, sentence)) continue
    const speaker = ownerActor(scene, owner, sentence)
    if (!speaker?.name) continue
    const act = (scene.acts[sentence.index] ?? []).find((each) => each.at > at && each.at < at + 8)
    if (!act && reading.tokens[at + 1]?.norm === 'of') continue
    drafts.push(
      draftMention({
        kind: 'denial',
        subtype: 'flat_denial',
        ruleId: 'denial.noun',
        sentence: sentence.index,
        cue: { from: at, to: at + 1 },
        content: act ? { from: at + 1, to: act.end } : undefined,
        target: act ? { from: act.at, to: act.end } : undefined,
        speaker,
        accused: act ? ownSide(scene, officialOf(speaker)) : undefined,
        act,
        flags: act ? [] : ['needs_claim'],
        confidence: 0.75,
      }),
    )
    drafts.push(...adopted(scene, sentence, at, speaker, act))
  }
  return drafts
}

/** `Putin’s strong and powerful denial`. */
function farOwner(scene: Scene, sentence: Sentence, noun: number): NounPhrase | undefined {
  const { tokens, classes } = scene.reading
  for (let at = noun - 1; at > Math.max(sentence.from, noun - 7); at -= 1) {
    if (tokens[at]!.kind === 'possessive') return findPhraseBefore(scene.reading, at, sentence.from)
    const known = classes[at]!
    const isModifier =
      known.size === 0 || known.has('coordinator') || known.has('adverb') || tokens[at]!.norm.endsWith('ly')
    if (!isModifier) return undefined
  }
  return undefined
}

/** Whoever denies interference by his own side speaks for it. */
function officialOf(speaker: Actor): Actor {
  return { ...speaker, isOfficial: speaker.isOfficial || speaker.person !== undefined }
}

function ownerIn(scene: Scene, phrase: NounPhrase, noun: number): NounPhrase | undefined {
  const { reading } = scene
  for (let at = noun - 1; at >= phrase.from; at -= 1) {
    if (reading.tokens[at]!.kind === 'possessive') return findPhraseBefore(reading, at, phrase.from)
    if (reading.classes[at]!.has('possessivePronoun'))
      return { from: at, to: at + 1, head: at, name: undefined, conjuncts: [] }
    const name = reading.nameAt[at]
    if (name && name.candidates[0]?.kind !== 'person' && name.sense !== 'unknown')
      return { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] }
  }
  return undefined
}

/** `said he believed Putin’s denial`: the believer doubts the claim. */
function adopted(scene: Scene, sentence: Sentence, noun: number, denier: Actor, act: Act | undefined): Draft[] {
  const governor = findGovernors(scene, noun).find(
    (each) => scene.reading.classes[each.cue.at]!.has('believe') && !each.cue.blocked,
  )
  const head = scene.reading.classes[governor?.speaker?.phrase?.head ?? -1]
  if (!governor?.speaker || head?.has('groupRole') || head?.has('humanNoun')) return []
  const outer = findGovernors(scene, governor.cue.at, governor.cue)[0]
  const speaker = governor.speaker.name === null && outer?.speaker ? outer.speaker : governor.speaker
  return [
    draftMention({
      kind: 'denial',
      subtype: 'third_party_doubt',
      ruleId: 'denial.believed',
      sentence: sentence.index,
      cue: { from: governor.cue.at, to: governor.cue.end },
      content: governor.content,
      speaker,
      accused: ownSide(scene, officialOf(denier)),
      act,
      confidence: 0.7,
    }),
  ]
}
