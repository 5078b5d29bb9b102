import type { DeedFrame, Reach } from '../../../domain/lexicon.ts'
import { findDoer, findPassiveObject } from '../phrases/findPassiveObject.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { isVerbUse } from '../phrases/isVerbUse.ts'
import { stateIn } from '../phrases/readModifiers.ts'
import type { NameMention } from '../text/findNames.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading, Sentence } from '../text/readText.ts'
import { findFrames } from '../words/findFrames.ts'
import type { Act } from './findActs.ts'
import { OPEN_DEED, readOpenDeed } from './readOpenDeed.ts'

/** What somebody is said to do to an election in words that do not name interference: who does it decides. */
export interface Deed extends Act {
  readonly frame: DeedFrame
  readonly reach: Reach
}

const framesOf = findFrames((lexicon) => lexicon.deeds)

/**
 * Finds the deeds of one sentence of an article about an election: `wired money to voters`, `tore up ballots`,
 * `accounts run by Iran`, `told him to stop the count`.
 *
 * @returns In reading order, one a verb.
 * @throws Never.
 */
export function findDeeds(reading: Reading, sentence: Sentence): Deed[] {
  const deeds: Deed[] = []
  for (let at = sentence.from; at < sentence.to; at += 1) {
    if (reading.nameOf[at]! >= 0) continue
    for (const frame of framesOf(reading.index, reading.classes[at]!)) {
      const deed = deedAt(reading, sentence, at, frame)
      if (!deed) continue
      deeds.push(deed)
      break
    }
    if (deeds.at(-1)?.at === at) continue
    const end = readOpenDeed(reading, sentence, at)
    if (end >= 0) deeds.push({ ...deedOf(sentence, at, end, OPEN_DEED), reach: 'aimed' })
  }
  return deeds
}

function deedAt(reading: Reading, sentence: Sentence, at: number, frame: DeedFrame): Deed | undefined {
  const known = reading.classes[at]!
  const isVerb = known.has('verb.ing') || isVerbUse(reading, at)
  if ((frame.verbs || known.has('verb')) && !isVerb) return undefined
  const behind = at + known.get((frame.verbs ?? frame.phrase)!)!
  if (frame.purpose && !isPurpose(reading, sentence, at, frame.purpose)) return undefined
  const isPassive = known.has('verb.past') || reading.tokens[behind]?.norm === 'by'
  const passive = isPassive && frame.objects ? agentOfPassive(reading, sentence, at, frame) : undefined
  const payer = frame.isMoney ? stateOfMoney(reading, sentence, at) : undefined
  const isFrom = frame.isTrace || frame.isSuffered
  const author = isFrom ? stateTraced(reading, sentence, at, behind, frame) : payer
  if ((frame.isMoney || isFrom) && !author) return undefined
  const end = passive || !frame.objects ? Math.min(behind, sentence.to) : objectEnd(reading, sentence, behind, frame)
  if (end < 0 || (frame.purpose && isHelpedToDo(reading, end))) return undefined
  return {
    ...deedOf(sentence, at, end, frame),
    agent: author ?? passive,
    reach: frame.isElectoral ? 'aimed' : reachOf(reading, sentence, at),
  }
}

function deedOf(sentence: Sentence, at: number, end: number, frame: DeedFrame): Omit<Deed, 'reach'> {
  return {
    at,
    end,
    sentence: sentence.index,
    ruleId: frame.id,
    isNoun: false,
    isNamed: false,
    isAimed: true,
    isWilled: true,
    frame,
  }
}

/** Index behind the object, or -1. */
function objectEnd(reading: Reading, sentence: Sentence, from: number, frame: DeedFrame): number {
  const limit = Math.min(sentence.to, from + frame.window)
  // The phrase of the deed may itself end with its object: `money to voters`.
  for (let at = from - 1; at < limit; at += 1) {
    if (isObject(reading, at, frame)) return at + 1
    if (at < from) continue
    const token = reading.tokens[at]!
    const known = reading.classes[at]!
    if (at === from && token.norm === 'by') return -1
    const isThat = at === from && token.norm === 'that'
    const isOver = ['clauseStart', 'timePreposition', 'relative'].some((name) => known.has(name))
    if (token.kind === 'stop' || token.norm === ';' || (isOver && !isThat)) return -1
  }
  return -1
}

function isObject(reading: Reading, at: number, frame: DeedFrame): boolean {
  const name = reading.nameAt[at]
  return (frame.objects ?? []).some((each) => {
    if (each === 'stateName') return name !== undefined && stateIn(reading, name.from, name.to) !== undefined
    if (each === 'people') return name?.sense === 'demonym' && /s$/i.test(reading.tokens[at]!.norm)
    if (each === 'personName')
      return name !== undefined && (name.sense === 'unknown' || name.candidates[0]?.kind === 'person')
    return reading.classes[at]!.has(each)
  })
}

