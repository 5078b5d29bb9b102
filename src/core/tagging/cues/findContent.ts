import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { isVerbUse } from '../phrases/isVerbUse.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'

interface CuePlace {
  readonly at: number
  readonly end: number
  readonly subject: NounPhrase | undefined
  readonly isInherited: boolean
}

/**
 * Finds what a cue verb is about: what follows it up to the next clause, or what precedes it in `…, she said`.
 *
 * @param region The stretch of the sentence outside (or inside) quotations in which the cue stands.
 * @throws Never.
 */
export function findContent(reading: Reading, region: TokenRange, cue: CuePlace): TokenRange {
  const before = contentBefore(reading, region, cue)
  if (before) return before
  const isSaying = reading.classes[cue.at]!.has('say') && !reading.classes[cue.at]!.has('deny')
  let to = cue.end
  const isAside = isBehindWithout(reading, region, cue.at)
  while (
    to < region.to &&
    !(isAside && reading.tokens[to]!.norm === ',') &&
    !isClauseEnd(reading, to, region.to, cue, isSaying)
  )
    to += 1
  while (to > cue.end && ['stop', 'punctuation'].includes(reading.tokens[to - 1]!.kind)) to -= 1
  return { from: cue.end, to }
}

/** `, without offering proof, that it was so`. */
function isBehindWithout({ tokens }: Reading, region: TokenRange, at: number): boolean {
  const without = [1, 2].map((back) => at - back).find((back) => tokens[back]?.norm === 'without')
  return without !== undefined && without > region.from && tokens[without - 1]!.norm === ','
}

/** `No question of that, she said`; `It was them, she said, that paid`. */
function contentBefore(reading: Reading, region: TokenRange, cue: CuePlace): TokenRange | undefined {
  const { tokens, classes } = reading
  if (!classes[cue.at]!.has('say')) return undefined
  const start = cue.subject && cue.subject.to <= cue.at ? cue.subject.from : cue.at
  const comma = start - 1
  if (comma <= region.from || tokens[comma]?.norm !== ',' || cue.isInherited) return undefined
  const next = skipAdjuncts(reading, cue.end, region.to)
  if (comma - region.from < 3 && !goesOn(reading, next, region.to)) return undefined
  if (next >= region.to || tokens[next]!.kind === 'stop') return { from: region.from, to: comma }
  if (tokens[next]!.norm !== ',') return undefined
  const rest = classes[next + 1]
  return rest?.has('verb.ing') ? { from: region.from, to: comma } : { from: region.from, to: region.to }
}

/** `Togo, he said, has meddled`: a verb behind the second comma belongs to the words before the first. */
function goesOn({ tokens, classes }: Reading, comma: number, limit: number): boolean {
  const known = comma + 1 < limit && tokens[comma]!.norm === ',' ? classes[comma + 1]! : undefined
  return ['haveVerb', 'beVerb', 'doVerb', 'modal', 'verb.past', 'verb.third'].some((name) => known?.has(name))
}

/** Over `on Monday`, `in a statement`, `to reporters`, `of the neighbouring government`. */
function skipAdjuncts(reading: Reading, from: number, limit: number): number {
  let at = from
  let hasPreposition = false
  while (at < limit) {
    const token = reading.tokens[at]!
    if (token.kind === 'stop' || token.norm === ',') return at
    const known = reading.classes[at]!
    if (known.has('preposition')) hasPreposition = true
    if (
      token.norm === 'that' ||
      known.has('subjectPronoun') ||
      known.has('beVerb') ||
      // `in a report made public on Friday`
      (known.has('verb') && known.has('verb.past') && !hasPreposition && isVerbUse(reading, at))
    )
      return at
    at += 1
  }
  return at
}

function isClauseEnd(reading: Reading, at: number, limit: number, cue: CuePlace, isSaying: boolean): boolean {
  const { tokens, classes } = reading
  const token = tokens[at]!
  if (token.norm === ',' && isInRelative(reading, cue)) return true
  if (token.norm === ';' || token.kind === 'quote') return true
  if (token.kind === 'open' && isSaying) return false
  if (token.kind === 'close' && isOpenBefore(reading, cue.at)) return true
  const next = at + 1 < limit ? classes[at + 1] : undefined
  if (token.norm === ',' || token.norm === '—') {
    if (next?.has('clauseStart')) return true
    if (next?.has('coordinator') && (isCueVerb(reading, at + 2, limit) || isNewStand(reading, at + 2, limit)))
      return true
    if (next?.has('verb.ing') && isCueVerb(reading, at + 1, limit)) return true
    if (next?.has('relative') && tokens[at + 1]!.norm !== 'that') return !isSaying
    return false
  }
  if (classes[at]!.has('coordinator')) return isCueVerb(reading, at + 1, limit)
  if (isSaying) return false
  return ['after', 'while', 'although', 'though', 'amid', 'despite', 'whereas'].includes(token.norm) && at > cue.end
}

const MAX_BRACKET = 8

/** `(Moscow denies it)`: the cue stands inside brackets. */
function isOpenBefore(reading: Reading, cue: number): boolean {
  for (let at = cue - 1; at >= Math.max(0, cue - MAX_BRACKET); at -= 1) {
    if (reading.tokens[at]!.kind === 'close') return false
    if (reading.tokens[at]!.kind === 'open') return true
  }
  return false
}

/** `…, and the Kremlin has denied`: somebody else takes the floor. */
function isNewStand(reading: Reading, at: number, limit: number): boolean {
  const subject = findPhraseAfter(reading, at, limit)
  if (!subject || subject.from !== at) return false
  const isNamed = subject.name !== undefined || reading.classes[subject.head]!.has('body')
  return isNamed && isCueVerb(reading, subject.to, limit)
}

/** `Kaya, who polls say leads, accused`, `Iran, which has denied it, called`: the clause ends with its comma. */
function isInRelative(reading: Reading, cue: CuePlace): boolean {
  const { tokens, classes } = reading
  const start = cue.subject && cue.subject.to <= cue.at ? cue.subject.from : cue.at
  const isOpened = (at: number) => tokens[at - 1]?.norm === ',' && ['who', 'whom', 'which'].includes(tokens[at]!.norm)
  let verb = cue.at
  while (
    verb > 0 &&
    cue.at - verb < 4 &&
    ['haveVerb', 'adverb', 'negator'].some((name) => classes[verb - 1]!.has(name))
  )
    verb -= 1
  const isAfterWho = tokens[start - 1]?.norm !== 'which' && start > 0 && isOpened(start - 1)
  return isAfterWho || (verb > 0 && !classes[cue.at]!.has('say') && isOpened(verb - 1))
}

/** A finite verb of saying, accusing or denying follows, perhaps behind an adverb or `has`. */
function isCueVerb(reading: Reading, at: number, limit: number): boolean {
  for (let next = at; next < Math.min(limit, at + 4); next += 1) {
    const known = reading.classes[next]!
    const isCue = ['say', 'accuse', 'deny', 'reject', 'blame', 'label', 'rebuke', 'ask'].some((name) => known.has(name))
    if (isCue && !known.has('verb.base')) return isVerbUse(reading, next)
    if (isCue && known.has('verb.past')) return isVerbUse(reading, next)
    const isHelp = known.has('adverb') || known.has('haveVerb') || reading.tokens[next]!.norm.endsWith('ly')
    if (!isHelp) return false
  }
  return false
}
