import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { MentionKind } from '../../src/domain/mention.ts'
import type { Span } from '../../src/domain/span.ts'

/** Whom a label names. */
export interface GoldName {
  /** `null`: nobody is named, and naming somebody is wrong unless `accepted` says otherwise. Several names: `A;B`. */
  readonly name: string | null
  /** What else is right; `null`: naming nobody. */
  readonly accepted: readonly (string | null)[]
  readonly mention: Span | null
  /** The words of `mention`; naming the role by them is right too. */
  readonly printed: string | null
}

/** One mention as a reader marked it by the guideline. What is `undefined` is not scored. */
export interface GoldLabel {
  readonly id: string
  readonly kind: MentionKind
  readonly subtype: string
  readonly span: Span
  readonly cue: Span | null
  readonly speaker: GoldName
  readonly accused: GoldName
  readonly election: string | null | undefined
  readonly methods: readonly string[] | undefined
  readonly scope: string
  readonly modality: string
  readonly respondsTo: readonly string[] | undefined
  readonly contradicts: readonly string[]
  /** Claims of one speaker about one accused are one cluster unless the label says otherwise. */
  readonly cluster: string | undefined
  readonly isScored: boolean
}

export type Split = 'develop' | 'check'

export interface CorpusCase {
  readonly id: string
  readonly split: Split
  readonly text: string
  readonly publishedAt: Date | undefined
  readonly labels: readonly GoldLabel[]
  /** Stretches that look like a mention and are none. */
  readonly traps: readonly { readonly span: Span; readonly why: string }[]
}

export interface Corpus {
  readonly cases: readonly CorpusCase[]
  /** Over names and bytes of all files: what the floors were measured on. */
  readonly sha256: string
}

const quoted = z.union([z.string(), z.strictObject({ text: z.string(), occurrence: z.number().int().min(2) })])
type Quoted = z.output<typeof quoted>

const role = z.object({
  name: z.string().nullable(),
  accepted: z.array(z.string().nullable()).default([]),
  mention: quoted.nullable().default(null),
  onBehalfOf: z.string().exactOptional(),
  denierRole: z.enum(['accused', 'representative', 'third_party']).exactOptional(),
})

const labelSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['claim', 'denial', 'challenge', 'evidence_note']),
  subtype: z.string(),
  also: z.array(z.string()).exactOptional(),
  span: quoted,
  cue: quoted.nullable(),
  content: quoted.exactOptional(),
  target: quoted.exactOptional(),
  speaker: role,
  via: z.string().exactOptional(),
  accused: role,
  election: z.string().nullable().exactOptional(),
  methods: z.array(z.string()).exactOptional(),
  scope: z.enum(['foreign', 'domestic', 'unknown']),
  mode: z.enum(['direct', 'mixed', 'indirect', 'narrator']),
  modality: z.enum(['asserted', 'hedged', 'presupposed', 'possible']),
  evidenceStatus: z.string().exactOptional(),
  respondsTo: z.array(z.string()).exactOptional(),
  contradicts: z.array(z.string()).default([]),
  cluster: z.string().exactOptional(),
  dupOf: z.string().exactOptional(),
  flags: z.array(z.string()).exactOptional(),
  scored: z.boolean(),
  note: z.string().exactOptional(),
})

const split = z.enum(['develop', 'check'])

const articleSchema = z.strictObject({
  id: z.string(),
  split,
  style: z.string(),
  publishedAt: z.iso.date(),
  election: z.string().nullable(),
  labels: z.array(labelSchema),
  traps: z.array(z.strictObject({ text: quoted, why: z.string() })),
})

const sentencesSchema = z.strictObject({
  sentences: z.array(
    z.strictObject({ id: z.string(), class: z.string(), split, text: z.string(), labels: z.array(labelSchema) }),
  ),
})

/**
 * Reads the labelled corpus and finds every quoted stretch in its text.
 *
 * @param directory Holds `sentences.json` and `articles/<id>.txt` with `articles/<id>.json`.
 * @returns All cases, articles first, by name.
 * @throws Error when a file has another form, a quotation is not in its text or a link leads nowhere.
 */
