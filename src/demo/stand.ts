import type { FeedFormat } from '../domain/feed.ts'
import type { ProvenanceLabel } from '../domain/outlet.ts'

export type ChromeName = 'broadsheet' | 'wire' | 'portal' | 'amp' | 'tabloid' | 'magazine' | 'classic' | 'broadcast'

export type Charset = 'utf-8' | 'windows-1251' | 'iso-8859-1'

/** One timed update of a live blog. */
export interface StandUpdate {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly headline: string
  readonly paragraphs: readonly string[]
}

/** One page of an invented outlet: what is true of it before any markup. Every text is plain text. */
export interface StandArticle {
  /** Unique over all outlets. */
  readonly slug: string
  readonly outletId: string
  readonly kind: 'article' | 'paywall' | 'live' | 'video'
  /** What the page answers; 200 unless the piece was withdrawn. */
  readonly status?: 200 | 410
  /** A path below the outlet's that the feed links to and that answers 301. */
  readonly movedFrom?: string
  readonly section: string
  readonly headline: string
  readonly standfirst?: string
  readonly authors: readonly string[]
  /** ISO 8601, UTC. */
  readonly publishedAt: string
  readonly updatedAt?: string
  /** BCP 47. */
  readonly language: string
  /** Id of the Election it is about, for example `TR-2023-president-parliament`; null when of none. */
  readonly election: string | null
  readonly tags: readonly string[]
  readonly figure?: { readonly caption: string; readonly credit: string }
  /** The first occurrence of `text` becomes a link to the article `slug`, or to `url`. */
  readonly links?: readonly { readonly text: string; readonly slug?: string; readonly url?: string }[]
  /** Slugs, of any outlet, listed as related. */
  readonly related: readonly string[]
  readonly comments?: readonly { readonly name: string; readonly text: string }[]
  /** One sentence set in large type beside the text. */
  readonly pullQuote?: string
  readonly paragraphs: readonly string[]
  /** For a live blog only: newest first. */
  readonly updates?: readonly StandUpdate[]
}

/** A feed line that no article stands behind. */
export interface StandExtraEntry {
  readonly title: string
  readonly summary: string
  readonly publishedAt: string
  /** As written in the feed; null for an entry without a link. A leading `/` is below the outlet. */
  readonly link: string | null
}

export interface StandFeed {
  readonly id: string
  /** Below the outlet, for example `rss.xml`. */
  readonly path: string
  readonly format: FeedFormat
  readonly charset: Charset
  readonly contentType: string
  readonly title: string
  /** Only articles of these sections; all when absent. */
  readonly sections?: readonly string[]
  readonly linkStyle: 'absolute' | 'relative'
  /** Added to each link, for example `utm_source=rss&utm_medium=feed`. */
  readonly linkQuery?: string
  readonly hasFullText: boolean
  /** The zone its dates are written in: `+03:00`, or a name RFC 822 knows. */
  readonly zone: string
  readonly hasByteOrderMark?: boolean
  readonly extraEntries: readonly StandExtraEntry[]
  /** What is unusual on purpose, for the reader of this file. */
  readonly oddities: readonly string[]
}

export interface StandOutlet {
  /** Also the path prefix. */
  readonly id: string
  readonly name: string
  readonly tagline: string
  readonly country?: string
  readonly language: string
  readonly chrome: ChromeName
  readonly charset: Charset
  /** With `{yyyy} {mm} {dd} {section} {slug} {id}`. */
  readonly articlePath: string
  readonly navigation: readonly string[]
  readonly labels: readonly ProvenanceLabel[]
  readonly feeds: readonly StandFeed[]
}

/** Page furniture that makes a page as heavy as a real one. */
export interface Heft {
  readonly css: string
  readonly script: string
  readonly menu: readonly string[]
}

export interface Stand {
  readonly outlets: readonly StandOutlet[]
  readonly articles: readonly StandArticle[]
  /** None when absent. */
  readonly heftOf?: (slug: string) => Heft
}
