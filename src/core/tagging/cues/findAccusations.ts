import type { Act } from '../acts/findActs.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import { findPhraseBefore, type NounPhrase } from '../phrases/findPhraseBefore.ts'
import { isVerbUse } from '../phrases/isVerbUse.ts'
import { skipAside } from '../phrases/skipAside.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading, Sentence } from '../text/readText.ts'
import { hasOtherTopic } from './hasOtherTopic.ts'

/** A noun that names a claim: `his allegations of Russian meddling`, `the accusations`. */
export interface Accusation extends TokenRange {
  /** Index of the noun. */
  readonly at: number
  /** `report`, `story`: names a claim only beside other signs. */
  readonly isWeak: boolean
  /** The interference that it names. */
  readonly act: Act | undefined
  /** Has no complement: what it is about stands elsewhere. */
  readonly isBare: boolean
  /** Names a deed that belongs to elections, such as a hack or fraud, without saying whom it struck. */
  readonly isRelated: boolean
  /** Whose claim it is: `his`, `Sofia’s`. */
  readonly owner: NounPhrase | undefined
}

const MAX_COMPLEMENT = 40
const MAX_SOURCE_STEPS = 8
const MAX_REPORT = 24

/** What one sentence's accusations are read from. */
interface Place {
  readonly reading: Reading
  readonly acts: readonly Act[]
  readonly isElectionArticle: boolean
}

/**
 * Finds the nouns in a sentence that name a claim, with what they are about.
 *
 * @returns In reading order; nouns that are about something else than interference have neither act nor `isBare`.
 * @throws Never.
 */
export function findAccusations(
  reading: Reading,
  sentence: Sentence,
  acts: readonly Act[],
  isElectionArticle: boolean,
): Accusation[] {
  const place: Place = { reading, acts, isElectionArticle }
  const found: Accusation[] = []
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const known = reading.classes[at]!
    const isStrong = known.has('accusation')
    if (!isStrong && !known.has('accusationWeak') && !isThought(reading, at)) continue
    if (known.has('verb') && isVerbUse(reading, at)) continue
    if (isFollowedByName(place, at)) continue
    const phrase = findPhraseBefore(reading, at + 1, sentence.from)
    const from = phrase && phrase.to === at + 1 && phrase.head === at ? phrase.from : at
    const complement = readComplement(place, sentence, at)
    const inside = actIn(place, from, at)
    found.push({
      from,
      to: complement.to,
      at,
      isWeak: !isStrong,
      act: complement.act ?? inside,
      isBare: complement.isBare && !inside && !hasOtherTopic(reading, from, at),
      isRelated: !complement.act && !inside && isRelated(place, from, complement.to),
      owner: ownerOf(place, from, at),
    })
  }
  return found
}

/** `the view that`, `the belief among officials that`: a thought is a claim only with what is thought. */
function isThought(reading: Reading, at: number): boolean {
  if (!reading.classes[at]!.has('thoughtNoun')) return false
  const isClause = reading.tokens[at + 1]?.norm === 'that' && !reading.classes[at + 2]?.has('verb')
  return isClause || authorOf(reading, at) !== undefined
}

/** `report` in `the Mueller report` is a document; `charge d’affaires` is nobody’s claim. */
function isFollowedByName(place: Place, at: number): boolean {
  return place.reading.nameOf[at]! >= 0
}

function readComplement(
  place: Place,
  sentence: Sentence,
  at: number,
): { to: number; act: Act | undefined; isBare: boolean } {
  const { reading } = place
  const next = skipAside(reading, skipSource(place, at + 1, sentence.to), sentence.to)
  const known = reading.classes[next]
  if (next >= sentence.to || !known) return { to: at + 1, act: undefined, isBare: true }
  const isClause = reading.classes[at]!.has('accusation') && next === at + 1 && opensClause(place, next)
  const isOpen = isIntroduced(place, next) || isClause
  if (!isOpen)
    return reported(place, sentence, at) ?? { to: afterSource(place, at), act: undefined, isBare: !known.has('to') }
  const about = reading.tokens[next]!.norm === 'about' ? findPhraseAfter(reading, next + 1, sentence.to) : undefined
  if (about?.name && reading.tokens[about.to]?.kind !== 'word') return { to: about.to, act: undefined, isBare: true }
  const limit = Math.min(sentence.to, at + MAX_COMPLEMENT)
  let end = next
  while (end < limit && !isComplementEnd(place, end, at)) end += 1
  const act = actIn(place, at + 1, end) ?? handIn(place, sentence, at + 1, end)
  return isIntroduced(place, next) || act ? { to: end, act, isBare: false } : { to: next, act: undefined, isBare: true }
}

function isIntroduced({ reading }: Place, at: number): boolean {
  const isTime = reading.classes[at + 1]?.has('timeWord') ?? false
  return ['of', 'that', 'about', 'over', 'regarding', 'concerning', 'on'].includes(reading.tokens[at]!.norm) && !isTime
}

/** `claims its systems were hacked`: a clause without `that`. */
function opensClause({ reading }: Place, at: number): boolean {
  const known = reading.classes[at]!
  const isName = reading.nameOf[at]! >= 0 && reading.tokens[at]!.kind !== 'possessive'
  return isName || ['subjectPronoun', 'possessivePronoun', 'article'].some((name) => known.has(name))
}

