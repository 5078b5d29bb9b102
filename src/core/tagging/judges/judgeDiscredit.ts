import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import { findAgent } from '../acts/findAgent.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { findSubject } from '../phrases/findSubject.ts'
import { type AccusedRole, findAccused, ownSide, voiceOf } from '../scene/findAccused.ts'
import { findGovernors } from '../scene/findGovernors.ts'
import { findVoice } from '../scene/findVoice.ts'
import type { Scene } from '../scene/scene.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'
import { findFalsehood } from './findFalsehood.ts'

/**
 * Judges what is said about a claim or its source: `those who spread such rumours are liars`,
 * `these accusations are absurd`, `it is a lie`.
 *
 * @returns At most one draft; it counts only where the article has a claim that it can answer.
 * @throws Never.
 */
export function judgeDiscredit(scene: Scene, sentence: Sentence): Draft[] {
  const { reading } = scene
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const known = reading.classes[at]!
    const isSource = known.has('liar') && isAboutSource(scene, sentence)
    const claimer = known.has('liar') && !isSource ? liarIn(scene, sentence, at) : undefined
    const isLiar = isSource || claimer !== undefined
    const isFalse = (known.has('discredit') && !known.has('unfoundedAccusation')) || known.has('noTruth')
    const target =
      isFalse && !known.has('witchHunt')
        ? (findFalsehood(scene, sentence, at) ?? exclamation(scene, sentence))
        : undefined
    if (!isLiar && !target) continue
    const governors = findGovernors(scene, at)
    const governor = governors.find((each) => each.isUtterance || isVerbal(scene, each.cue.at)) ?? governors[0]
    if (governors.length === 0 && target) return narrated(scene, sentence, at, target)
    if (!governor?.speaker || (governor.cue.blocked && !governor.isUtterance)) continue
    const voice = findVoice(scene, governor.cue)
    const speaker = governor.isUtterance ? governor.speaker : (voice.speaker ?? governor.speaker)
    const isHere = governor.cue.sentence === sentence.index
    const spokenOf = governor.isUtterance && isHere ? reportSpokenOf(scene, sentence, governor.cue.end) : undefined
    return [
      draftMention({
        kind: 'denial',
        subtype: isLiar ? 'discredit_source' : 'discredit_claim',
        ruleId: isLiar ? 'denial.liars' : 'denial.discredit',
        sentence: sentence.index,
        cue: isHere ? { from: governor.cue.at, to: governor.cue.end } : undefined,
        content: {
          from: Math.max(governor.content.from, sentence.from),
          to: Math.min(governor.content.to, sentence.to),
        },
        target: target ?? claimer,
        speaker,
        isContinuation: governor.isContinuation || !isHere,
        flags: [
          ...flagsOf(
            claimer,
            spokenOf !== undefined || (target !== undefined && actIn(scene, sentence, target) !== undefined),
          ),
          ...(known.has('discreditWeak') ? ['weak'] : []),
        ],
        accused: spokenOf
          ? accusedOfReport(scene, sentence, spokenOf, speaker)
          : accusedOfTarget(scene, sentence, target, speaker, isLiar),
        own: voiceOf(scene, speaker),
        act: spokenOf,
        confidence: 0.8,
      }),
    ]
  }
  return []
}

/** `“Complete nonsense,”` and nothing else. */
function exclamation(scene: Scene, sentence: Sentence): { from: number; to: number } | undefined {
  const utterance = scene.reading.utterances[scene.reading.utteranceOf[sentence.from] ?? -1]
  if (!utterance) return undefined
  const to = Math.min(utterance.to, sentence.to)
  const words = scene.reading.tokens.slice(sentence.from, to).filter((token) => token.kind === 'word')
  return words.length <= 4 && utterance.from === sentence.from ? { from: sentence.from, to: sentence.from } : undefined
}

/** `“Nonsense,” he said of reports that his service had rigged the vote`. */
function reportSpokenOf(scene: Scene, sentence: Sentence, from: number): Act | undefined {
  if (!['of', 'about'].includes(scene.reading.tokens[from]?.norm ?? '')) return undefined
  return scene.accusations[sentence.index]!.find((each) => each.at > from && each.at < from + 5)?.act
}

function flagsOf(claimer: TokenRange | undefined, isNaming: boolean): string[] {
  if (claimer) return ['needs_claim', 'needs_claimer']
  return isNaming ? [] : ['needs_claim', 'needs_own_side']
}

