import type { Actor } from '../actors/resolveActor.ts'
import { findSubject } from '../phrases/findSubject.ts'
import { type AccusedRole, findAccused, ownSide } from '../scene/findAccused.ts'
import { findGovernors, type Governor } from '../scene/findGovernors.ts'
import { isForeignState } from '../scene/isForeignState.ts'
import type { Scene } from '../scene/scene.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'

const REACH = 10

/**
 * Judges denials that say who did not do it: `it was not Belarus`, `we had nothing to do with it`,
 * `the Russians did not do this`. They count where the article has the claim that they answer.
 *
 * @returns At most one draft.
 * @throws Never.
 */
export function judgeDistance(scene: Scene, sentence: Sentence): Draft[] {
  if (sentence.isQuestion) return []
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const found = notInvolved(scene, sentence, at) ?? notThem(scene, sentence, at) ?? notDone(scene, sentence, at)
    const draft = found && draftOf(scene, sentence, at, found)
    if (draft) return [draft]
  }
  return []
}

interface Distance {
  readonly range: TokenRange
  readonly accused: AccusedRole | undefined
  readonly isStrong: boolean
  /** Says that there are no ties to a state. */
  readonly isTie?: boolean
  /** Says that nothing came from somebody. */
  readonly isMoney?: boolean
}

/** `had nothing to do with it`, `was not involved in any campaign`, `played no part in the vote`. */
function notInvolved(scene: Scene, sentence: Sentence, at: number): Distance | undefined {
  const { reading } = scene
  const length = reading.classes[at]!.get('notInvolved')
  if (length === undefined) return undefined
  const end = at + length
  const isOffer = [1, 2].some((back) => reading.classes[at - back]?.has('offer'))
  const isConditional = reading.classes.slice(sentence.from, at).some((known) => known.has('condition'))
  const limit = Math.min(sentence.to, end + REACH)
  let isStrong = false
  const isMoney = reading.classes[at]!.has('noMoney')
  let isFit = reading.classes[at]!.has('noEvidenceInvolved') || isMoney
  for (let next = end; next < limit; next += 1) {
    const known = reading.classes[next]!
    const token = reading.tokens[next]!
    if (token.kind === 'stop' || token.norm === ';') break
    const isPro = next === end && ['it', 'this', 'that', 'them', 'these', 'those'].includes(token.norm)
    if (known.has('contest') || known.has('affairs')) isStrong = true
    if (isPro || known.has('actNoun') || known.has('accusation') || known.has('fakery')) isFit = true
    const name = reading.nameAt[next]
    const isTie = reading.classes[at]!.has('noTies') && name?.candidates.some((each) => each.kind !== 'person')
    if (isTie) isFit = true
  }
  if (isOffer || isConditional || !(isStrong || isFit)) return undefined
  const verb = verbIn(scene, at, end)
  const inner = reading.classes[at]!.has('noEvidenceInvolved') ? findSubject(reading, end - 1, at + 2) : undefined
  const subject = inner ?? findSubject(reading, verb, sentence.from) ?? findSubject(reading, at, sentence.from)
  const accused = subject && findAccused(scene, subject, sentence.index, speakerAt(scene, at)?.speaker)
  return {
    range: { from: at, to: limit },
    accused,
    isStrong: isStrong && isForeignState(scene, accused),
    isTie: reading.classes[at]!.has('noTies'),
    isMoney,
  }
}

const MAX_SHORT = 14

/** `we do not do that`, `nothing of the kind ever happened`: short answers of a side to what was said of it. */
function notDone(scene: Scene, sentence: Sentence, at: number): Distance | undefined {
  const { reading } = scene
  const length = reading.classes[at]!.get('notDone') ?? (isShortNo(scene, sentence, at) ? 1 : undefined)
  if (length === undefined || reading.classes.slice(sentence.from, at).some((known) => known.has('condition')))
    return undefined
  const words = reading.tokens.slice(sentence.from, sentence.to).filter(({ kind }) => kind === 'word')
  const isBefore = [0, 1].some(
    (back) =>
      scene.acts[sentence.index - back]?.length ||
      scene.accusations[sentence.index - back]?.some((each) => !each.isWeak),
  )
  const subject = findSubject(reading, at + length - 1, sentence.from) ?? findSubject(reading, at, sentence.from)
  const known = subject ? reading.classes[subject.head]! : undefined
  const isOwn = known?.has('firstPerson') || known?.has('thingPronoun') || known?.has('demonstrative') || subject?.name
  if (words.length > MAX_SHORT || !isBefore || !isOwn) return undefined
  const accused = known?.has('firstPerson')
    ? findAccused(scene, subject!, sentence.index, speakerAt(scene, at)?.speaker)
    : undefined
  return { range: { from: at, to: at + length }, accused, isStrong: false }
}

/** The verb whose subject is not involved. */
function verbIn(scene: Scene, at: number, end: number): number {
  const { classes } = scene.reading
  if (!classes[at]!.has('negator')) return at
  for (let next = at + 1; next < end; next += 1)
    if (classes[next]!.has('verb') && !classes[next]!.has('noun')) return next
  return classes[at - 1]?.has('haveVerb') ? at - 1 : end - 1
}

