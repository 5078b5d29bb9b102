import type { Entity } from '../../../domain/lexicon.ts'
import { hasAnyClass } from '../words/hasAnyClass.ts'
import type { KnownName, LexiconIndex, NameSense } from '../words/indexLexicon.ts'
import type { Classes } from '../words/matchPhrases.ts'
import type { Token } from '../words/tokenize.ts'
import type { TokenRange } from './findParagraphs.ts'

/** A name in the text: of the gazetteer, or only shaped like one. */
export interface NameMention extends TokenRange {
  readonly sense: NameSense | 'unknown'
  /** Several where a surname is shared; empty for an unknown name. */
  readonly candidates: readonly Entity[]
}

const isNeverInName = hasAnyClass(
  'role',
  'determiner',
  'pronoun',
  'preposition',
  'timeWord',
  'coordinator',
  'subordinator',
  'beVerb',
  'haveVerb',
  'doVerb',
  'modal',
  'negator',
  'relative',
  'honorific',
  'roleModifier',
  'contest',
  'to',
  'number',
  'body',
  'groupRole',
)
const PARTICLES = new Set([
  'de',
  'van',
  'von',
  'der',
  'den',
  'al',
  'el',
  'bin',
  'ibn',
  'la',
  'le',
  'da',
  'dos',
  'del',
  'di',
  'du',
  'ben',
  'ter',
  'abu',
  'y',
  'bint',
])

/**
 * Finds names: those of the gazetteer, longest first, and runs of capitalised words that nothing else explains.
 *
 * @param sentenceOf Token → sentence; a name never crosses a sentence.
 * @returns In reading order, not overlapping.
 * @throws Never.
 */
export function findNames(
  tokens: readonly Token[],
  classes: readonly Classes[],
  sentenceOf: readonly number[],
  index: LexiconIndex,
): NameMention[] {
  const titleCase = findTitleCase(tokens, sentenceOf)
  const surnames = findSurnames(tokens, classes, sentenceOf, titleCase)
  const names: NameMention[] = []
  let at = 0
  while (at < tokens.length) {
    const name = nameAt(tokens, classes, sentenceOf, index, titleCase, surnames, at)
    if (name) names.push(name)
    at = name ? name.to : at + 1
  }
  return names
}

function nameAt(
  tokens: readonly Token[],
  classes: readonly Classes[],
  sentenceOf: readonly number[],
  index: LexiconIndex,
  titleCase: ReadonlySet<number>,
  surnames: ReadonlySet<string>,
  at: number,
): NameMention | undefined {
  if (tokens[at]!.kind !== 'word' || !tokens[at]!.isCapital) return undefined
  const sentence = sentenceOf[at]!
  const isFree = (next: number) =>
    next < tokens.length &&
    sentenceOf[next] === sentence &&
    canBeInName(
      tokens,
      classes,
      next,
      titleCase.has(sentence),
      opensSpeech(tokens, sentenceOf, next) && (tokens[next]!.isAcronym || !surnames.has(tokens[next]!.norm)),
    )
  const known = lookUp(tokens, sentenceOf, index, at)
  if (known) {
    const isSurnameOnly = known.to - at === 1 && known.candidates[0]!.kind === 'person'
    const isPlace = known.to - at === 1 && known.sense !== 'demonym' && known.candidates[0]!.kind === 'country'
    const isFollowed =
      isFree(known.to) && lookUp(tokens, sentenceOf, index, known.to) === undefined && isPartOfRun(tokens, known.to)
    const isInPlace = at > 0 && sentenceOf[at - 1] === sentence && (classes[at - 1]?.has('preposition') ?? false)
    if (!(isFollowed && (isSurnameOnly || (isPlace && !isInPlace)) && !titleCase.has(sentence))) return known
  }
  if (!known && !isFree(at)) return undefined
  const to = runEnd(tokens, index, sentenceOf, isFree, at)
  if (known && to <= known.to) return known
  return { from: at, to, sense: 'unknown', candidates: [] }
}

/** The first word of a sentence or quotation is capitalised anyway. */
function opensSpeech(tokens: readonly Token[], sentenceOf: readonly number[], at: number): boolean {
  const before = tokens[at - 1]
  return sentenceOf[at - 1] !== sentenceOf[at] || before?.kind === 'quote' || before?.norm === ':'
}

/** Unknown capitalised words, with particles and initials; a known surname may end the run. */
function runEnd(
  tokens: readonly Token[],
  index: LexiconIndex,
  sentenceOf: readonly number[],
  isFree: (at: number) => boolean,
  from: number,
): number {
  let to = from + 1
  while (to < tokens.length) {
    const behind = particlesEnd(tokens, to)
    if (behind > to && isFree(behind)) {
      to = behind + 1
    } else if (isFree(to) && isPartOfRun(tokens, to)) {
      const known = lookUp(tokens, sentenceOf, index, to)
      const isSurname = known?.candidates.some((entity) => entity.kind === 'person') && known.to === to + 1
      if (known && !isSurname && !isPartyWord(known)) break
      to += 1
    } else break
  }
  return to
}

