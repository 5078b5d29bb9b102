import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { findSubject } from '../phrases/findSubject.ts'
import { isVerbUse } from '../phrases/isVerbUse.ts'
import { readVerbGroup, type VerbGroup } from '../phrases/readVerbGroup.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import { signatureAt } from '../text/findTurns.ts'
import type { Reading, Sentence } from '../text/readText.ts'
import { hasAnyClass } from '../words/hasAnyClass.ts'
import type { Classes } from '../words/matchPhrases.ts'
import { findContent } from './findContent.ts'
import { isSourceColon, readSourceCue } from './readSourceCue.ts'

/** A verb by which somebody takes a stand: says, accuses, denies, demands. */
export interface Cue {
  /** Index of the verb. */
  readonly at: number
  /** Index behind it: `brushed aside` has two words. */
  readonly end: number
  readonly sentence: number
  /** The stretch of the sentence in which it stands, outside or inside one utterance. */
  readonly region: TokenRange
  readonly group: VerbGroup
  readonly subject: NounPhrase | undefined
  /** What it is about: behind the verb, or before it in `…, she said`. */
  readonly content: TokenRange
  /** Negated, conditional, a wish or a duty: whoever is named takes no stand. */
  readonly blocked: string | undefined
}

const CUE_CLASSES = [
  'say',
  'sayQuote',
  'accuse',
  'blame',
  'chargeWith',
  'deny',
  'reject',
  'label',
  'denounce',
  'rebuke',
  'doubt',
  'believe',
  'ask',
  'levelVerb',
  'trade',
  'offer',
  'withdraw',
  'issueDenial',
  'retract',
  'suspectVerb',
  'attest',
  'attestTo',
  'attributeVerb',
  'originVerb',
  'scold',
] as const
const isCueWord = hasAnyClass(...CUE_CLASSES)

const BLOCKING_MODALS = new Set(['may', 'might', 'could', 'should', 'must', 'can', 'would', 'cannot'])

/**
 * Finds the cue verbs of one sentence with their subject and content.
 *
 * @returns In reading order; `[]` for a sentence without one.
 * @throws Never.
 */
export function findCues(reading: Reading, sentence: Sentence): Cue[] {
  const cues: Cue[] = []
  const signature = signatureAt(reading.text, reading.tokens, sentence.from, sentence.to)
  for (const region of findRegions(reading, sentence)) {
    for (let at = region.from; at < region.to && cues.length < reading.index.lexicon.limits.maxCues; at += 1) {
      const known = reading.classes[at]!
      if (known.has('accordingTo') || at === signature || isSourceColon(reading, region, at)) {
        const source = readSourceCue(reading, sentence, region, at)
        if (source) {
          const group = readVerbGroup(reading, at, at)
          cues.push({ at, sentence: sentence.index, region, group, blocked: undefined, ...source })
        }
        continue
      }
      if (!isCueWord(known) || !isVerbUse(reading, at) || isBareParticiple(reading, at, region.from)) continue
      cues.push(readCue(reading, sentence, { from: region.from, to: bracketEnd(reading, at, region.to) }, at, cues))
    }
  }
  return cues
}

const MAX_BRACKET = 40

/** `Minsk (which denies it) paid for them`: a cue in brackets reaches to their end. */
function bracketEnd(reading: Reading, at: number, limit: number): number {
  for (let next = at + 1; next < Math.min(limit, at + MAX_BRACKET); next += 1) {
    const { kind } = reading.tokens[next]!
    if (kind === 'open') return limit
    if (kind === 'close') return next
  }
  return limit
}

/** `algorithms written in Minsk`: they are written, they write nothing. */
function isBareParticiple(reading: Reading, at: number, floor: number): boolean {
  if (!reading.classes[at]!.has('participleOnly')) return false
  for (let back = at - 1; back >= Math.max(floor, at - 4); back -= 1) {
    const known = reading.classes[back]!
    if (['beVerb', 'haveVerb'].some((name) => known.has(name))) return false
    if (!known.has('adverb') && !known.has('negator')) return true
  }
  return true
}

/** Maximal stretches inside or outside utterances; the marks belong to the utterance. */
export function findRegions(reading: Reading, sentence: TokenRange): TokenRange[] {
  const regions: TokenRange[] = []
  let from = sentence.from
  for (let at = sentence.from + 1; at <= sentence.to; at += 1) {
    if (at < sentence.to && reading.utteranceOf[at] === reading.utteranceOf[from]) continue
    regions.push({ from, to: at })
    from = at
  }
  return regions
}

