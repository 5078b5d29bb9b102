import type { Mention } from '../../../domain/mention.ts'
import type { LinkedDraft } from '../links/linkDrafts.ts'
import { countryOf, stateIn } from '../phrases/readModifiers.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'

export type Scope = Mention['scope']

const HELPED_FROM_ABROAD = ['act.take-money', 'act.collusion']
const HELP = ['contactNoun', 'money']
const MAX_PARTNER = 6

/**
 * Tells whether the accused comes from abroad, seen from those who vote. Who is said to be helped by another state,
 * or to have ties with it, is part of foreign interference.
 *
 * @param electorate ISO 3166-1 code of the state that votes; `null` when it is not known, or when it is any state.
 * @returns `unknown` when nobody is accused, and for names of whom nothing is known.
 * @throws Never.
 */
export function resolveScope(reading: Reading, draft: LinkedDraft, electorate: string | null): Scope {
  const { accused, speaker } = draft
  const isForItself = draft.kind === 'denial' && (!accused?.name || accused.name === speaker?.name)
  if (isForItself && isFromAbroad(reading, speaker?.mention ?? null)) return 'foreign'
  if (!accused?.name) return isActFromAbroad(reading, draft) ? 'foreign' : 'unknown'
  const entity = accused.entityId ? reading.index.entities.get(accused.entityId) : undefined
  if (entity?.kind === 'bloc' || isFromAbroad(reading, accused.mention)) return 'foreign'
  if (isHelpedFromAbroad(reading, draft, accused.country ?? electorate)) return 'foreign'
  const named = entity ? null : stateNamed(reading, accused.mention)
  const country = named ?? accused.country
  if (country !== null && electorate !== null) return country === electorate ? 'domestic' : 'foreign'
  const isState = entity !== undefined && ['country', 'seat', 'service'].includes(entity.kind)
  const isAcross = country !== null && speaker?.country && speaker.country !== country
  if (isAcross && draft.kind === 'claim') return 'foreign'
  if (isState) return draft.kind === 'claim' && speaker?.country === country ? 'domestic' : 'foreign'
  return country === null && isOfTheCountry(reading, accused.mention) ? 'domestic' : 'unknown'
}

/**
 * Fills in what a single Mention leaves open: the scope of the claims that it answers, else the one of the article.
 *
 * @param mentions Of one article, with their links.
 * @returns The same, in the same order; where the article speaks of both scopes, `unknown` stays.
 * @throws Never.
 */
export function inheritScope(mentions: readonly Mention[]): Mention[] {
  const scopes = new Map(mentions.map(({ id, scope }) => [id, scope]))
  const inArticle = onlyKnown([...scopes.values()])
  return mentions.map((mention) => {
    if (mention.scope !== 'unknown') return mention
    const links = [...mention.respondsTo, ...mention.contradicts].map((id) => scopes.get(id) ?? 'unknown')
    return { ...mention, scope: onlyKnown(links) ?? inArticle ?? 'unknown' }
  })
}

function onlyKnown(scopes: readonly Scope[]): Scope | undefined {
  const known = new Set(scopes.filter((scope) => scope !== 'unknown'))
  return known.size === 1 ? [...known][0] : undefined
}

/** `foreign powers`, `the embassy`, `a neighbour`: a mission and a neighbour are never of the state that votes. */
function isFromAbroad(reading: Reading, mention: { start: number; end: number } | null): boolean {
  return hasClass(reading, mention, 'fromAbroad')
}

/** `foreign interference`, whoever interferes. */
function isActFromAbroad(reading: Reading, { act }: LinkedDraft): boolean {
  if (!act) return false
  for (let at = Math.max(0, act.at - 2); at < act.end; at += 1) if (reading.classes[at]!.has('fromAbroad')) return true
  return false
}

/** `the U.S. agency`, `European officials`. */
function stateNamed(reading: Reading, mention: { start: number; end: number } | null): string | null {
  if (!mention) return null
  const { from, to } = tokensIn(reading, mention)
  const state = stateIn(reading, from, to)
  return state ? (state.country ?? state.id) : null
}

/** `the ruling party`, `soldiers`, `the highway police`, with no other state named beside. */
function isOfTheCountry(reading: Reading, mention: { start: number; end: number } | null): boolean {
  if (hasClass(reading, mention, 'hackAgent')) return false
  return ['organ', 'stateOrgan', 'challenger', 'role', 'homeForce'].some((name) => hasClass(reading, mention, name))
}

function hasClass(reading: Reading, mention: { start: number; end: number } | null, name: string): boolean {
  if (!mention) return false
  const { from, to } = tokensIn(reading, mention)
  for (let at = from; at < to; at += 1) if (reading.classes[at]!.has(name)) return true
  return false
}

/** Tokens of a stretch of text, found by halving. */
function tokensIn(reading: Reading, { start, end }: { start: number; end: number }): TokenRange {
  const { tokens } = reading
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens[middle]!.start < start) low = middle + 1
    else high = middle
  }
  let to = low
  while (to < tokens.length && tokens[to]!.start < end) to += 1
  return { from: low, to }
}

/** `took Russian money`, `no contact with Kyiv`, `no instructions from the embassy`. */
function isHelpedFromAbroad(reading: Reading, draft: LinkedDraft, home: string | null): boolean {
  if (draft.act && HELPED_FROM_ABROAD.includes(draft.act.ruleId)) {
    const country = countryOf(reading, draft.act.at, Math.min(draft.act.end + MAX_PARTNER, reading.tokens.length))
    if (country !== null && country !== home) return true
  }
  const range = draft.target ?? draft.content
  if (draft.kind !== 'denial' || !range) return false
  for (let at = range.from; at < range.to - 1; at += 1) {
    if (!HELP.some((name) => reading.classes[at]!.has(name))) continue
    const to = Math.min(range.to, at + MAX_PARTNER)
    const country = countryOf(reading, at + 1, to)
    if (country !== null && country !== home) return true
    for (let next = at + 1; next < to; next += 1) if (reading.classes[next]!.has('mission')) return true
  }
  return false
}
