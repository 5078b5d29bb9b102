import { type Draft, draftMention } from './draftMention.ts'
import { type AccusedRole, findAccused, ownSide } from './findAccused.ts'
import type { Act } from './findActs.ts'
import { findAgent } from './findAgent.ts'
import { findGovernors } from './findGovernors.ts'
import type { TokenRange } from './findParagraphs.ts'
import { findVoice } from './findVoice.ts'
import type { Sentence } from './readText.ts'
import type { Actor } from './resolveActor.ts'
import type { Scene } from './scene.ts'

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
    const isLiar = known.has('liar') && isAboutSource(scene, sentence)
    const target = known.has('discredit')
      ? (discreditedBefore(scene, sentence, at) ?? exclamation(scene, sentence))
      : undefined
    if (!isLiar && !target) continue
    const governors = findGovernors(scene, at)
    const governor = governors.find((each) => each.isUtterance || isVerbal(scene, each.cue.at)) ?? governors[0]
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
        target: target ? { from: target.from, to: target.to } : undefined,
        speaker,
        isContinuation: governor.isContinuation || !isHere,
        flags: spokenOf ? [] : ['needs_claim', 'needs_own_side'],
        accused: spokenOf
          ? accusedOfReport(scene, sentence, spokenOf, speaker)
          : accusedOfTarget(scene, sentence, target, speaker, isLiar),
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
  const act = (scene.acts[sentence.index] ?? []).find(
    (each) => !target || (each.at >= target.from && each.at < target.to),
  )
  const agent = act ? findAgent(scene.reading, act, sentence.from) : undefined
  const accused = agent?.name ? findAccused(scene, agent, sentence.index, speaker) : undefined
  if (accused?.name) return accused
  if (act && target && speaker.isState) return ownSide(scene, speaker)
  return isLiar && speaker.country !== null && scene.reading.sentences.length < 3 ? ownSide(scene, speaker) : undefined
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

/** `the so-called interference`, `the alleged meddling`. */
function isSoCalled(scene: Scene, at: number): boolean {
  return [1, 2, 3].some(
    (back) => scene.reading.classes[at - back]?.has('hedge') || scene.reading.tokens[at - back]?.norm === 'called',
  )
}

/** `<accusation|this|it> is|are … <discredit>` with nothing but a copula and modifiers in between. */
function discreditedBefore(scene: Scene, sentence: Sentence, at: number): { from: number; to: number } | undefined {
  const { tokens, classes } = scene.reading
  let copula = -1
  for (let back = at - 1; back >= Math.max(sentence.from, at - 7); back -= 1) {
    if (classes[back]!.has('negator')) return undefined
    if (classes[back]!.has('beVerb')) {
      copula = back
      break
    }
    const isBetween =
      ['determiner', 'adverb', 'discredit', 'article', 'preposition', 'roleModifier', 'coordinator'].some((name) =>
        classes[back]!.has(name),
      ) ||
      tokens[back]!.norm.endsWith('ly') ||
      ['pure', 'complete', 'total', 'utter', 'absolute', 'sheer', 'blatant', 'outright', ','].includes(
        tokens[back]!.norm,
      )
    const isJoinedTo = classes[back]!.size === 0 && (classes[back + 1]?.has('coordinator') ?? false)
    if (!isBetween && !isJoinedTo) return undefined
  }
  if (copula <= sentence.from) return undefined
  const subject = scene.accusations[sentence.index]!.find(
    (each) => each.at < copula && each.to >= copula - 1 && (each.isBare || each.act),
  )
  if (subject) return { from: subject.from, to: Math.min(subject.to, copula) }
  const interference = (scene.acts[sentence.index] ?? []).find(
    (each) => each.isNoun && each.isNamed && each.end >= copula - 1 && each.at < copula && isSoCalled(scene, each.at),
  )
  if (interference) return { from: interference.at, to: copula }
  const word = tokens[copula - 1]!.norm
  const isBackward =
    word === 'they' && scene.accusations[sentence.index]!.some((each) => each.at < copula && each.isBare)
  if (isBackward) return { from: copula - 1, to: copula }
  const isStart =
    copula - 2 < sentence.from ||
    tokens[copula - 2]!.kind === 'quote' ||
    ['that', ','].includes(tokens[copula - 2]!.norm)
  return ['it', 'this', 'that', 'these', 'all'].includes(word) && isStart ? { from: copula - 1, to: copula } : undefined
}