function readCue(reading: Reading, sentence: Sentence, region: TokenRange, at: number, before: readonly Cue[]): Cue {
  const { classes } = reading
  const floor = reading.tokens[region.from]!.kind === 'quote' ? region.from + 1 : region.from
  const group = readVerbGroup(reading, at, floor)
  const end = at + Math.max(...CUE_CLASSES.map((name) => classes[at]!.get(name) ?? 0))
  const governor = group.isInfinitive ? governingVerb(reading, group.from, floor) : undefined
  const found = findSubject(reading, governor ?? at, floor) ?? splitSubject(reading, region, at)
  const actor = group.isInfinitive && governor === undefined && found ? userOf(reading, region, group) : undefined
  // `Voters got mails, officials said, calling out Tehran`: the officials do.
  const last = before.at(-1)
  const isAfterSaying =
    group.isGerund &&
    reading.tokens[group.from - 1]?.norm === ',' &&
    last?.subject !== undefined &&
    last.group.isFinite &&
    found !== undefined &&
    last.subject.from > found.head
  const nearest = isAfterSaying ? undefined : found
  const own = actor ?? (nearest && group.isGerund ? (authorOf(reading, nearest, floor) ?? nearest) : nearest)
  const isInverted =
    own === undefined && group.isFinite && classes[at]!.has('say') && isAfterUtterance(reading, region, group.from)
  const inverted =
    isInverted && reading.tokens[end]?.norm !== 'that' ? findPhraseAfter(reading, end, region.to) : undefined
  const leading =
    own === undefined && !inverted && group.isGerund && isLeading(reading, floor, group.from)
      ? phraseAfterComma(reading, at, region.to)
      : undefined
  const inherited = own || inverted || leading ? undefined : inheritSubject(reading, group, before, region)
  const subject = own ?? inverted ?? leading ?? inherited
  const contentStart = inverted ? inverted.to : end
  return {
    at,
    end,
    sentence: sentence.index,
    region,
    group,
    subject,
    content: findContent(reading, region, {
      at,
      end: contentStart,
      subject: own,
      isInherited: inherited !== undefined,
    }),
    blocked: whyBlocked(reading, at, group, own, floor, governor),
  }
}

/** The subject before the first part of a split quotation: `“We never,” she said, “paid them”`. */
function splitSubject(reading: Reading, region: TokenRange, at: number): NounPhrase | undefined {
  const mark = reading.tokens[region.from]
  const before = reading.tokens[region.from - 1]
  if (mark?.kind !== 'quote' || before?.norm !== ',' || at - region.from > 6) return undefined
  const sentence = reading.sentences[reading.sentenceOf[at]!]!
  return findSubject(reading, at, sentence.from)
}

/** `issued a statement calling it nonsense`: whoever issued the statement calls it so. */
function authorOf(reading: Reading, phrase: NounPhrase, floor: number): NounPhrase | undefined {
  if (!reading.classes[phrase.head]!.has('utteranceNoun') || phrase.name) return undefined
  const verb = phrase.from - 1
  if (verb <= floor || !reading.classes[verb]!.has('verb') || !isVerbUse(reading, verb)) return undefined
  return findSubject(reading, verb, floor)
}

/** `used a session on trade to charge that`: whoever used it charges; `told them to deny` is about them. */
function userOf(reading: Reading, region: TokenRange, group: VerbGroup): NounPhrase | undefined {
  for (let at = group.from - 1; at > region.from; at -= 1) {
    const known = reading.classes[at]!
    const isNoun = ['preposition', 'determiner'].some((name) => reading.classes[at - 1]!.has(name))
    if (reading.nameOf[at]! >= 0 || isNoun || !known.has('verb') || !isVerbUse(reading, at)) continue
    return known.has('employ') || known.has('use') ? findSubject(reading, at, region.from) : undefined
  }
  return undefined
}

function governingVerb(reading: Reading, to: number, floor: number): number | undefined {
  const isParticle = ['on', 'out', 'back', 'up'].includes(reading.tokens[to - 1]?.norm ?? '')
  const at = isParticle && reading.classes[to - 2]?.has('verb') ? to - 2 : to - 1
  const isNoun = ['preposition', 'determiner'].some((name) => reading.classes[at - 1]?.has(name))
  return at >= floor && reading.classes[at]!.has('verb') && !isNoun ? at : undefined
}

