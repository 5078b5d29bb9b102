import type { Mention, MentionKind } from '../../src/domain/mention.ts'
import type { Span } from '../../src/domain/span.ts'
import type { CorpusCase, GoldLabel } from './loadCorpus.ts'
import { foldName, matchName, type NamesOf } from './matchName.ts'

/** A row of the table: one a kind, and warnings apart (guideline 5.6). */
export type Row = MentionKind | 'warning'

export const ROWS: readonly Row[] = ['claim', 'denial', 'challenge', 'evidence_note', 'warning']
export const QUESTIONS = ['speaker', 'accused', 'election', 'method', 'link', 'subtype', 'scope', 'modality'] as const
export type Question = (typeof QUESTIONS)[number]

export interface Counts {
  readonly found: number
  readonly missed: number
  readonly extra: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export interface Share {
  readonly right: number
  readonly of: number
  readonly share: number
}

/** One thing to look at, in corpus order. */
export interface Miss {
  readonly caseId: string
  readonly what: 'missed' | 'extra' | 'trap' | Question
  readonly row: Row
  readonly text: string
  readonly detail: string
}

export interface Scores {
  readonly rows: Readonly<Record<Row, Counts>>
  readonly shares: Readonly<Record<Question, Share>>
  readonly misses: readonly Miss[]
}

interface Pair {
  readonly label: GoldLabel
  readonly mention: Mention
}

/** What was found in one case: label with mention, and what is left on both sides. */
interface Matching {
  readonly pairs: readonly Pair[]
  readonly missed: readonly GoldLabel[]
  readonly extra: readonly Mention[]
}

/**
 * Compares the tagger's mentions with the labels.
 *
 * A mention matches a label of its kind whose span it overlaps, one to one, the right speaker and accused preferred.
 * Unscored labels count on neither side: what overlaps one and matches nothing else is ignored.
 *
 * @param cases The labelled texts, any order.
 * @param mentionsOf Case id → what the tagger found in it; a case that is missing has none.
 * @param namesOf Entity id → its names, `[]` when unknown.
 * @returns Counts a row, shares of right answers on matched mentions, and each miss. An empty share or row is 1.
 * @throws Never.
 */
export function scoreCorpus(
  cases: readonly CorpusCase[],
  mentionsOf: ReadonlyMap<string, readonly Mention[]>,
  namesOf: NamesOf,
): Scores {
  const misses: Miss[] = []
  const counts = new Map(ROWS.map((row) => [row, { found: 0, missed: 0, extra: 0 }]))
  const answers = new Map(QUESTIONS.map((question) => [question, { right: 0, of: 0 }]))

  for (const one of cases) {
    const mentions = mentionsOf.get(one.id) ?? []
    const { pairs, missed, extra } = matchMentions(one.labels, mentions, namesOf)
    for (const { label } of pairs) counts.get(rowOf(label))!.found++
    for (const label of missed) {
      counts.get(rowOf(label))!.missed++
      misses.push({ ...missOf(one, rowOf(label), label.span), what: 'missed', detail: `${label.id} ${label.subtype}` })
    }
    for (const mention of extra) {
      counts.get(rowOf(mention))!.extra++
      const trap = one.traps.find(({ span }) => overlapOf(span, mention.span) > 0)
      const detail = `${mention.subtype} ${mention.ruleIds.join(' ')}${trap ? ` (trap: ${trap.why})` : ''}`
      misses.push({ ...missOf(one, rowOf(mention), mention.span), what: trap ? 'trap' : 'extra', detail })
    }
    for (const answer of [...pairs.flatMap((pair) => askPair(pair, namesOf)), ...askLinks(pairs, extra)]) {
      const tally = answers.get(answer.question)!
      tally.of++
      if (answer.isRight) tally.right++
      else
        misses.push({
          ...missOf(one, rowOf(answer.label), answer.label.span),
          what: answer.question,
          detail: answer.detail,
        })
    }
  }
  return {
    rows: Object.fromEntries([...counts].map(([row, count]) => [row, rate(count)])) as Record<Row, Counts>,
    shares: Object.fromEntries(
      [...answers].map(([question, { right, of }]) => [question, { right, of, share: of === 0 ? 1 : right / of }]),
    ) as Record<Question, Share>,
    misses,
  }
}

function matchMentions(labels: readonly GoldLabel[], mentions: readonly Mention[], namesOf: NamesOf): Matching {
  const candidates = labels
    .filter((label) => label.isScored)
    .flatMap((label) =>
      mentions
        .filter((mention) => mention.kind === label.kind && overlapOf(mention.span, label.span) > 0)
        .map((mention) => ({ label, mention, fit: fitOf(label, mention, namesOf) })),
    )
    .sort((a, b) => b.fit - a.fit)
  const pairs: Pair[] = []
  const takenLabels = new Set<GoldLabel>()
  const takenMentions = new Set<Mention>()
  for (const { label, mention } of candidates) {
    if (takenLabels.has(label) || takenMentions.has(mention)) continue
    takenLabels.add(label)
    takenMentions.add(mention)
    pairs.push({ label, mention })
  }
  const ignored = labels.filter((label) => !label.isScored)
  return {
    pairs,
    missed: labels.filter((label) => label.isScored && !takenLabels.has(label)),
    extra: mentions.filter(
      (mention) => !takenMentions.has(mention) && !ignored.some((label) => overlapOf(label.span, mention.span) > 0),
    ),
  }
}

/** Right roles outweigh any overlap; overlap decides between equals. */
function fitOf(label: GoldLabel, mention: Mention, namesOf: NamesOf): number {
  const union = Math.max(label.span.end, mention.span.end) - Math.min(label.span.start, mention.span.start)
  return (
    (matchName(label.speaker, mention.speaker, namesOf) ? 4 : 0) +
    (matchName(label.accused, mention.accused, namesOf) ? 2 : 0) +
    overlapOf(label.span, mention.span) / union
  )
}

interface Answer {
  readonly question: Question
  readonly isRight: boolean
  readonly label: GoldLabel
  readonly detail: string
}

function askPair({ label, mention }: Pair, namesOf: NamesOf): Answer[] {
  const answers: Answer[] = []
  const ask = (question: Question, isRight: boolean, wanted: unknown, found: unknown): void => {
    answers.push({ question, isRight, label, detail: `wanted ${wanted}, found ${found}` })
  }
  const { speaker, accused } = mention
  if (label.kind !== 'evidence_note') {
    ask('speaker', matchName(label.speaker, speaker, namesOf), label.speaker.name, speaker.name ?? speaker.entityId)
  }
  ask('accused', matchName(label.accused, accused, namesOf), label.accused.name, accused.name ?? accused.entityId)
  if (label.election !== undefined) {
    ask('election', mention.election.id === label.election, label.election, mention.election.id)
  }
  if (label.kind === 'claim' && label.methods !== undefined) {
    const wanted = [...label.methods].sort().join(' ')
    const found = [...mention.methods].sort().join(' ')
    ask('method', wanted === found, wanted, found)
  }
  ask(
    'subtype',
    label.subtype === mention.subtype || mention.also.includes(label.subtype),
    label.subtype,
    mention.subtype,
  )
  ask('scope', label.scope === mention.scope, label.scope, mention.scope)
  if (label.kind === 'claim') ask('modality', label.modality === mention.modality, label.modality, mention.modality)
  return answers
}

/**
 * Links are compared as clusters of claims, so it does not matter which mention of a claim was chosen. A link is right
 * when it leads to at least one cluster and to none that the label does not allow. Claims that nobody found are out,
 * and so are links to unscored stretches.
 */
function askLinks(pairs: readonly Pair[], extra: readonly Mention[]): Answer[] {
  const claims = pairs.filter(({ label }) => label.kind === 'claim')
  const clusterOfMention = new Map([
    ...claims.map(({ label, mention }) => [mention.id, clusterOf(label)] as const),
    ...extra.map(({ id }) => [id, `unlabelled ${id}`] as const),
  ])
  const foundLabels = new Map(claims.map(({ label }) => [label.id, label]))

  return pairs.flatMap(({ label, mention }): Answer[] => {
    if (label.kind === 'claim' || label.respondsTo === undefined) return []
    const targets = [...label.respondsTo, ...label.contradicts].map((id) => foundLabels.get(id))
    const wanted = new Set(targets.filter((target) => target !== undefined).map(clusterOf))
    const links = [...mention.respondsTo, ...mention.contradicts]
    const found = new Set(links.map((id) => clusterOfMention.get(id)).filter((cluster) => cluster !== undefined))
    if (found.size === 0 && (wanted.size === 0 || links.length > 0)) return []
    const isRight = found.size > 0 && [...found].every((cluster) => wanted.has(cluster))
    return [{ question: 'link', isRight, label, detail: `wanted ${[...wanted]}, found ${[...found]}` }]
  })
}

function clusterOf(label: GoldLabel): string {
  const { speaker, accused } = label
  return (
    label.cluster ?? (speaker.name === null ? label.id : `${foldName(speaker.name)}>${foldName(accused.name ?? '')}`)
  )
}

function rowOf(mention: { readonly kind: MentionKind; readonly subtype: string }): Row {
  return mention.subtype === 'warning' ? 'warning' : mention.kind
}

function overlapOf(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))
}

function missOf(one: CorpusCase, row: Row, { start, end }: Span): Pick<Miss, 'caseId' | 'row' | 'text'> {
  return { caseId: one.id, row, text: one.text.slice(start, end) }
}

function rate({ found, missed, extra }: { found: number; missed: number; extra: number }): Counts {
  const precision = found + extra === 0 ? 1 : found / (found + extra)
  const recall = found + missed === 0 ? 1 : found / (found + missed)
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { found, missed, extra, precision, recall, f1 }
}