export function loadCorpus(directory: string): Corpus {
  const articleDirectory = path.join(directory, 'articles')
  const names = readdirSync(articleDirectory).sort()
  const articles = names.filter((name) => name.endsWith('.json')).map((name) => readArticle(articleDirectory, name))
  const sentences = sentencesSchema
    .parse(JSON.parse(readFileSync(path.join(directory, 'sentences.json'), 'utf8')))
    .sentences.map(
      (sentence): CorpusCase => ({
        ...sentence,
        publishedAt: undefined,
        labels: readLabels(sentence.id, sentence.text, sentence.labels),
        traps: [],
      }),
    )
  const cases = [...articles, ...sentences]
  const ids = new Set(cases.map((one) => one.id))
  if (ids.size !== cases.length) throw new Error(`Cannot use the corpus in "${directory}": an id stands there twice`)

  const files = [...names.map((name) => path.join('articles', name)), 'sentences.json']
  return { cases, sha256: hashFiles(directory, files) }
}

function readArticle(directory: string, name: string): CorpusCase {
  const { id, split, publishedAt, labels, traps } = articleSchema.parse(
    JSON.parse(readFileSync(path.join(directory, name), 'utf8')),
  )
  if (name !== `${id}.json`) throw new Error(`Cannot use "${name}": its id is "${id}"`)
  const text = readFileSync(path.join(directory, `${id}.txt`), 'utf8')
  return {
    id,
    split,
    text,
    publishedAt: new Date(`${publishedAt}T12:00:00Z`),
    labels: readLabels(id, text, labels),
    traps: traps.map((trap) => ({ span: locate(text, trap.text, id), why: trap.why })),
  }
}

function readLabels(caseId: string, text: string, labels: readonly z.output<typeof labelSchema>[]): GoldLabel[] {
  const ids = new Set(labels.map((label) => label.id))
  if (ids.size !== labels.length) throw new Error(`Cannot use "${caseId}": a label id stands there twice`)
  return labels.map((label) => {
    const place = `${caseId}/${label.id}`
    const lost = [...(label.respondsTo ?? []), ...label.contradicts].find((id) => !ids.has(id))
    if (lost !== undefined) throw new Error(`Cannot use "${place}": it is linked to "${lost}", which is missing`)
    for (const part of [label.content, label.target]) if (part !== undefined) locate(text, part, place)

    return {
      id: label.id,
      kind: label.kind,
      subtype: label.subtype,
      span: locate(text, label.span, place),
      cue: label.cue === null ? null : locate(text, label.cue, place),
      speaker: readName(text, label.speaker, place),
      accused: readName(text, label.accused, place),
      election: label.election,
      methods: label.methods,
      scope: label.scope,
      modality: label.modality,
      respondsTo: label.respondsTo,
      contradicts: label.contradicts,
      cluster: label.cluster,
      isScored: label.scored,
    }
  })
}

function readName(text: string, { name, accepted, mention }: z.output<typeof role>, place: string): GoldName {
  if (mention === null) return { name, accepted, mention: null, printed: null }
  const span = locate(text, mention, place)
  return { name, accepted, mention: span, printed: text.slice(span.start, span.end) }
}

/** Whole words are counted; inside a word only where no whole one stands, as in text that lost its spaces. */
function locate(text: string, wanted: Quoted, place: string): Span {
  const { text: exact, occurrence } = typeof wanted === 'string' ? { text: wanted, occurrence: 1 } : wanted
  const starts: number[] = []
  for (let start = text.indexOf(exact); start >= 0; start = text.indexOf(exact, start + 1)) starts.push(start)
  const whole = starts.filter((start) => isWordEdge(text, start) && isWordEdge(text, start + exact.length))
  const start = (whole.length > 0 ? whole : starts)[occurrence - 1]
  if (start === undefined) {
    throw new Error(`Cannot use "${place}": occurrence ${occurrence} of "${exact}" is not in its text`)
  }
  return { start, end: start + exact.length }
}

function isWordEdge(text: string, offset: number): boolean {
  return !/^[\p{L}\p{N}]{2}$/u.test(text.slice(offset - 1, offset + 1))
}

function hashFiles(directory: string, names: readonly string[]): string {
  const hash = createHash('sha256')
  for (const name of names) {
    hash
      .update(`${name.replaceAll(path.sep, '/')}\0`)
      .update(readFileSync(path.join(directory, name)))
      .update('\0')
  }
  return hash.digest('hex')
}
