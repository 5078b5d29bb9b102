import type { Span } from './span.ts'

export type Section = 'headline' | 'subhead' | 'summary' | 'caption' | 'body'

/** A stretch of the text that is not plain body. What no Zone covers is body. */
export interface Zone extends Span {
  readonly section: Section
}

/** Where a page says when it was published. */
export type DateSource = 'jsonLd' | 'meta' | 'time' | 'url' | 'script' | 'text'

export interface FoundDate {
  readonly at: Date
  readonly source: DateSource
  readonly precision: 'day' | 'minute'
  /** The calendar day as written, in the outlet's own zone: `2026-11-03`. */
  readonly day: string
}

/** One reading of one piece (schema.org NewsArticle). */
export interface Article {
  readonly title?: string
  readonly authors: readonly string[]
  readonly siteName?: string
  readonly section?: string
  readonly publishedAt?: Date
  readonly modifiedAt?: Date
  /** The same two dates with where and how exactly the page says them. */
  readonly dates?: { readonly published?: FoundDate; readonly modified?: FoundDate }
  /** BCP 47 primary tag of the text, `und` when in doubt. */
  readonly language: string
  /** What the page itself declares, as it says it (`lang`, `content-language`). */
  readonly declaredLanguage?: string
  /** Absolute http(s) URL of the lead image. */
  readonly imageUrl?: string
  /** Same site as the page, else undefined. */
  readonly canonicalUrl?: string
  /** What the page says of itself at another site: believed only where that site is the outlet's own. */
  readonly elsewhere?: {
    readonly canonicalUrl?: string
    /** Of the publisher, in JSON-LD. */
    readonly publisherUrl?: string
  }
  /** The headline first, then one block a line with a blank line between blocks; NFC is not forced. */
  readonly text: string
  /** In reading order, not overlapping. */
  readonly zones: readonly Zone[]
  /** Where the text comes from: the page, or the feed's own lines because the page could not be read. */
  readonly textSource: 'page' | 'feed'
  readonly flags: readonly string[]
}

/** Why a page is not an article; each is an expected outcome, not an error. */
export type NotArticleReason = 'NOT_HTML' | 'NOT_AN_ARTICLE' | 'TEXT_TOO_SHORT' | 'PAYWALL' | 'LIVE_BLOG'

export type Extraction =
  | { readonly kind: 'article'; readonly article: Article }
  | { readonly kind: 'notArticle'; readonly reason: NotArticleReason }

/** An Article as stored: one of its revisions. */
export interface ArticleRevision extends Article {
  readonly articleId: string
  readonly revision: number
  readonly textSha256: string
}
