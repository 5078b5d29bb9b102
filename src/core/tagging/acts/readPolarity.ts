import { readVerbGroup } from '../phrases/readVerbGroup.ts'
import type { Reading } from '../text/readText.ts'
import type { Classes } from '../words/matchPhrases.ts'
import type { Act } from './findActs.ts'

/** In which way an act is spoken of. */
export interface Polarity {
  readonly isNegative: boolean
  /** In an if-clause, a whether-clause, a duty, a ban or a wish: nobody says that it happens. */
  readonly unreal: string | undefined
  readonly isPossible: boolean
  readonly isNoIntent: boolean
  readonly isNoEvidence: boolean
  /** `no doubt that there was any`: the words say the contrary of what is meant. */
  readonly isGarbled: boolean
}

const MAX_CLAUSE = 30
const MAX_ASIDE = 8
const MAX_GOVERNING = 9

/**
 * Counts negators between the start of the clause and the act, and finds what makes it unreal.
 *
 * @param floor Start of the content in which the act stands.
 * @throws Never.
 */
export function readPolarity(reading: Reading, act: Act, floor: number): Polarity {
  const { tokens, classes } = reading
  const from = clauseStart(reading, act.at, floor)
  let negators = 0
  let hasNpi = false
  let isDoubtless = false
  let isNoIntent = false
  let isPlea = false
  let isNoEvidence = false
  let isNegativeIdiom = false
  for (let at = from; at < act.at; at += 1) {
    const known = classes[at]!
    const word = tokens[at]!.norm
    const next = tokens[at + 1]?.norm ?? ''
    if (known.has('noDoubt')) isDoubtless = true
    if (known.has('noIntent') && !wantsOthersNotTo(reading, at)) isNoIntent = true
    if (known.has('noIntent') && wantsOthersNotTo(reading, at)) isPlea = true
    if (known.has('lackIntent')) isNoIntent = isNegativeIdiom = true
    if (known.has('noEvidenceOf')) isNoEvidence = true
    if (known.has('noQuestionOf') || known.has('nothingTo') || known.has('falseThat')) isNegativeIdiom = true
    if (known.has('npi')) hasNpi = true
    const isOrdinal =
      ['only', 'first', 'last', 'just', 'merely'].includes(next) ||
      (next === 'the' && ['first', 'last', 'only'].includes(tokens[at + 2]?.norm ?? ''))
    const isBut = isExcepted(reading, at, act.at)
    const isCounted = known.has('negator') && !isOrdinal && !isBut && !(word === 'nor' && at > from)
    if (isCounted && !isRepeated(reading, at, from)) negators += 1
  }
  // `took no part in the campaign`, `backs no party`
  if (!act.isNoun && ['no', 'neither'].includes(tokens[act.at + 1]?.norm ?? '')) negators += 1
  const group = act.isNoun ? undefined : readVerbGroup(reading, act.at, floor)
  const isGarbled = isDoubtless && hasNpi
  let isNegative = negators % 2 === 1
  if (isNegativeIdiom) isNegative = true
  // `no evidence of a plan, or that money flowed`
  const isListed = tokens[from - 1]?.norm === 'that' && ['or', 'nor', 'and'].includes(tokens[from - 2]?.norm ?? '')
  if (isListed && hasNoEvidence(reading, floor, from)) isNegative = isNoEvidence = true
  if (isDoubtless) isNegative = isGarbled
  return {
    isNegative,
    unreal: isPlea ? 'plea' : whyUnreal(reading, act, from, floor, group?.modal),
    isPossible: isPossible(reading, act, from, group?.modal),
    isNoIntent: isNoIntent && isNegative,
    isNoEvidence,
    isGarbled,
  }
}

function hasNoEvidence({ tokens, classes }: Reading, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at += 1) {
    const isNone = tokens[at - 1]!.norm === 'no' || tokens[at - 2]?.norm === 'no'
    if (classes[at]!.has('evidence') && isNone) return true
  }
  return false
}

/** `we don’t want them to meddle` asks others, and denies nothing. */
function wantsOthersNotTo(reading: Reading, at: number): boolean {
  const { tokens, classes } = reading
  for (let next = at + 1; next < Math.min(tokens.length, at + 5); next += 1) {
    if (!['want', 'wanted'].includes(tokens[next]!.norm)) continue
    const isOther =
      classes[next + 1]?.has('pronoun') || reading.nameOf[next + 1]! >= 0 || classes[next + 1]?.has('humanNoun')
    return isOther === true && tokens[next + 1]!.norm !== 'to'
  }
  return false
}

/** `nothing but meddling`, `no country other than Belarus`: the words affirm. */
function isExcepted(reading: Reading, at: number, to: number): boolean {
  if (!['nothing', 'nobody', 'none', 'no'].includes(reading.tokens[at]!.norm)) return false
  for (let next = at + 1; next < Math.min(to, at + 4); next += 1)
    if (reading.classes[next]!.has('exceptive') && reading.tokens[next - 1]!.norm !== ',') return true
  return false
}

