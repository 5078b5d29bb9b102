import { z } from 'zod'
import type { Mention } from '../../domain/mention.ts'
import { apiSchemas } from './apiSchemas.ts'

const list = z.array(z.string()).readonly()
const name = z.string().nullable()

export const span = z.object({ start: z.number().int(), end: z.number().int() })
apiSchemas.add(span, { id: 'Span' })

export const section = z.enum(['headline', 'subhead', 'summary', 'caption', 'body'])
export const kind = z.enum(['claim', 'denial', 'challenge', 'evidence_note'])

/** The form of a Mention. `null` means "not known", never "guessed". */
export const mention = z.object({
  id: z.string(),
  articleId: z.string(),
  textSha256: z.string(),
  taggerVersion: z.string(),
  kind,
  subtype: z.string(),
  also: list,
  span: span.describe('UTF-16 code units, end-exclusive, into the article text'),
  sentence: span,
  cue: span.nullable(),
  content: span.nullable(),
  target: span.nullable(),
  quote: z.object({ exact: z.string(), prefix: z.string(), suffix: z.string() }),
  section,
  speaker: z.object({
    entityId: name,
    name,
    mention: span.nullable(),
    resolution: z.string(),
    onBehalfOf: name,
    denierRole: z.enum(['accused', 'representative', 'third_party']).nullable(),
  }),
  via: name,
  accused: z.object({ entityId: name, name, mention: span.nullable() }),
  election: z.object({ id: name, country: name, year: z.number().int().nullable() }),
  scope: z.enum(['foreign', 'domestic', 'unknown']),
  methods: list,
  allegedTechniques: list.describe('DISARM ids, on claims only'),
  mode: z.enum(['direct', 'mixed', 'indirect', 'narrator']),
  modality: z.enum(['asserted', 'hedged', 'presupposed', 'possible']),
  evidenceStatus: z.enum(['unspecified', 'offered', 'none_offered', 'demanded', 'disputed', 'weak']),
  respondsTo: list,
  contradicts: list,
  statementId: name,
  confidence: z.number(),
  ruleIds: list,
  flags: list,
}) satisfies z.ZodType<Mention>
apiSchemas.add(mention, { id: 'Mention' })