/** `accounts run by Iran`, `ballots were torn up by clerks`, `attacks steered from Minsk`. */
function agentOfPassive(reading: Reading, sentence: Sentence, at: number, frame: DeedFrame): NounPhrase | undefined {
  const doer = findDoer(reading, sentence, at) ?? sourceOf(reading, at + 1)
  if (!doer) return undefined
  const object = findPassiveObject(reading, sentence, at) ?? reducedObject(at)
  for (let word = object.from; word < object.to; word += 1) if (isObject(reading, word, frame)) return doer
  return undefined
}

function reducedObject(at: number): TokenRange {
  return { from: Math.max(0, at - 3), to: at }
}

/** `from Moscow`, `from Russian soil`. */
function sourceOf(reading: Reading, at: number): NounPhrase | undefined {
  const name = reading.nameAt[at + 1]
  if (reading.tokens[at]?.norm !== 'from' || !name || !stateIn(reading, name.from, name.to)) return undefined
  return asPhrase(name)
}

const MAX_MONEY = 8

/** `money from Libya`, `Libyan money`. */
function stateOfMoney(reading: Reading, sentence: Sentence, at: number): NounPhrase | undefined {
  for (let back = at - 1; back >= Math.max(sentence.from, at - MAX_MONEY); back -= 1) {
    if (!reading.classes[back]!.has('money')) continue
    const before = reading.nameAt[back - 1]
    const isOwned = before !== undefined && stateIn(reading, before.from, before.to) !== undefined
    return isOwned ? asPhrase(before) : sourceOf(reading, back + 1)
  }
  return undefined
}

function asPhrase(name: NameMention): NounPhrase {
  return { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] }
}

const MAX_DEED = 14
const MAX_ORIGIN = 5

/** `the threats originated in Russia`, `the leak was traced to Iranian hackers`. */
function stateTraced(
  reading: Reading,
  sentence: Sentence,
  at: number,
  behind: number,
  frame: DeedFrame,
): NounPhrase | undefined {
  const limit = Math.min(sentence.to, behind + MAX_ORIGIN)
  const isDeed = frame.isTrace
    ? hasDeed(reading, ['deedWord', 'fakery'], Math.max(sentence.from, at - MAX_DEED), at)
    : hasDeed(reading, ['deedWord', 'fakery', 'hackAgent'], behind, limit)
  if (!isDeed) return undefined
  for (let next = behind; next < limit; next += 1) {
    const name = reading.nameAt[next]
    if (name) return stateIn(reading, name.from, name.to) ? asPhrase(name) : undefined
  }
  return undefined
}

function hasDeed(reading: Reading, names: readonly string[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (names.some((name) => reading.classes[at]!.has(name))) return true
  return false
}

const MAX_PURPOSE = 12

/** `intervened to help`, `a plot to unseat`. */
function isPurpose(reading: Reading, sentence: Sentence, at: number, purpose: string): boolean {
  if (reading.tokens[at - 1]?.norm !== 'to') return false
  for (let back = at - 2; back >= Math.max(sentence.from, at - MAX_PURPOSE); back -= 1) {
    const known = reading.classes[back]!
    if (known.has(purpose)) return true
    if (known.has('that') || reading.tokens[back]!.kind === 'quote' || known.has('clauseStart')) return false
  }
  return false
}

/** `helped the mayor rebuild the school`, not `helped the mayor win`. */
function isHelpedToDo(reading: Reading, end: number): boolean {
  const next = reading.tokens[end]?.norm === 'to' ? end + 1 : end
  const known = reading.classes[next]
  return known?.has('verb.base') === true && !known.has('winVerb') && !known.has('noun')
}

const MAX_REACH = 18

function reachOf(reading: Reading, sentence: Sentence, from: number): Reach {
  const { tokens, classes } = reading
  let isAdjunct = false
  let isNear = false
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const known = classes[at]!
    if (known.has('timePreposition') || tokens[at]!.norm === 'on') isAdjunct = true
    else if (tokens[at]!.norm === ',') isAdjunct = false
    if (!known.has('electoralWord') && !known.has('contest')) continue
    isNear = true
    const isDay = classes[at + 1]?.has('dayWord') ?? false
    if (at > from && at < from + MAX_REACH && !isAdjunct && !isDay) return 'aimed'
  }
  return isNear ? 'near' : 'far'
}
