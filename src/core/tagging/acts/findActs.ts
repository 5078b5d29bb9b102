import type { ActFrame } from '../../../domain/lexicon.ts'
import { findDoer, findPassiveObject } from '../phrases/findPassiveObject.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { isVerbUse } from '../phrases/isVerbUse.ts'
import { stateIn } from '../phrases/readModifiers.ts'
import { hasModifier, readObject } from '../phrases/readObject.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading, Sentence } from '../text/readText.ts'
import { findFrames } from '../words/findFrames.ts'
import { hasAnyClass } from '../words/hasAnyClass.ts'
import { findActObject, isPerson, isState } from './findActObject.ts'

/** Words that name interference, or an act that is interference when it is aimed at an election. */
export interface Act {
  /** Index of the word or phrase that names it. */
  readonly at: number
  /** Index behind its words, object included where one is known. */
  readonly end: number
  readonly sentence: number
  readonly ruleId: string
  readonly isNoun: boolean
  /** Names interference itself, rather than money, fakes or hacking. */
  readonly isNamed: boolean
  /** Aimed at an election or at a state's affairs, as far as the words of the sentence show. */
  readonly isAimed: boolean
  /** Who does it, where the words behind the verb say so. */
  readonly agent?: NounPhrase | undefined
  /** Who may do it is judged apart: it is no effect without a will. */
  readonly isWilled?: boolean
}

const IDIOMS = ['handsOff', 'stopIt', 'thumb', 'pullStrings', 'preferLose', 'dictateWho'] as const
const opensAct = hasAnyClass('interfere', 'interference', 'tamper', 'intervention', 'collusion', 'collude', ...IDIOMS)

const framesOf = findFrames((lexicon) => lexicon.acts)

/**
 * Finds the acts in one sentence. Nothing is said yet about who did them, or whether.
 *
 * @param isElectionArticle The article speaks of an election at all.
 * @returns In reading order; the longest where several begin at one word.
 * @throws Never.
 */
export function findActs(reading: Reading, sentence: Sentence, isElectionArticle: boolean): Act[] {
  const acts: Act[] = []
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const found = actAt(reading, sentence, at, isElectionArticle)
    const covering = acts.at(-1)
    if (found && !(covering && covering.end > at && covering.isNamed && found.isNoun)) acts.push(found)
  }
  return acts
}

function actAt(reading: Reading, sentence: Sentence, at: number, isElectionArticle: boolean): Act | undefined {
  const known = reading.classes[at]!
  if (!opensAct(known) && framesOf(reading.index, known).length === 0 && reading.tokens[at]!.norm !== 'behind')
    return undefined
  const base = { at, sentence: sentence.index }
  const isNegatedWord = reading.tokens[at]!.isJoined && reading.tokens[at - 1]!.norm === 'non'
  if (reading.nameOf[at]! >= 0 || isNegatedWord) return undefined
  const isInterfering = known.has('interfere') && (known.has('verb.ing') || isVerbUse(reading, at))
  if (known.has('interference') || isInterfering) {
    const end = at + (known.get('interference') ?? 1)
    const object = readObject(reading, sentence, end)
    const isNoun = known.has('interference') && !(isInterfering && isGerund(reading, at))
    const modifier = isNoun && hasModifier(reading, sentence, at)
    const isAimed = object.kind === 'aimed' || modifier || (object.kind === 'state' && isElectionArticle)
    if (object.kind === 'other' && !(modifier && isNoun)) return undefined
    if (!isAimed && !isElectionArticle) return undefined
    return {
      ...base,
      end: object.end,
      ruleId: 'act.interference',
      isNoun,
      isNamed: true,
      isAimed: isAimed || isElectionArticle,
    }
  }
  if (known.has('tamper') && isVerbUse(reading, at)) {
    const object = readObject(reading, sentence, aimAt(reading, at + known.get('tamper')!))
    return object.kind === 'aimed' || (isElectionArticle && isToFavour(reading, at + 1))
      ? { ...base, end: object.end, ruleId: 'act.interference', isNoun: false, isNamed: true, isAimed: true }
      : undefined
  }
  if (known.has('intervention') && !known.has('collusion')) {
    const object = readObject(reading, sentence, at + 1)
    const isAimed =
      object.kind === 'aimed' || hasModifier(reading, sentence, at) || (isElectionArticle && isRuledOut(reading, at))
    if (isAimed) return { ...base, end: object.end, ruleId: 'act.interference', isNoun: true, isNamed: true, isAimed }
  }
  const collusion = known.has('collusion') || known.has('collude') ? colludeAt(reading, sentence, at) : undefined
  if (collusion || known.has('collusion')) return collusion
  return idiomAt(reading, sentence, at, isElectionArticle) ?? frameAt(reading, sentence, at, isElectionArticle)
}