function isAfterUtterance(reading: Reading, region: TokenRange, from: number): boolean {
  if (reading.tokens[region.from - 1]?.kind === 'quote' && from - region.from <= 2) return true
  if (from === region.from && reading.utteranceOf[from] === -1) return true
  return reading.tokens[from - 1]?.norm === ','
}

/** `Denying it, …`, `In addition to denying it, …`. */
function isLeading(reading: Reading, floor: number, from: number): boolean {
  const words = reading.classes.slice(floor, from)
  const isOpener = (known: Classes, at: number) =>
    ['preposition', 'subordinator', 'to'].some((name) => known.has(name)) ||
    reading.tokens[floor + at]!.norm === 'addition'
  return from - floor <= 3 && words.every(isOpener)
}

function phraseAfterComma(reading: Reading, at: number, limit: number): NounPhrase | undefined {
  for (let next = at + 1; next < Math.min(limit, at + 40); next += 1) {
    if (reading.tokens[next]!.norm !== ',') continue
    const phrase = findPhraseAfter(reading, next + 1, limit)
    if (phrase) return phrase
  }
  return undefined
}

/** `…, accusing`, `and warned`: the subject is that of the cue before, or of the sentence. */
function inheritSubject(
  reading: Reading,
  group: VerbGroup,
  before: readonly Cue[],
  region: TokenRange,
): NounPhrase | undefined {
  const previous = reading.tokens[group.from - 1]
  const isJoined = previous !== undefined && [',', 'and', 'but', '—', 'while', 'by', 'then'].includes(previous.norm)
  const isAfterQuote = group.from === region.from && previous?.kind === 'quote'
  if (!isJoined && !isAfterQuote && !group.isGerund) return undefined
  const cue = before.findLast(
    (each) =>
      each.subject !== undefined &&
      reading.utteranceOf[each.at] === reading.utteranceOf[group.from] &&
      (each.group.isFinite || each.group.isGerund),
  )
  if (cue) return cue.subject
  return group.isGerund || isJoined ? firstPhrase(reading, region, group.from) : undefined
}

/** The subject of the first clause: the first phrase that is no adjunct. */
function firstPhrase(reading: Reading, region: TokenRange, before: number): NounPhrase | undefined {
  for (let at = region.from; at < before; at += 1) {
    const known = reading.classes[at]!
    const isVerb =
      known.has('beVerb') ||
      known.has('haveVerb') ||
      known.has('modal') ||
      (known.has('verb') && isVerbUse(reading, at) && (known.has('verb.past') || known.has('verb.third')))
    if (isVerb && reading.nameOf[at]! < 0) return findSubject(reading, at, region.from)
  }
  return undefined
}

function whyBlocked(
  reading: Reading,
  at: number,
  group: VerbGroup,
  subject: NounPhrase | undefined,
  floor: number,
  governor: number | undefined,
): string | undefined {
  const { classes, tokens } = reading
  for (let back = Math.max(floor, group.from - 6); back < at; back += 1) {
    if (back + (classes[back]!.get('nonDenial') ?? 0) > at) return 'neither confirms nor denies'
    const length = classes[back]!.get('stopShort')
    const end = length === undefined ? -1 : back + length
    if (end === at || (end === group.from && !group.isFinite)) return 'stops short of it'
  }
  if (group.negators % 2 === 1) return 'negated'
  const isScorned = [1, 2].some((back) => group.from - back >= floor && classes[group.from - back]!.has('discredit'))
  if (group.isInfinitive && isScorned) return 'called untrue'
  if (
    group.modal !== undefined &&
    BLOCKING_MODALS.has(group.modal) &&
    !(subject && classes[subject.head]!.has('firstPerson'))
  )
    return `only ${group.modal}`
  if (governor !== undefined && readVerbGroup(reading, governor, floor).negators % 2 === 1) return 'negated'
  if (!subject) return undefined
  const first = classes[subject.from]!
  if (first.has('negativeSubject')) return 'nobody does'
  if (['those', 'whoever', 'anyone', 'anybody'].includes(tokens[subject.from]!.norm) && subject.to - subject.from === 1)
    return 'nobody in particular does'
  const opener = classes[subject.from - 1]
  if (subject.from > floor && opener?.has('condition') && tokens[subject.from - 1]!.norm !== 'while')
    return 'conditional'
  return undefined
}
