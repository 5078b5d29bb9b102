import type { DeedFrame } from '../../../domain/lexicon.ts'
import { isVerbUse } from '../phrases/isVerbUse.ts'
import { readVerbGroup } from '../phrases/readVerbGroup.ts'
import type { Reading, Sentence } from '../text/readText.ts'
import type { Classes } from '../words/matchPhrases.ts'

/** Any deed at all: it counts only against somebody whom the article already accuses. */
export const OPEN_DEED: DeedFrame = {
  id: 'act.open',
  window: 14,
  isElectoral: true,
  isLawful: true,
  needsCharge: true,
  home: 'aimed',
  foreign: 'aimed',
}

/** Verbs by which somebody takes a stand rather than acts. */
const NO_DEEDS = [
  'harmlessVerb',
  'beVerb',
  'haveVerb',
  'doVerb',
  'modal',
  'say',
  'ask',
  'accuse',
  'blame',
  'deny',
  'reject',
  'rebuke',
  'denounce',
  'believe',
  'doubt',
  'label',
  'topicVerb',
] as const

const MIN_LETTERS = 5

/**
 * Reads a verb that no frame knows, with what influence is worked on or with: `courted the editors of`, `printed leaflets`.
 *
 * @returns Index behind the object, or -1.
 * @throws Never.
 */
export function readOpenDeed(reading: Reading, sentence: Sentence, at: number): number {
  if (!isDeedVerb(reading, sentence, at)) return -1
  const limit = Math.min(sentence.to, at + OPEN_DEED.window)
  for (let next = at + 1; next < limit; next += 1) {
    const token = reading.tokens[next]!
    const known = reading.classes[next]!
    if (isOver(known) || ['stop', 'quote'].includes(token.kind) || token.norm === ';') return -1
    const isDay = reading.classes[next + 1]?.has('dayWord') ?? false
    if ((known.has('electoralWord') || known.has('influenceThing')) && !isDay && reading.nameOf[next]! < 0)
      return next + 1
  }
  return -1
}

function isOver(known: Classes): boolean {
  return ['clauseStart', 'timePreposition', 'relative', 'subordinator'].some((name) => known.has(name))
}

function isDeedVerb(reading: Reading, sentence: Sentence, at: number): boolean {
  const known = reading.classes[at]!
  const token = reading.tokens[at]!
  if (reading.nameOf[at]! >= 0 || token.kind !== 'word' || NO_DEEDS.some((name) => known.has(name))) return false
  if (known.has('verb')) return isVerbUse(reading, at) && readVerbGroup(reading, at, sentence.from).negators === 0
  const isPast = token.norm.length >= MIN_LETTERS && token.norm.endsWith('ed') && !token.isJoined
  const before = reading.classes[at - 1]
  return isPast && known.size === 0 && (before?.has('haveVerb') === true || before?.has('adverb') === true)
}
