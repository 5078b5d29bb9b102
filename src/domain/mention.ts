import type { Section } from './article.ts'
import type { Span } from './span.ts'

export type MentionKind = 'claim' | 'denial' | 'challenge' | 'evidence_note'

export interface Speaker {
  readonly entityId: string | null
  readonly name: string | null
  readonly mention: Span | null
  /** How the name was found: `explicit`, `pronoun`, `surname`, `role`, `metonym`, `narrator`, `continuation`, `unresolved`. */
  readonly resolution: string
  readonly onBehalfOf: string | null
  readonly denierRole: 'accused' | 'representative' | 'third_party' | null
}

export interface Accused {
  readonly entityId: string | null
  readonly name: string | null
  readonly mention: Span | null
}

/** One tagged occurrence. Shape and meaning: README, "The record". `null` means "not known", never "guessed". */
export interface Mention {
  /** The same for the same statement at the same place of the same article, whatever the tagger version. */
  readonly id: string
  readonly articleId: string
  readonly textSha256: string
  readonly taggerVersion: string
  readonly kind: MentionKind
  readonly subtype: string
  readonly also: readonly string[]
  readonly span: Span
  readonly sentence: Span
  readonly cue: Span | null
  readonly content: Span | null
  readonly target: Span | null
  /** W3C Web Annotation TextQuoteSelector; `exact === text.slice(span.start, span.end)`. */
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string }
  readonly section: Section
  readonly speaker: Speaker
  readonly via: string | null
  readonly accused: Accused
  readonly election: { readonly id: string | null; readonly country: string | null; readonly year: number | null }
  readonly scope: 'foreign' | 'domestic' | 'unknown'
  readonly methods: readonly string[]
  /** DISARM ids, on claims only. */
  readonly allegedTechniques: readonly string[]
  readonly mode: 'direct' | 'mixed' | 'indirect' | 'narrator'
  readonly modality: 'asserted' | 'hedged' | 'presupposed' | 'possible'
  readonly evidenceStatus: 'unspecified' | 'offered' | 'none_offered' | 'demanded' | 'disputed' | 'weak'
  /** Ids of Mentions of the same article. */
  readonly respondsTo: readonly string[]
  readonly contradicts: readonly string[]
  readonly statementId: string | null
  /** 0 to 1. */
  readonly confidence: number
  readonly ruleIds: readonly string[]
  readonly flags: readonly string[]
}

/** What the tagger reads: an Article's text with its address in the store. */
export interface TaggableArticle {
  readonly id: string
  readonly text: string
  /** Lower-case hex of the UTF-8 text. */
  readonly textSha256: string
  /** Known zones; undefined for bare text, where the tagger finds them itself. */
  readonly zones?: readonly { readonly section: Section; readonly start: number; readonly end: number }[]
  readonly publishedAt?: Date
}
