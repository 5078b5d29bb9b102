import { findMethods } from '../acts/findMethods.ts'
import type { LinkedDraft } from '../links/linkDrafts.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'

/** Rules whose cue makes an accusation of whatever act follows. */
const ACCUSING = ['claim.accuse', 'claim.accused-passive', 'claim.charge', 'claim.level-charges', 'claim.blame']
/** Acts that say no more than `interferes`: what is done stays open. */
const OPEN_ACTS = ['act.harm', 'act.idiom', 'act.hand-in', 'act.collusion', 'act.prefer', 'act.sway', 'act.conduct']
const MAX_NEGATOR_DISTANCE = 12
const MAX_BEHIND = 8

/**
 * Names the subtypes of claims and denials by guideline section 1, from what all drafts of the article say: the
 * primary one, and in `also` whatever else is true of the same words.
 *
 * @param drafts Of one article, in reading order.
 * @returns The same drafts in the same order.
 * @throws Never.
 */
export function refineSubtypes(reading: Reading, drafts: readonly LinkedDraft[]): LinkedDraft[] {
  const charges = chargesOf(drafts)
  return drafts.map((draft) => {
    if (draft.kind === 'claim') return withSubtypes(draft, claimSubtypes(reading, draft, charges))
    if (draft.kind === 'denial') return withSubtypes(draft, denialSubtypes(reading, draft))
    return withSubtypes(draft, proofSubtypes(reading, draft))
  })
}

function withSubtypes(draft: LinkedDraft, [primary, ...others]: readonly string[]): LinkedDraft {
  const subtype = primary ?? draft.subtype
  const replaced = primary === undefined ? [] : others
  return { ...draft, subtype, also: [...new Set([...replaced, ...draft.also])].filter((each) => each !== subtype) }
}

/** The deed alone is an allegation of an act; to accuse somebody of it, or to call it interference, an accusation. */
function claimSubtypes(reading: Reading, draft: LinkedDraft, charges: Charges): string[] {
  if (!['accusation', 'act_allegation'].includes(draft.subtype) || !draft.act) return []
  const { ruleId, isNamed } = draft.act
  const isAccusing = draft.ruleIds.some((rule) => ACCUSING.includes(rule)) && ruleId !== 'act.blamed-for'
  const isOpen = isNamed || OPEN_ACTS.includes(ruleId)
  const hasMeans = draft.content !== undefined && !findMethods(reading, draft.content).includes('unspecified')
  const isMeans = isOpen && !isAccusing && ruleId !== 'act.interference' && hasMeans
  const own = isOpen && !isMeans ? ['accusation', ...(hasMeans ? ['act_allegation'] : [])] : ['act_allegation']
  if (own[0] === 'act_allegation' && (isAccusing || isMeans)) own.push('accusation')
  return isReturned(draft, charges) ? ['counter_accusation', ...own] : own
}

/** Whose side accused whose, `speaker>accused` → the first sentence. */
type Charges = ReadonlyMap<string, number>

function chargesOf(drafts: readonly LinkedDraft[]): Charges {
  const charges = new Map<string, number>()
  for (const { kind, speaker, accused, sentence } of drafts) {
    if (kind !== 'claim') continue
    for (const from of sidesOf(speaker))
      for (const to of sidesOf(accused)) if (!charges.has(`${from}>${to}`)) charges.set(`${from}>${to}`, sentence)
  }
  return charges
}

function sidesOf(actor: { readonly name: string | null; readonly country: string | null } | undefined): string[] {
  if (!actor) return []
  return [...(actor.country === null ? [] : [`country ${actor.country}`]), ...(actor.name === null ? [] : [actor.name])]
}

/** Somebody whose side was accused before turns it on the accuser’s side. */
function isReturned({ speaker, accused, sentence }: LinkedDraft, charges: Charges): boolean {
  if (!accused?.name) return false
  const own = sidesOf(speaker)
  const others = sidesOf(accused)
  if (own.some((side) => others.includes(side))) return false
  return others.some((from) => own.some((to) => (charges.get(`${from}>${to}`) ?? sentence) < sentence))
}

function denialSubtypes(reading: Reading, draft: LinkedDraft): string[] {
  const { ruleId } = draft
  if (ruleId === 'denial.negated-act' || ruleId === 'denial.distance') return assertionSubtypes(reading, draft)
  if (['denial.reject', 'denial.passive', 'denial.label', 'denial.discredit'].includes(ruleId))
    return rejectionSubtypes(reading, draft)
  const noun = draft.target ?? draft.content
  if (ruleId !== 'denial.deny' || !noun || !draft.cue) return []
  const isAccusation = reading.classes.slice(noun.from, Math.min(noun.to, noun.from + 4)).some(isAccusationNoun)
  if (!isAccusation) return []
  const isRefuted = reading.classes[draft.cue.from]!.has('refute')
  return isRefuted ? ['rejection', 'flat_denial'] : ['flat_denial', 'rejection']
}

