import type { Act } from '../acts/findActs.ts'
import { findAgent } from '../acts/findAgent.ts'
import { readPolarity } from '../acts/readPolarity.ts'
import type { Accusation } from '../cues/findAccusations.ts'
import type { Cue } from '../cues/findCues.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { Scene } from '../scene/scene.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Sentence } from '../text/readText.ts'

/** What a verb of denying has as its object. */
export interface Denied {
  /** `tie`: contact with a state; `loose`: an accusation of something that may be interference in this article. */
  readonly kind: 'act' | 'accusation' | 'bare' | 'role' | 'tie' | 'loose'
  readonly range: TokenRange
  readonly act: Act | undefined
  /** Names a deed such as a hack or fraud, without saying that it is aimed at an election. */
  readonly isRelated?: boolean
  /** Is called a report or remark rather than an accusation. */
  readonly isWeak?: boolean
  /** A pronoun for what was said just before. */
  readonly isNear?: boolean
}

/**
 * Finds what a verb of denying has as its object: the act, the accusation, a role in it, or nothing but `it`.
 *
 * @param object Where the object stands.
 * @param isDeny The verb is of the kind `deny`, which takes an act; `dismiss` takes only nouns.
 * @returns undefined when the object is something else.
 * @throws Never.
 */
export function findDenied(
  scene: Scene,
  sentence: Sentence,
  cue: Cue,
  object: TokenRange,
  isDeny: boolean,
): Denied | undefined {
  const { reading } = scene
  const isEmpty = [',', '—'].includes(reading.tokens[object.from]?.norm ?? '') || isRelativeClause(scene, cue)
  const relative = (cue.subject?.from ?? 0) - 1
  const isUnrelated = reading.tokens[relative]?.norm === 'which' && relative > cue.region.from
  if (isUnrelated && !hasAntecedent(scene, cue, relative)) return undefined
  const range = { from: object.from, to: isEmpty ? object.from : Math.max(object.from, object.to) }
  const accusation = scene.accusations[sentence.index]!.find(
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
    return accusation.isBare || accusation.isRelated
      ? {
          kind: 'bare',
          range: { from: accusation.from, to: Math.min(accusation.to, range.to) },
          act: undefined,
          isRelated: accusation.isRelated,
          isWeak: accusation.isWeak,
        }
      : { kind: 'loose', range: { from: accusation.from, to: Math.max(accusation.to, range.to) }, act: undefined }
  const document = findDocument(scene, sentence, range)
  if (document) return document
  const act = (scene.acts[sentence.index] ?? []).find((each) => each.at >= range.from && each.at < range.to)
  if (act && isDirectObject(scene, range.from, act, isDeny)) {
    const polarity = readPolarity(reading, act, range.from)
    return polarity.isNegative && act.isAimed && !polarity.isNoIntent ? undefined : { kind: 'act', range, act }
  }
  if (isDeny && findContact(scene, range)) return { kind: 'tie', range, act: undefined }
  if (isDeny && findRole(scene, range)) return { kind: 'role', range, act: undefined }
  const isPronoun = !isDeny && isPronounObject(scene, cue)
  if (isPronoun) return { kind: 'bare', range: { from: cue.end, to: cue.end }, act: undefined, isNear: true }
  if ((isDeny && isEmptyObject(scene, cue)) || isRelativeClause(scene, cue))
    return { kind: 'bare', range: { from: cue.end, to: cue.end }, act: undefined }
  return undefined
}

/** `an assessment that says the Kremlin meddled`: whatever it is called, it makes the claim. */
function findDocument(scene: Scene, sentence: Sentence, range: TokenRange): Denied | undefined {
  const { reading } = scene
  const object = findPhraseAfter(reading, range.from, range.to)
  if (!object || object.to >= range.to || reading.classes[object.head]!.has('inquiry')) return undefined
  const at = ['that', 'which'].includes(reading.tokens[object.to]!.norm) ? object.to + 1 : object.to
  const known = reading.classes[at]
  const isSaying =
    known && ['say', 'allege', 'accuse'].some((name) => known.has(name)) && (at > object.to || known.has('verb.ing'))
  const act = isSaying
    ? scene.acts[sentence.index]!.find((each) => each.at > at && each.at < range.to && each.isAimed)
    : undefined
  return act && { kind: 'bare', range: { from: range.from, to: object.to }, act: undefined }
}

/** The accusation is the object itself: nothing but modifiers stands before it. */
function isObject(scene: Scene, from: number, accusation: Accusation): boolean {
  for (let at = from; at < accusation.from; at += 1) {
    const known = scene.reading.classes[at]!
    if (!['adverb', 'preposition', 'article', 'determiner', 'coordinator', 'furore'].some((name) => known.has(name)))
      return false
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
    const end = at + classes[at]!.get('role')!
    if (end - at < 2) continue
    for (let next = end; next < Math.min(range.to, end + 10); next += 1) {
      if (classes[next]!.has('timePreposition') || classes[next]!.has('subordinator')) break
      if (['actNoun', 'fakery', 'contest'].some((name) => classes[next]!.has(name))) return true
    }
  }
  return false
}

/** `any contact with Moscow`, `taking instructions from the embassy`. */
function findContact(scene: Scene, range: TokenRange): boolean {
  const { classes, nameAt, tokens } = scene.reading
  for (let at = range.from; at < Math.min(range.to, range.from + 5); at += 1) {
    if (!classes[at]!.has('contactNoun') || !['with', 'to', 'from'].includes(tokens[at + 1]?.norm ?? '')) continue
    for (let next = at + 2; next < Math.min(range.to, at + 6); next += 1) {
      const isState = nameAt[next]?.candidates.some(({ kind }) => kind !== 'person')
      if (isState || classes[next]!.has('mission')) return true
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
  if (tokens[before]!.norm === 'which') return hasAntecedent(scene, cue, before)
  const noun = tokens[before]!.norm === 'that' ? before - 1 : before
  if (noun <= cue.region.from) return false
  if (tokens[noun]!.norm === 'something') return true
  const isOpening = classes[noun - 1]!.has('article') || [',', '—'].includes(tokens[noun - 1]!.norm)
  return classes[noun]!.has('accusation') && tokens[noun]!.kind === 'word' && isOpening
}

/** `…, which Moscow denies` is about interference when that, or a claim of it, stands before. */
function hasAntecedent(scene: Scene, cue: Cue, relative: number): boolean {
  const isBefore = ({ at }: { readonly at: number }) => at < relative
  return (
    scene.acts[cue.sentence]!.some((act) => isBefore(act) && act.ruleId !== 'act.support') ||
    scene.accusations[cue.sentence]!.some((each) => isBefore(each) && (!each.isWeak || each.act)) ||
    scene.cues[cue.sentence]!.some(
      (each) => each.at < relative && ['accuse', 'blame'].some((name) => scene.reading.classes[each.at]!.has(name)),
    )
  )
}

/** `rejected it`, `dismissed all of that`. */
function isPronounObject(scene: Scene, cue: Cue): boolean {
  const { tokens } = scene.reading
  let at = cue.end
  while (['all', 'any', 'both', 'each', 'of', 'the'].includes(tokens[at]?.norm ?? '') && at < cue.end + 2) at += 1
  const next = tokens[at + 1]
  const isEnd =
    next === undefined || at + 1 >= cue.region.to || next.kind !== 'word' || ['as', 'on'].includes(next.norm)
  return ['it', 'this', 'that', 'them', 'these', 'those', 'both', 'lot'].includes(tokens[at]?.norm ?? '') && isEnd
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
  if (!classes[cue.end]!.has('emptyObject')) return false
  for (let at = cue.end; at < cue.region.to; at += 1) {
    const token = tokens[at]!
    if (token.kind === 'stop' || token.norm === ',' || token.kind === 'close') return true
    const isFiller = classes[at]!.has('emptyObject')
    if (!isFiller && !classes[at]!.has('timeWord')) return false
  }
  return true
}