/** `No, we did not`. */
function isShortNo(scene: Scene, sentence: Sentence, at: number): boolean {
  const { tokens, classes } = scene.reading
  if (tokens[at]!.norm !== 'not' || sentence.to - sentence.from > MAX_SHORT) return false
  const words = tokens.slice(sentence.from, sentence.to).filter(({ kind }) => kind === 'word').length
  const isEnd = at + 1 >= sentence.to || tokens[at + 1]!.kind !== 'word'
  return words <= 6 && isEnd && tokens[at]!.norm === 'not' && (classes[at - 2]?.has('firstPerson') ?? false)
}

/** `it was not Belarus`, `he doubted that it would be Iran`, `I do not believe the Russians did it`. */
function notThem(scene: Scene, sentence: Sentence, at: number): Distance | undefined {
  const { reading } = scene
  const name = reading.nameAt[at]
  if (!name || name.from !== at || !name.candidates.some(({ kind }) => kind === 'country' || kind === 'seat'))
    return undefined
  const { tokens, classes } = reading
  const phrase = { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] }
  const from = Math.max(sentence.from, at - REACH)
  const words = tokens.slice(from, at).map((token) => token.norm)
  const isBe = words.at(-1) === 'not' ? isBeForm(words.at(-2)) : isBeForm(words.at(-1))
  const it = words.at(-1) === 'not' ? words.at(-3) : words.at(words.at(-2) === 'would' ? -3 : -2)
  const isCleft = isBe && ['it', 'that', 'this'].includes(it ?? '') && !classes[name.to]?.has('relative')
  const isDone = didIt(scene, name.to)
  if (!isCleft && !isDone) return undefined
  const isEnd = !isCleft || ['stop', 'quote', 'punctuation'].includes(tokens[name.to]?.kind ?? 'stop')
  const negators = classes.slice(from, isDone ? name.to + 3 : at).filter((known) => known.has('negator')).length
  const isDoubted = classes.slice(from, at).some((known) => known.has('doubt') || known.has('noDoubt'))
  if (!isEnd || isDoubted || negators % 2 === 0) return undefined
  return {
    range: { from: isCleft ? Math.max(from, at - 3) : at, to: name.to },
    accused: findAccused(scene, phrase, sentence.index),
    isStrong: false,
  }
}

function isBeForm(word: string | undefined): boolean {
  return word === 'was' || word === 'is' || word === 'be' || word === 'were'
}

/** `did it`, `did not do this`. */
function didIt(scene: Scene, from: number): boolean {
  const words = scene.reading.tokens.slice(from, from + 5).map((token) => token.norm)
  const rest = words[0] === 'did' && words[1] === 'not' && words[2] === 'do' ? words.slice(3) : words.slice(1)
  return words[0] === 'did' && ['it', 'this', 'that'].includes(rest[0] ?? '')
}

function speakerAt(scene: Scene, at: number): { governor: Governor; speaker: Actor } | undefined {
  const governors = findGovernors(scene, at).filter(
    ({ cue, isUtterance }) => isUtterance || !cue.blocked || isDisbelief(scene, cue.at),
  )
  const governor = governors.find(({ speaker }) => speaker?.name)
  return governor?.speaker ? { governor, speaker: governor.speaker } : undefined
}

function isDisbelief(scene: Scene, cue: number): boolean {
  return scene.reading.classes[cue]!.has('believe')
}

function draftOf(scene: Scene, sentence: Sentence, at: number, found: Distance): Draft | undefined {
  const voice = speakerAt(scene, at)
  if (!voice) return undefined
  const { governor, speaker } = voice
  const isHere = governor.cue.sentence === sentence.index
  const isKnown =
    found.accused?.name &&
    (found.accused.country !== null || !speaker.isOfficial || /^\p{Lu}/u.test(found.accused.name))
  const accused = isKnown ? found.accused! : ownSide(scene, speaker)
  const isThird = speaker.country !== null && accused.country !== null && speaker.country !== accused.country
  return draftMention({
    kind: 'denial',
    subtype: isThird ? 'third_party_doubt' : 'flat_denial',
    ruleId: 'denial.distance',
    sentence: sentence.index,
    cue: isHere ? { from: governor.cue.at, to: governor.cue.end } : undefined,
    content: { from: Math.max(governor.content.from, sentence.from), to: Math.min(governor.content.to, sentence.to) },
    speaker,
    isContinuation: governor.isContinuation || !isHere,
    accused,
    target: found.isTie || found.isMoney ? found.range : undefined,
    flags: needsOf(found),
    confidence: found.isStrong ? 0.8 : 0.7,
  })
}

function needsOf({ isMoney, isStrong, isTie }: Distance): string[] {
  if (isMoney) return ['needs_claim', 'needs_overlap']
  if (isStrong) return []
  return isTie ? ['needs_claim', 'tie'] : ['needs_claim', 'needs_side']
}
