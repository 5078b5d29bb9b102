import type { Act } from '../acts/findActs.ts'
import type { Polarity } from '../acts/readPolarity.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { findAccused } from '../scene/findAccused.ts'
import { isForeignActor } from '../scene/isForeignActor.ts'
import { isForeignState } from '../scene/isForeignState.ts'
import type { Scene } from '../scene/scene.ts'
import { whyHarmless } from '../scene/whyHarmless.ts'
import type { Sentence } from '../text/readText.ts'
import type { NearMiss } from './draftMention.ts'
import { type Draft, draftMention } from './draftMention.ts'

/**
 * Judges an act that nobody is said to report: a claim by the narrator where a state is its subject.
 *
 * @throws Never.
 */
export function judgeNarration(
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
  if (isThought(scene, sentence, phrase)) return { reason: 'what somebody is said to think' }
  const hedged = hedgedClaim(scene, sentence, act, phrase)
  if (hedged) return hedged
  if (['act.prefer', 'act.collusion', 'act.mastermind', 'act.support', 'act.oust'].includes(act.ruleId))
    return { reason: 'too weak without a speaker' }
  // A state may pay a party's foundation or an observer; votes and trolls it may not.
  if (act.ruleId === 'act.fund' && !reading.classes[act.end - 1]!.has('bought'))
    return { reason: 'too weak without a speaker' }
  if (isProbed(scene, phrase)) return { reason: 'only a topic' }
  if (!isFiniteAct(scene, act, sentence)) return { reason: 'no statement that it happened' }
  const accused = findAccused(scene, phrase, sentence.index)
  const isPeople = phrase.name?.sense === 'demonym' && phrase.name.to === phrase.to
  const isLeader =
    ['act.sway', 'act.interference'].includes(act.ruleId) &&
    !isPeople &&
    accused.country !== null &&
    isForeignActor(scene, act, accused)
  const isStrong =
    (isForeignState(scene, accused) && !isPeople) ||
    isStateMedia(scene, phrase) ||
    isLeader ||
    isRigging(scene, act, phrase)
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

/** `the suspicion among officials that Togo meddled`: a noun governs the clause, and no narrator vouches for it. */
function isThought(scene: Scene, sentence: Sentence, phrase: NounPhrase): boolean {
  const { classes, tokens } = scene.reading
  const that = [1, 2, 3].map((back) => phrase.from - back).find((at) => tokens[at]?.norm === 'that')
  if (that === undefined || that <= sentence.from) return false
  for (let at = that - 1; at >= Math.max(sentence.from, that - MAX_AUTHOR); at -= 1) {
    const known = classes[at]!
    if (THOUGHTS.some((name) => known.has(name))) return true
    if (tokens[at]!.kind === 'stop' || tokens[at]!.norm === ',' || known.has('beVerb')) return false
  }
  return false
}

const MAX_AUTHOR = 10
const THOUGHTS = ['accusation', 'accusationWeak', 'thoughtNoun'] as const

/** Wrong whoever does it. */
const GRAVE: ReadonlySet<string> = new Set(['act.rig', 'act.suppress', 'act.intimidate', 'act.falsify', 'act.hack'])

/** `Togo allegedly paid voters`, `Togo is believed to have paid voters`: somebody says so, whoever it is. */
function hedgedClaim(scene: Scene, sentence: Sentence, act: Act, phrase: NounPhrase): Draft | undefined {
  const { classes } = scene.reading
  let hedge = -1
  for (let at = Math.max(sentence.from, act.at - 6); at <= act.at + 1; at += 1) {
    const known = classes[at]
    const isBelieved = known?.has('believedWord') && classes[at - 1]?.has('beVerb') && classes[at + 1]?.has('to')
    if (known?.has('hedgeAdverb') || isBelieved) hedge = at
  }
  if (hedge < phrase.to - 1) return undefined
  const accused = findAccused(scene, phrase, sentence.index)
  const isGrave = act.isNamed || GRAVE.has(act.ruleId) || classes[act.end - 1]!.has('bought')
  if (!accused.name || (!isGrave && !isForeignActor(scene, act, accused))) return undefined
  if (whyHarmless(scene, act, accused, undefined)) return undefined
  return draftMention({
    kind: 'claim',
    subtype: act.isNamed ? 'accusation' : 'act_allegation',
    ruleId: 'claim.hedged',
    sentence: sentence.index,
    cue: { from: hedge, to: hedge + 1 },
    content: { from: phrase.from, to: act.end },
    accused,
    act,
    modality: 'hedged',
    confidence: 0.65,
  })
}

/** `the investigation into Russia’s attempts to interfere`. */
function isProbed(scene: Scene, phrase: NounPhrase): boolean {
  const { classes, tokens } = scene.reading
  const isLinked = ['into', 'about', 'over', 'of', 'on'].includes(tokens[phrase.from - 1]?.norm ?? '')
  return isLinked && [2, 3].some((back) => classes[phrase.from - back]?.has('inquiry'))
}

function isFiniteAct(scene: Scene, act: Act, sentence: Sentence): boolean {
  const known = scene.reading.classes[act.at]!
  if (known.has('beVerb') || known.has('haveVerb')) return true
  // A phrase of the lexicon whose verb is in no list: `inserted himself into`.
  if (!known.has('verb') && scene.reading.tokens[act.at]!.norm.endsWith('ed')) return true
  const before = scene.reading.classes[act.at - 1]
  if (known.has('verb.ing')) {
    const isGoing = ['beVerb', 'adverb', 'phase'].some((name) => before?.has(name))
    return act.at > sentence.from && isGoing
  }
  if (before?.has('to')) return isPurpose(scene, act, sentence)
  return known.has('verb.past') || known.has('verb.third') || known.has('verb.base')
}

/** `spent millions to swing the vote`: what was done, and what for. */
function isPurpose(scene: Scene, act: Act, sentence: Sentence): boolean {
  const { classes, nameOf } = scene.reading
  for (let at = act.at - 2; at >= Math.max(sentence.from, act.at - 7); at -= 1) {
    const known = classes[at]!
    if (nameOf[at]! >= 0 || !known.has('verb')) continue
    const isDone = known.has('verb.past') || (known.has('verb.ing') && classes[at - 1]!.has('beVerb'))
    const isTried = isDone || known.has('verb.third') || classes[at - 1]!.has('haveVerb')
    if (isTried && known.has('tryVerb')) return true
    return isDone && ['fund', 'spread', 'conduct', 'spend', 'use'].some((name) => known.has(name))
  }
  return false
}

/** `The generals are fixing this election`: in power, and wrong whoever does it. */
function isRigging({ reading }: Scene, act: Act, phrase: NounPhrase): boolean {
  const isStrong = act.ruleId === 'act.sway' && reading.classes[act.at]!.has('rigging')
  return isStrong && ['organ', 'inPower'].some((name) => reading.classes[phrase.head]!.has(name))
}

function isStateMedia(scene: Scene, phrase: NounPhrase): boolean {
  const candidate = phrase.name?.candidates[0]
  return (
    candidate?.kind === 'media' || candidate?.kind === 'service' || scene.reading.classes[phrase.head]!.has('media')
  )
}