/** `Unity League` is no `League`. */
function isPartyWord(known: NameMention): boolean {
  return known.candidates[0]?.kind === 'party' && known.to - known.from === 1
}

/** `van der`, `de la`: two particles at most. */
function particlesEnd(tokens: readonly Token[], from: number): number {
  let to = from
  while (to < from + 2 && tokens[to] && !tokens[to]!.isCapital && PARTICLES.has(tokens[to]!.norm)) to += 1
  return to
}

function isPartOfRun(tokens: readonly Token[], at: number): boolean {
  return tokens[at]!.kind === 'word' && tokens[at]!.isCapital
}

function canBeInName(
  tokens: readonly Token[],
  classes: readonly Classes[],
  at: number,
  isTitleCase: boolean,
  isFirst: boolean,
): boolean {
  const token = tokens[at]!
  if (token.kind !== 'word' || !token.isCapital) return false
  const known = classes[at]!
  if (isNeverInName(known)) return false
  if (!isTitleCase && !isFirst) return true
  if (known.size > 0 || token.norm.endsWith('ly')) return false
  if (!isFirst || isTitleCase) return true
  const next = tokens[at + 1]
  if (next?.kind === 'possessive' || next?.isCapital === true || next?.norm === ',' || isVerbLike(classes[at + 1]))
    return true
  return tokens[particlesEnd(tokens, at + 1)]?.isCapital === true
}

function isVerbLike(classes: Classes | undefined): boolean {
  return ['verb', 'beVerb', 'haveVerb', 'doVerb', 'modal', 'adverb'].some((name) => classes?.has(name))
}

function lookUp(
  tokens: readonly Token[],
  sentenceOf: readonly number[],
  index: LexiconIndex,
  at: number,
): NameMention | undefined {
  const group = index.names.get(tokens[at]!.norm)
  if (!group || !tokens[at]!.isCapital) return undefined
  const initialed = withInitial(tokens, sentenceOf, group, at)
  if (initialed) return initialed
  const best = group.find((name) => isHere(tokens, sentenceOf, name, at))
  if (!best) return undefined
  const same = group.filter((name) => name.words.length === best.words.length && isHere(tokens, sentenceOf, name, at))
  const places = same.filter((name) => name.entity.kind !== 'person')
  const chosen = places.length > 0 ? places.slice(0, 1) : same
  return {
    from: at,
    to: at + best.words.length,
    sense: chosen[0]!.sense,
    candidates: chosen.map((name) => name.entity),
  }
}

/** `Alexander G. Lukashenko`: a known name with an initial in the middle. */
function withInitial(
  tokens: readonly Token[],
  sentenceOf: readonly number[],
  group: readonly KnownName[],
  at: number,
): NameMention | undefined {
  const middle = tokens[at + 1]
  const last = tokens[at + 2]
  if (middle?.norm.length !== 1 || !middle.isCapital || !last?.isCapital || sentenceOf[at + 2] !== sentenceOf[at])
    return undefined
  const persons = group.filter(
    ({ words, entity }) => words.length === 2 && words[1] === last.norm && entity.kind === 'person',
  )
  return persons.length > 0
    ? { from: at, to: at + 3, sense: 'name', candidates: persons.map(({ entity }) => entity) }
    : undefined
}

function isHere(tokens: readonly Token[], sentenceOf: readonly number[], name: KnownName, at: number): boolean {
  if (name.isAcronym && !tokens[at]!.isAcronym && name.words[0]!.length < 5) return false
  return name.words.every(
    (word, offset) => tokens[at + offset]?.norm === word && sentenceOf[at + offset] === sentenceOf[at],
  )
}

/** Words that end longer names somewhere inside a sentence: `Ahmed` of `Abiy Ahmed` is a name in `Ahmed allies` too. */
function findSurnames(
  tokens: readonly Token[],
  classes: readonly Classes[],
  sentenceOf: readonly number[],
  titleCase: ReadonlySet<number>,
): Set<string> {
  const surnames = new Set<string>()
  for (let at = 1; at < tokens.length; at += 1) {
    const isCapital = tokens[at]!.isCapital && tokens[at - 1]!.isCapital && classes[at]!.size === 0
    if (!isCapital || tokens[at]!.isAcronym || titleCase.has(sentenceOf[at]!)) continue
    const isInside = sentenceOf[at - 1] === sentenceOf[at] && sentenceOf[at - 2] === sentenceOf[at]
    if (isInside && tokens[at + 1]?.isCapital !== true) surnames.add(tokens[at]!.norm)
  }
  return surnames
}

/** Sentences in which most long words are capitalised, as headlines are. */
function findTitleCase(tokens: readonly Token[], sentenceOf: readonly number[]): Set<number> {
  const long = new Map<number, { words: number; capitals: number }>()
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word' || token.norm.length < 4) continue
    const count = long.get(sentenceOf[at]!) ?? { words: 0, capitals: 0 }
    count.words += 1
    if (token.isCapital) count.capitals += 1
    long.set(sentenceOf[at]!, count)
  }
  return new Set(
    [...long].filter(([, count]) => count.words >= 4 && count.capitals / count.words > 0.7).map(([at]) => at),
  )
}