function isAccusationNoun(known: ReadonlyMap<string, number>): boolean {
  return known.has('accusation') || known.has('accusationWeak')
}

/** `does not interfere`, `has never interfered` say what somebody is like; `did not interfere` what he did. */
function assertionSubtypes(reading: Reading, draft: LinkedDraft): string[] {
  const range = wordsOf(reading, draft, 0)
  const isDoubt = draft.subtype === 'third_party_doubt'
  if ((isDoubt || isThirdParty(draft)) && has(reading, range, 'belief')) return ['third_party_doubt']
  if (!isDoubt && !['flat_denial', 'counter_assertion'].includes(draft.subtype)) return []
  return [isStanding(reading, draft) ? 'counter_assertion' : 'flat_denial', ...(isDoubt ? ['third_party_doubt'] : [])]
}

function isThirdParty({ speaker, accused }: LinkedDraft): boolean {
  if (!speaker || !accused?.name || speaker.name === accused.name) return false
  return speaker.country === null || speaker.country !== accused.country
}

function isStanding(reading: Reading, draft: LinkedDraft): boolean {
  const { tokens, classes } = reading
  if (draft.act?.ruleId === 'act.demand') return true
  const range = draft.act
    ? { from: Math.max(wordsOf(reading, draft, 0).from, draft.act.at - MAX_NEGATOR_DISTANCE), to: draft.act.at }
    : wordsOf(reading, draft, 0)
  for (let at = range.from; at < range.to; at += 1) {
    if (tokens[at]!.norm === 'never' || (draft.act && tokens[at]!.norm === 'neither')) return true
    const isNegated = tokens[at + 1]?.norm === 'not'
    const isUnderWay = at + 2 === draft.act?.at && classes[draft.act.at]!.has('verb.ing')
    if (draft.act && isNegated && (isUnderWay || classes[at]!.has('standingHelp'))) return true
  }
  return false
}

/** `false` says that it is not so; `nonsense` and laughter disparage it too. */
function rejectionSubtypes(reading: Reading, draft: LinkedDraft): string[] {
  if (!['rejection', 'discredit_claim', 'flat_denial'].includes(draft.subtype)) return []
  const range = wordsOf(reading, draft, MAX_BEHIND)
  const isRejecting = draft.ruleId === 'denial.reject' || draft.ruleId === 'denial.passive'
  const isDisparaged = hasDisparagement(reading, range, draft.target)
  if (isRejecting) {
    const doubt = isThirdParty(draft) && draft.speaker?.country && draft.accused?.country ? ['third_party_doubt'] : []
    const isMocked = draft.cue !== undefined && reading.classes[draft.cue.from]!.has('ridicule')
    if (isDisparaged) return ['discredit_claim', 'rejection', ...doubt]
    return ['rejection', ...(isMocked ? ['discredit_claim'] : []), ...doubt]
  }
  return isDisparaged || !has(reading, range, 'plainlyFalse') ? [] : ['rejection', 'discredit_claim']
}

/** `the groundless accusations` say it of the noun; as a verdict it stands elsewhere. */
function hasDisparagement(reading: Reading, range: TokenRange, target: TokenRange | undefined): boolean {
  for (let at = range.from; at < range.to; at += 1) {
    const known = reading.classes[at]!
    if (target && at >= target.from && at < target.to) continue
    if (known.has('discredit') && !known.has('plainlyFalse')) return true
  }
  return false
}

/** `failed to produce a single fact` contests; `an affidavit and nothing else` is weak; names left out are details. */
function proofSubtypes(reading: Reading, draft: LinkedDraft): string[] {
  const range = wordsOf(reading, draft, MAX_BEHIND)
  if (draft.subtype === 'demand_evidence') {
    const words = draft.content ?? range
    return has(reading, words, 'lacking') && !has(reading, words, 'modalNorm') ? ['no_proof', 'demand_evidence'] : []
  }
  if (draft.subtype !== 'none_offered' || !draft.cue) return []
  if (has(reading, { from: draft.cue.from, to: range.to }, 'butFor')) return ['weak', 'none_offered']
  return has(reading, draft.cue, 'detailOnly') ? ['none_offered', 'no_details'] : []
}

function has(reading: Reading, range: TokenRange, name: string): boolean {
  for (let at = range.from; at < range.to; at += 1) if (reading.classes[at]!.has(name)) return true
  return false
}

/** The words of the draft inside its sentence, and some behind them. */
function wordsOf(reading: Reading, draft: LinkedDraft, behind: number): TokenRange {
  const sentence = reading.sentences[draft.sentence]!
  const parts = draft.parts.filter(({ from, to }) => to > from && from >= sentence.from && to <= sentence.to)
  if (parts.length === 0) return sentence
  const last = Math.max(...parts.map(({ to }) => to))
  return { from: Math.min(...parts.map(({ from }) => from)), to: Math.min(sentence.to, last + behind) }
}