/** `intervened to help the challenger`. */
function isToFavour(reading: Reading, at: number): boolean {
  const next = reading.classes[at + 1]
  return reading.tokens[at]?.norm === 'to' && ['favour', 'sway', 'harmPerson'].some((name) => next?.has(name))
}

/** A phrase may end with the preposition that its object needs: `poke its nose into`. */
function aimAt(reading: Reading, end: number): number {
  return reading.classes[end - 1]!.has('preposition.in') ? end - 1 : end
}

/** `there was no intervention`: the article says in what. */
function isRuledOut({ tokens, classes }: Reading, at: number): boolean {
  return tokens[at - 1]?.norm === 'no' && tokens[at - 3]?.norm === 'there' && (classes[at - 2]?.has('beVerb') ?? false)
}

/** `of meddling`, `denied meddling`: a verb form that keeps its subject open. */
function isGerund(reading: Reading, at: number): boolean {
  const next = reading.tokens[at + 1]?.norm
  const before = reading.classes[at - 1]
  const isModified =
    before?.has('determiner') ||
    before?.has('hedge') ||
    reading.tokens[at - 1]?.norm === 'foreign' ||
    reading.tokens[at - 1]?.kind === 'possessive' ||
    reading.nameOf[at - 1]! >= 0 ||
    before?.has('contest')
  return !isModified && (next === 'in' || next === 'with' || before?.has('preposition') || before?.has('verb') || false)
}

function colludeAt(reading: Reading, sentence: Sentence, at: number): Act | undefined {
  for (let next = at + 1; next < Math.min(sentence.to, at + 6); next += 1) {
    const isState = reading.nameAt[next]?.candidates.some(
      (entity) => entity.kind === 'country' || entity.kind === 'seat',
    )
    if (isState)
      return {
        at,
        end: next + 1,
        sentence: sentence.index,
        ruleId: 'act.collusion',
        isNoun: reading.classes[at]!.has('intervention') || reading.tokens[at]!.norm === 'collusion',
        isNamed: false,
        isAimed: true,
      }
  }
  return undefined
}

function idiomAt(reading: Reading, sentence: Sentence, at: number, isElectionArticle: boolean): Act | undefined {
  const known = reading.classes[at]!
  const idiom = IDIOMS.find((name) => known.has(name))
  if (!idiom) return undefined
  const end = at + known.get(idiom)!
  const isAimed =
    (['preferLose', 'dictateWho'].includes(idiom) && isElectionArticle) ||
    windowHas(reading, sentence, end - 1, ['contest', 'contestObject', 'affairs'], 8) ||
    reading.tokens.slice(at, Math.min(sentence.to, end + 5)).some((_, offset) => reading.nameOf[at + offset]! >= 0)
  return {
    at,
    end: Math.min(end, sentence.to),
    sentence: sentence.index,
    ruleId: `act.${idiom === 'handsOff' || idiom === 'stopIt' ? 'demand' : idiom === 'preferLose' ? 'prefer' : 'idiom'}`,
    isNoun: false,
    isNamed: false,
    isAimed,
  }
}