/** `did not and will not`, `never, ever`: one negation said twice. */
function isRepeated(reading: Reading, at: number, from: number): boolean {
  for (let back = at - 1; back >= Math.max(from, at - 4); back -= 1) {
    const known = reading.classes[back]!
    if (known.has('negator')) return true
    const isLink =
      known.has('coordinator') ||
      known.has('modal') ||
      known.has('haveVerb') ||
      known.has('doVerb') ||
      known.has('adverb') ||
      reading.tokens[back]!.norm === ','
    if (!isLink) return false
  }
  return false
}

/** Left to the nearest conjunction, semicolon, opening mark or `that`. */
function clauseStart(reading: Reading, at: number, floor: number): number {
  const { tokens, classes } = reading
  const lowest = Math.max(floor, at - MAX_CLAUSE)
  for (let back = at - 1; back >= lowest; back -= 1) {
    const token = tokens[back]!
    const known = classes[back]!
    if (token.kind === 'stop' || token.norm === ';' || token.norm === ':') return back + 1
    if (token.kind === 'quote' && !isSplitMark(reading, back)) return back + 1
    const isThat = token.norm === 'that' && !classes[back - 1]?.has('noDoubt')
    if (isThat && !isIdiomThat(reading, back, lowest) && !isCleft(reading, back, lowest)) return back + 1
    const next = classes[back + 1]
    const isNewVerb =
      token.norm === 'and' &&
      (next?.has('haveVerb') || next?.has('beVerb') || next?.has('doVerb')) &&
      !classes[back - 1]?.has('doVerb')
    if (isNewVerb || isNewClause(reading, back)) return back + 1
    if (
      known.has('condition') ||
      (token.norm === 'because' && tokens[back + 1]?.norm !== 'of') ||
      ['although', 'though', 'while', 'who', 'which', 'but'].includes(token.norm)
    )
      return back
    if (
      token.norm === ',' &&
      !goesOn(reading, back, lowest) &&
      (classes[back + 1]?.has('subjectPronoun') ||
        isThereClause(reading, back + 1) ||
        isAuxiliary(classes[back + 1]) ||
        classes[back + 1]?.has('coordinator') ||
        classes[back + 1]?.has('handsOff') ||
        classes[back + 1]?.has('verb.base'))
    )
      return back + 1
  }
  return lowest
}

/** `…, does not have the habit of it`: a further verb of the same subject. */
function isAuxiliary(known: Classes | undefined): boolean {
  return ['doVerb', 'beVerb', 'haveVerb', 'modal'].some((name) => known?.has(name))
}

/** `…, there was no interference`: a clause of its own. */
function isThereClause(reading: Reading, at: number): boolean {
  return reading.tokens[at]?.norm === 'there' && (reading.classes[at + 1]?.has('beVerb') ?? false)
}

/** `it is not Belarus that interferes`: what is denied is that it is Belarus. */
function isCleft(reading: Reading, that: number, lowest: number): boolean {
  const { tokens, classes } = reading
  for (let at = that - 2; at >= Math.max(lowest, that - 7); at -= 1) {
    if (tokens[at]!.norm === ',' || tokens[at]!.kind === 'stop') return false
    if (tokens[at]!.norm === 'it' && classes[at + 1]!.has('beVerb') && tokens[at + 2]!.norm === 'not') return true
  }
  return false
}

/** `and we are not trying`, `and Minsk is not`: a clause with a subject of its own. */
function isNewClause(reading: Reading, at: number): boolean {
  const { classes, nameAt } = reading
  if (!['and', 'or', 'but'].includes(reading.tokens[at]!.norm)) return false
  const name = nameAt[at + 1]
  if (!name && !classes[at + 1]?.has('subjectPronoun')) return false
  const next = classes[name?.to ?? at + 2]
  return ['beVerb', 'haveVerb', 'doVerb', 'modal'].some((each) => next?.has(each))
}

/** `no evidence, he found, of a plot, or that Oslo paid for it`: commas that end no clause. */
function goesOn(reading: Reading, comma: number, lowest: number): boolean {
  const { tokens, classes } = reading
  if (tokens[comma + 2]?.norm === 'that') return isIdiomThat(reading, comma + 2, lowest)
  const isOpen = [1, 2, 3].some((back) => classes[comma - back]?.has('noEvidenceOf'))
  if (!isOpen) return false
  const words = classes.slice(comma + 1, comma + MAX_ASIDE)
  return words.some((known) => known.has('say') || known.has('find'))
}

function isSplitMark(reading: Reading, at: number): boolean {
  return reading.tokens[at - 1]?.norm === ',' || reading.tokens[at + 1]?.norm === ','
}

