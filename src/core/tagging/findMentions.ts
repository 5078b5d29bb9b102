import type { EntityKind, Lexicon } from '../../domain/lexicon.ts'
import type { Mention, TaggableArticle } from '../../domain/mention.ts'
import { matchElections } from './elections/matchElections.ts'
import { judgeSentence } from './judges/judgeSentence.ts'
import { mergeDrafts } from './judges/mergeDrafts.ts'
import { type LinkedDraft, linkDrafts } from './links/linkDrafts.ts'
import { buildMention, startIds } from './mentions/buildMention.ts'
import { refineSubtypes } from './mentions/refineSubtypes.ts'
import { inheritScope } from './mentions/resolveScope.ts'
import { buildScene } from './scene/buildScene.ts'
import { findTopics } from './scene/findTopics.ts'
import { type Reading, readText } from './text/readText.ts'
import { indexLexicon } from './words/indexLexicon.ts'

/**
 * Finds who accuses whom of interfering in an election, who denies it, and how the two answer each other.
 *
 * @param article Its text is read up to `lexicon.limits.maxTextLength`; every Mention of a longer one has the flag `text_cut`.
 * @param lexicon From `loadLexicon`.
 * @returns In reading order, `lexicon.limits.maxMentions` at most (flag `mentions_cut`); `[]` when there is none.
 * @throws Never.
 */
export function findMentions(article: TaggableArticle, lexicon: Lexicon): Mention[] {
  const reading = readText(article, indexLexicon(lexicon))
  const scene = buildScene(reading)
  const drafts = reading.sentences
    .filter((sentence) => sentence.section !== 'caption')
    .flatMap((sentence) => mergeDrafts(judgeSentence(scene, sentence).drafts))
  const { maxMentions } = lexicon.limits
  // Some drafts find no claim to answer and are dropped; twice the limit keeps linking bounded all the same.
  return buildMentions(reading, linkDrafts(scene, drafts.slice(0, 2 * maxMentions), findTopics(scene)))
}

/**
 * Builds the Mentions of linked drafts, with their links and the evidence status that these give to claims.
 *
 * @param linkedDrafts In reading order; those over `maxMentions` are left out, and the others say so in their flags.
 * @throws Never.
 */
export function buildMentions(reading: Reading, linkedDrafts: readonly LinkedDraft[]): Mention[] {
  const drafts = refineSubtypes(reading, linkedDrafts.slice(0, reading.index.lexicon.limits.maxMentions))
  const isOver = linkedDrafts.length > drafts.length
  const cuts = [...(reading.isCut ? ['text_cut'] : []), ...(isOver ? ['mentions_cut'] : [])]
  const matchElection = matchElections(reading, statesAccused(reading, drafts))
  const nextId = startIds(reading.article.id)
  const mentions = drafts.map((draft) => buildMention(reading, draft, matchElection, nextId))
  const idsOf = (links: readonly number[]) => links.flatMap((link) => mentions[link]?.id ?? [])
  const linked = mentions.map((mention, at) => ({
    ...mention,
    evidenceStatus: mention.kind === 'claim' ? evidenceStatus(drafts, at) : mention.evidenceStatus,
    respondsTo: idsOf(drafts[at]!.respondsTo),
    contradicts: idsOf(drafts[at]!.contradicts),
    flags: [...mention.flags, ...cuts],
  }))
  return inheritScope(linked)
}

/** The states that claims are against; where there is no claim, those whose interference is denied. */
function statesAccused(reading: Reading, drafts: readonly LinkedDraft[]): Set<string> {
  const states = new Set<string>()
  const inClaims = drafts.filter((draft) => draft.kind === 'claim')
  for (const list of [inClaims, drafts]) if (states.size === 0) addAccused(reading, list, states)
  return states
}

const NEVER_A_STATE: readonly EntityKind[] = ['person', 'party', 'commission']

function addAccused(reading: Reading, drafts: readonly LinkedDraft[], states: Set<string>): void {
  for (const { accused } of drafts) {
    const entity = accused?.entityId ? reading.index.entities.get(accused.entityId) : undefined
    if (!accused?.name || !entity || NEVER_A_STATE.includes(entity.kind)) continue
    if (accused.country) states.add(accused.country)
    for (const name of accused.name.split('; ').slice(1)) {
      const other = reading.names.find(({ candidates }) => candidates.some((candidate) => candidate.name === name))
      const country = other?.candidates.find((candidate) => candidate.name === name)?.country
      if (country) states.add(country)
    }
  }
}

const STATUS_BY_SUBTYPE = [
  ['none_offered', 'none_offered'],
  ['no_proof', 'disputed'],
  ['unfounded', 'disputed'],
  ['demand_evidence', 'demanded'],
  ['weak', 'weak'],
] as const

function evidenceStatus(drafts: readonly LinkedDraft[], claim: number): Mention['evidenceStatus'] {
  if (drafts[claim]!.subtype === 'demand_to_stop') return 'unspecified'
  const subtypes = new Set(drafts.filter((draft) => draft.respondsTo.includes(claim)).map((draft) => draft.subtype))
  return STATUS_BY_SUBTYPE.find(([subtype]) => subtypes.has(subtype))?.[1] ?? 'unspecified'
}