function frameAt(reading: Reading, sentence: Sentence, at: number, isElectionArticle: boolean): Act | undefined {
  const known = reading.classes[at]!
  if (reading.tokens[at]!.norm === 'behind' && isState(reading, at - 1)) {
    const frame = reading.index.lexicon.acts.find((each) => each.id === 'act.behind')!
    const end = findActObject(reading, sentence, at + 1, frame)
    if (end >= 0) return { ...actOf(frame, sentence, at, end), isNamed: false, isAimed: isElectionArticle }
  }
  for (const frame of framesOf(reading.index, known)) {
    const name = (frame.verbs ?? frame.phrase)!
    if (frame.verbs && !(known.has('verb.ing') || isVerbUse(reading, at))) continue
    if (frame.verbs && isParticiple(reading, at)) continue
    const found = findActObject(reading, sentence, at + known.get(name)!, frame)
    const isIt = frame.id === 'act.sway' && isElectionArticle && isSwayedIt(reading, at)
    const isPassive = found < 0 && frame.verbs !== undefined && isDoneTo(reading, sentence, at, frame)
    if (found < 0 && frame.isObjectRequired && !isIt && !isPassive) continue
    const end = Math.max(found, at + known.get(name)!)
    if (frame.id === 'act.take-money' && !stateIn(reading, at, Math.min(sentence.to, end + 8))) continue
    const isAimed = frame.id === 'act.sway' || isElectionArticle
    const isNamed = frame.id === 'act.sway' || frame.id === 'act.conduct'
    return { ...actOf(frame, sentence, at, end), isNamed, isAimed }
  }
  return undefined
}

function actOf({ id }: ActFrame, sentence: Sentence, at: number, end: number) {
  return { at, end, sentence: sentence.index, ruleId: id, isNoun: false }
}

/** `the accounts targeted were theirs`: says which, not what somebody did. */
function isParticiple(reading: Reading, at: number): boolean {
  const next = reading.classes[at + 1]
  return reading.classes[at]!.has('verb.past') && ['beVerb', 'haveVerb', 'modal'].some((name) => next?.has(name))
}

/** `trolls tried to swing it`, in an article about a vote. */
function isSwayedIt(reading: Reading, at: number): boolean {
  return (
    reading.classes[at]!.has('swayIt') &&
    reading.tokens[at + 1]?.norm === 'it' &&
    !!reading.tokens[at + 2]?.kind.match(/stop|punctuation|quote/)
  )
}

/** `the vote was rigged`, `fakes that were spread by trolls`: the subject is what it is done to. */
function isDoneTo(reading: Reading, sentence: Sentence, at: number, frame: ActFrame): boolean {
  if (!reading.classes[at]!.has('verb.past')) return false
  const object = findPassiveObject(reading, sentence, at)
  if (!object || (reading.classes[at]!.has('mild') && !isWilful(reading, sentence, at))) return false
  if (frame.id === 'act.sway' && !findDoer(reading, sentence, at)) return false
  for (let word = object.from; word < object.to; word += 1) {
    if (reading.classes[word]!.has(frame.objects)) return true
    if (frame.objects === 'homeland' && isState(reading, word)) return true
    if (frame.objects === 'personName' && isPerson(reading, word)) return true
  }
  return false
}

/** `influenced by Chinese money`, not `influenced by turnout`. */
function isWilful(reading: Reading, sentence: Sentence, at: number): boolean {
  const doer = findDoer(reading, sentence, at)
  return doer !== undefined && (stateIn(reading, doer.from, doer.to) !== undefined || hasForeign(reading, doer))
}

function hasForeign(reading: Reading, range: TokenRange): boolean {
  for (let at = range.from; at < range.to; at += 1) if (reading.tokens[at]!.norm === 'foreign') return true
  return false
}

function windowHas(
  reading: Reading,
  sentence: TokenRange,
  from: number,
  names: readonly string[],
  width: number,
): boolean {
  for (let at = from; at < Math.min(sentence.to, from + width); at += 1) {
    if (names.some((name) => reading.classes[at]!.has(name))) return true
  }
  return false
}