/** `no evidence that`, `no doubt that`, `not true that` still govern what follows. */
function isIdiomThat(reading: Reading, that: number, lowest: number): boolean {
  // `no evidence of a plot, or that Oslo paid for it`
  const isJoined = ['or', 'nor'].includes(reading.tokens[that - 1]?.norm ?? '')
  for (let at = isJoined ? lowest : Math.max(lowest, that - MAX_GOVERNING); at < that; at += 1) {
    if (isJoined && reading.classes[at]!.has('noEvidenceOf')) return true
    const isGoverning = ['noDoubt', 'noEvidenceOf', 'falseThat', 'noQuestionOf'].some(
      (name) => reading.classes[at]!.has(name) && at + reading.classes[at]!.get(name)! >= that,
    )
    if (isGoverning) return true
  }
  return false
}

/** `told not to print`, `urged the media not to publish`. */
function isTold({ tokens, classes }: Reading, not: number): boolean {
  for (let at = not - 1; at >= Math.max(0, not - 5); at -= 1) {
    if (tokens[at]!.kind !== 'word') return false
    if (['ask', 'tell', 'warn'].some((name) => classes[at]!.has(name))) return true
  }
  return false
}

function whyUnreal(
  reading: Reading,
  act: Act,
  from: number,
  floor: number,
  modal: string | undefined,
): string | undefined {
  const { tokens, classes } = reading
  const opener = Math.max(floor, from - 1)
  for (let at = opener; at < Math.min(from + 2, act.at); at += 1) {
    if (classes[at]!.has('condition') || tokens[at]!.norm === 'whether') return 'conditional'
  }
  if (tokens[from]?.norm === 'should' || (tokens[from]?.kind === 'quote' && tokens[from + 1]?.norm === 'should'))
    return 'conditional'
  if (modal !== undefined && ['should', 'must', 'ought', 'shall'].includes(modal)) return 'norm'
  if (isReproof(reading, from, act.at)) return 'norm'
  for (let at = Math.max(floor, act.at - 12); at < act.at; at += 1) {
    const known = classes[at]!
    const isOrder = tokens[at]!.norm === 'not' && tokens[at + 1]?.norm === 'to' && isTold(reading, at)
    const isAble =
      known.has('modalNorm') &&
      tokens[at + 1]?.norm === 'be' &&
      ['able', 'allowed', 'permitted', 'free'].includes(tokens[at + 2]?.norm ?? '')
    const isJudged = known.has('normWord') && ['for', 'to'].includes(tokens[at + 1]?.norm ?? '')
    if (isOrder || isAble || isJudged) return 'norm'
    if (tokens[at]!.norm === 'may' && tokens[at + 1]?.norm === 'not' && modal === 'may') return 'norm'
    if (known.has('vowVerb') && known.has('verb') && tokens[at + 1]?.norm !== 'by') return 'vow'
    const isBan = ['right', 'allowed', 'permitted', 'forbidden', 'want', 'wants', 'let', 'anyone', 'nobody'].includes(
      tokens[at]!.norm,
    )
    if (isBan && tokens.slice(at, act.at).some((token) => token.norm === 'to')) {
      const isWish = tokens[at]!.norm.startsWith('want') || tokens[at]!.norm === 'let'
      const hasOther = tokens
        .slice(at, act.at)
        .some((token) => ['anyone', 'anybody', 'others', 'countries', 'nobody', 'somebody'].includes(token.norm))
      if (!isWish || hasOther) return 'norm'
    }
  }
  return undefined
}

/** `You cannot use the army to change results` says that it is done, and that it must not be. */
function isReproof(reading: Reading, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (!['you', 'one', 'nobody'].includes(reading.tokens[at]!.norm)) continue
    const next = reading.tokens[at + 1]?.norm
    const isCannot = next === 'cannot' || (next === 'can' && (reading.classes[at + 2]?.has('negator') ?? false))
    if (isCannot) return true
  }
  return false
}

function isPossible(reading: Reading, act: Act, from: number, modal: string | undefined): boolean {
  if (modal !== undefined && ['may', 'might', 'could', 'will', 'would', 'can'].includes(modal)) return true
  for (let at = Math.max(from, act.at - 8); at < act.at; at += 1) {
    const known = reading.classes[at]!
    const isHad = reading.tokens[at]!.end - reading.tokens[at]!.start <= 2 && reading.classes[at + 1]?.has('verb.past')
    if (known.has('modal') && (known.has('modalPossible') || known.has('modalFuture')) && !isHad) return true
    if (
      ['risk', 'threat', 'possible', 'potential', 'danger', 'possibility', 'attempt'].includes(
        reading.tokens[at]!.norm,
      ) &&
      act.isNoun &&
      reading.tokens[at]!.norm !== 'attempt'
    )
      return true
  }
  return false
}