/** `Kaya’s advisers were liars`, `called Kaya a liar`: whoever is named as one. */
function liarIn(scene: Scene, sentence: Sentence, at: number): TokenRange | undefined {
  const { classes } = scene.reading
  const cue = (scene.cues[sentence.index] ?? []).find(
    (each) => classes[each.at]!.has('label') && each.content.from <= at && at < each.content.to && at - each.end < 12,
  )
  const object = cue ? findPhraseAfter(scene.reading, cue.end, at) : undefined
  if (object) return { from: object.from, to: object.to }
  for (let back = at - 1; back > Math.max(sentence.from, at - 5); back -= 1) {
    if (!classes[back]!.has('beVerb')) continue
    const subject = findSubject(scene.reading, back, sentence.from)
    return subject && !classes[subject.head]!.has('pronoun') ? { from: subject.from, to: subject.to } : undefined
  }
  return undefined
}

/** `The notion that the campaign conspired with Oslo was a lie`, as a columnist writes. */
function narrated(scene: Scene, sentence: Sentence, at: number, target: TokenRange): Draft[] {
  const act = actIn(scene, sentence, target)
  const agent = act && findAgent(scene.reading, act, target.from)
  if (!act || !agent?.name || !scene.reading.classes[at]!.has('discreditFalse')) return []
  return [
    draftMention({
      kind: 'denial',
      subtype: 'discredit_claim',
      ruleId: 'denial.discredit',
      sentence: sentence.index,
      cue: { from: at, to: at + 1 },
      content: target,
      target,
      isNarrator: true,
      accused: findAccused(scene, agent, sentence.index),
      act,
      confidence: 0.65,
    }),
  ]
}

/** The interference that is named in what is called false. */
function actIn(scene: Scene, sentence: Sentence, target: TokenRange): Act | undefined {
  return scene.accusations[sentence.index]!.find(({ at, act }) => act && at >= target.from && at < target.to)?.act
}

function accusedOfReport(scene: Scene, sentence: Sentence, act: Act, speaker: Actor): AccusedRole {
  const agent = findAgent(scene.reading, act, sentence.from)
  const accused = agent?.name ? findAccused(scene, agent, sentence.index, speaker) : undefined
  return accused?.name ? accused : ownSide(scene, speaker)
}

/** Who is said to interfere in what is called false. */
function accusedOfTarget(
  scene: Scene,
  sentence: Sentence,
  target: TokenRange | undefined,
  speaker: Actor,
  isLiar: boolean,
): AccusedRole | undefined {
  const act =
    (target && actIn(scene, sentence, target)) ??
    (scene.acts[sentence.index] ?? []).find((each) => !target || (each.at >= target.from && each.at < target.to))
  const agent = act ? findAgent(scene.reading, act, sentence.from) : saidToAct(scene, sentence, target)
  const isNear = agent && (!target || !act?.isNoun || agent.from < target.to)
  const accused = agent?.name && isNear ? findAccused(scene, agent, sentence.index, speaker) : undefined
  if (accused?.name) return accused
  if (act && target && speaker.isState) return ownSide(scene, speaker)
  return isLiar && speaker.country !== null && scene.reading.sentences.length < 3 ? ownSide(scene, speaker) : undefined
}

/** `it was preposterous to say that Iran favoured anyone`. */
function saidToAct(scene: Scene, sentence: Sentence, target: TokenRange | undefined): NounPhrase | undefined {
  const { tokens, classes } = scene.reading
  if (!target || tokens[target.from]!.norm !== 'it') return undefined
  for (let at = target.to; at < Math.min(sentence.to - 1, target.to + 10); at += 1) {
    if (tokens[at]!.norm !== 'that' || !(classes[at - 1]!.has('verb.base') || classes[at - 1]!.has('discredit')))
      continue
    return findPhraseAfter(scene.reading, at + 1, sentence.to)
  }
  return undefined
}

function isVerbal(scene: Scene, at: number): boolean {
  const known = scene.reading.classes[at]!
  return known.has('say') || known.has('label')
}

/** The liars are those who make or pass on the claim. */
function isAboutSource(scene: Scene, sentence: Sentence): boolean {
  const { tokens, classes } = scene.reading
  let hasWho = false
  let hasClaim = false
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const word = tokens[at]!.norm
    if (
      ['who', 'whoever', 'someone', 'somebody', 'anyone', 'anybody', 'those', 'they', 'he', 'she', 'people'].includes(
        word,
      )
    )
      hasWho = true
    if (
      ['accusation', 'accusationWeak', 'interference'].some((name) => classes[at]!.has(name)) ||
      ['such', 'this', 'that', 'so'].includes(word)
    )
      hasClaim = true
  }
  return hasWho && hasClaim
}