/** Over `by the opposition`, `levelled on Monday`, `(Aug 9)`. */
function skipSource({ reading }: Place, from: number, limit: number): number {
  const { tokens, classes } = reading
  let at = from
  for (let step = 0; step < MAX_SOURCE_STEPS && at < limit; step += 1) {
    const known = classes[at]!
    const word = tokens[at]!.norm
    const isTime =
      known.has('timeWord') || tokens[at]!.kind === 'number' || (word === 'on' && classes[at + 1]?.has('timeWord'))
    if (isTime || known.has('levelled')) {
      at += 1
    } else if (tokens[at]!.kind === 'open') {
      while (at < limit && tokens[at]!.kind !== 'close') at += 1
      at += 1
    } else if (known.has('sourcePreposition')) {
      const source = findPhraseAfter(reading, at + 1, limit)
      if (!source || source.to <= at + 1) return at
      at = source.to
    } else return at
  }
  return at
}

function afterSource({ reading }: Place, at: number): number {
  const isSource = ['by', 'from', 'against'].includes(reading.tokens[at + 1]?.norm ?? '')
  const source = isSource ? findPhraseAfter(reading, at + 2, reading.tokens.length) : undefined
  return source?.to ?? at + 1
}

/** `a report by a newspaper, alleging that`, `reports which accused Tehran of`. */
function reported(place: Place, sentence: Sentence, at: number): { to: number; act: Act; isBare: boolean } | undefined {
  const { tokens, classes } = place.reading
  for (let next = at + 1; next < Math.min(sentence.to, at + MAX_REPORT); next += 1) {
    const known = classes[next]!
    if (['stop', 'quote'].includes(tokens[next]!.kind) || tokens[next]!.norm === ';' || known.has('coordinator'))
      return undefined
    const isAlleging = known.has('allege') || known.has('accuse')
    const isRelative = known.has('verb.past') && ['which', 'that'].includes(tokens[next - 1]!.norm)
    if (!isAlleging || !(known.has('verb.ing') || isRelative)) continue
    const limit = Math.min(sentence.to, next + MAX_COMPLEMENT)
    let to = next + 1
    while (to < limit && !isComplementEnd(place, to, next)) to += 1
    const act = actIn(place, next, to) ?? handIn(place, sentence, next, to)
    return act && { to, act, isBare: false }
  }
  return undefined
}

function isComplementEnd(place: Place, at: number, from: number): boolean {
  const { tokens, classes } = place.reading
  const token = tokens[at]!
  if (token.kind === 'stop' || token.kind === 'quote' || token.norm === ';' || token.norm === '—') return true
  if (token.norm === ',') return !isAside(place, at, from)
  if (classes[at]!.has('discredit') && at > from + 3) return true
  return token.norm === 'as' && at > from + 2
}

/** `that China, along with India, tried`: the clause goes on. */
function isAside(place: Place, at: number, from: number): boolean {
  const { tokens } = place.reading
  const opens = (comma: number) =>
    ['along', 'together', 'including', 'like', 'alongside'].includes(tokens[comma + 1]?.norm ?? '')
  if (opens(at)) return true
  for (let back = at - 1; back > Math.max(from, at - 12); back -= 1)
    if (tokens[back]!.norm === ',' && opens(back)) return true
  return false
}

function actIn(place: Place, from: number, to: number): Act | undefined {
  return place.acts.find((act) => act.at >= from && act.at < to && act.isAimed)
}

/** `talk of a Russian hand`. */
function handIn(place: Place, sentence: Sentence, from: number, to: number): Act | undefined {
  const { reading } = place
  for (let at = from + 1; at < to; at += 1) {
    const isOwned = reading.nameOf[at - 1]! >= 0 || reading.tokens[at - 1]!.kind === 'possessive'
    if (!isOwned || !reading.classes[at]!.has('handNoun') || !place.isElectionArticle) continue
    return { at, end: at + 1, sentence: sentence.index, ruleId: 'act.hand', isNoun: true, isNamed: true, isAimed: true }
  }
  return undefined
}

/** `hacking claims`, `the story that their mails were leaked`. */
function isRelated({ reading, isElectionArticle }: Place, from: number, to: number): boolean {
  return reading.classes
    .slice(from, to)
    .some((known) => known.has('foreignPlot') || (isElectionArticle && known.has('relatedDeed')))
}

function ownerOf(place: Place, from: number, at: number): NounPhrase | undefined {
  const { reading } = place
  for (let back = at - 1; back >= from; back -= 1) {
    if (reading.tokens[back]!.kind === 'possessive') return findPhraseBefore(reading, back, Math.max(0, from - 8))
    if (reading.classes[back]!.has('possessivePronoun')) {
      return { from: back, to: back + 1, head: back, name: undefined, conjuncts: [] }
    }
  }
  return authorOf(reading, at) ?? adjectiveOf(reading, at)
}

/** `claims by the agency that`, `the conclusion of the service that`, `the suspicion among officials that`. */
function authorOf(reading: Reading, at: number): NounPhrase | undefined {
  const { tokens, classes } = reading
  const preposition = tokens[at + 1]?.norm ?? ''
  const isOf = preposition === 'of' && ['accusationWeak', 'thoughtNoun'].some((name) => classes[at]!.has(name))
  if (!isOf && !['by', 'from', 'among'].includes(preposition)) return undefined
  const author = findPhraseAfter(reading, at + 2, Math.min(tokens.length, at + MAX_REPORT))
  if (!author || (isOf && tokens[author.to]?.norm !== 'that')) return undefined
  const isActor = ['role', 'body', 'groupRole', 'humanNoun'].some((name) => classes[author.head]!.has(name))
  return author.name || isActor ? author : undefined
}

/** `American claims that`, `the US assessment that`. */
function adjectiveOf(reading: Reading, at: number): NounPhrase | undefined {
  const name = reading.nameAt[at - 1]
  const isState = name?.candidates.some(({ kind }) => kind === 'country' || kind === 'bloc' || kind === 'service')
  const isAdjective = name?.sense === 'demonym' || reading.tokens[at - 1]?.isAcronym
  return name && isState && isAdjective && reading.tokens[at + 1]?.norm === 'that'
    ? { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] }
    : undefined
}
