import type { Reach } from '../../../domain/lexicon.ts'
import type { Actor } from '../actors/resolveActor.ts'
import type { Deed } from '../acts/findDeeds.ts'
import type { AccusedRole } from '../scene/findAccused.ts'
import { isForeignActor } from '../scene/isForeignActor.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import type { Draft } from './draftMention.ts'
import { judgeAct } from './judgeAct.ts'

const NEARNESS: Readonly<Record<Reach | 'never', number>> = { far: 0, near: 1, aimed: 2, never: 3 }

/**
 * Judges deeds that are interference because of who does them: what a compatriot may do, or does to no election, is left out.
 *
 * @throws Never.
 */
export function judgeDeeds(scene: Scene, sentence: Sentence): Draft[] {
  const open: Draft[] = []
  const closed: Draft[] = []
  for (const deed of scene.deeds[sentence.index] ?? []) {
    const judged = judgeAct(scene, sentence, deed)
    if ('reason' in judged || judged.kind !== 'claim' || judged.subtype === 'admission' || judged.isNarrator) continue
    const isThey = judged.flags.includes('needs_known')
    if (!isThey && !isWrong(scene, deed, judged.accused, judged.speaker)) continue
    if (deed.frame.needsCharge) open.push(...openly(scene, deed, judged))
    else closed.push(judged)
  }
  return [...closed, ...open]
}

/** Whatever somebody is said to do who is accused elsewhere in the article; not by his own side. */
function openly(scene: Scene, deed: Deed, judged: Draft): Draft[] {
  const { accused, speaker } = judged
  const isOwn = speaker?.country !== null && speaker?.country === accused?.country
  const isForeign = isForeignActor(scene, deed, accused, speaker)
  if (judged.subtype === 'warning' || !speaker?.name || !accused?.name || (isForeign && isOwn)) return []
  return [
    { ...judged, flags: [...judged.flags, 'needs_charge', ...(isForeign ? ['needs_state'] : [])], confidence: 0.6 },
  ]
}

/**
 * Tells whether a deed is improper when the accused does it.
 *
 * @param speaker Who says so; what is foreign to him is foreign.
 * @throws Never.
 */
export function isWrong(scene: Scene, deed: Deed, accused: AccusedRole | undefined, speaker?: Actor): boolean {
  const { frame } = deed
  if (!accused) return false
  const isForeign =
    isForeignActor(scene, deed, accused, speaker) ||
    ['outlaw', 'foreignWord'].some((name) => accusedHas(scene, deed, accused, name))
  const needed = isForeign ? frame.foreign : frame.home
  if (NEARNESS[deed.reach] < NEARNESS[needed]) return false
  if (
    frame.agents &&
    !(accusedHas(scene, deed, accused, frame.agents) || (isForeign && needed === 'far' && frame.agents === 'forceWord'))
  )
    return false
  if (isForeign) return true
  if (frame.isLawful && accusedHas(scene, deed, accused, 'neutralOrgan')) return false
  return isSomebody(scene, deed, accused)
}

const ACTORS = [
  'forceWord',
  'neutralOrgan',
  'role',
  'groupRole',
  'body',
  'organ',
  'stateOrgan',
  'humanNoun',
  'media',
  'collective',
  'pronoun',
] as const

/** A storm or a law does nothing. */
function isSomebody(scene: Scene, deed: Deed, accused: AccusedRole): boolean {
  if (accused.entityId !== null || accused.country !== null) return true
  return wordsOf(scene, deed, accused).some(
    (at) => scene.reading.nameOf[at]! >= 0 || ACTORS.some((name) => scene.reading.classes[at]!.has(name)),
  )
}

function accusedHas(scene: Scene, deed: Deed, accused: AccusedRole, name: string): boolean {
  return wordsOf(scene, deed, accused).some((at) => scene.reading.classes[at]!.has(name))
}

/** Tokens of the words that name the accused. */
function wordsOf(scene: Scene, deed: Deed, accused: AccusedRole): number[] {
  const { mention } = accused
  const { sentences, tokens } = scene.reading
  const sentence = sentences[deed.sentence]!
  const words: number[] = []
  for (let at = sentence.from; mention && at < sentence.to; at += 1)
    if (tokens[at]!.start >= mention.start && tokens[at]!.end <= mention.end) words.push(at)
  return words
}
