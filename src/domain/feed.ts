/** A document that we poll (RFC 4287 and its relatives). */
export interface Feed {
  readonly id: string
  readonly outletId: string
  readonly url: string
  readonly isEnabled: boolean
  /** May be polled every few minutes, if it answers 304 and asks for nothing slower. */
  readonly isFast?: boolean
}

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json'

/** One line of a Feed, as the Feed declares it, cleaned: plain text, absolute URLs, real dates. */
export interface ParsedEntry {
  /** The Feed's own identifier; undefined when it gives none. */
  readonly guid?: string
  /** Absolute http(s) URL; undefined when the Feed gives none that can be fetched. */
  readonly link?: string
  /** Why there is no usable link although the Feed gave one. */
  readonly linkProblem?: 'ENTRY_BAD_URL'
  readonly title?: string
  /** Plain text: teaser or full content, markup removed. */
  readonly summary?: string
  readonly authors: readonly string[]
  readonly categories: readonly string[]
  /** BCP 47, as declared. */
  readonly language?: string
  readonly publishedAt?: Date
  readonly updatedAt?: Date
  /** Absolute http(s) URL of a picture. */
  readonly imageUrl?: string
  /** Files that belong to it: pictures, sound, video. */
  readonly enclosures?: readonly Enclosure[]
  /** What was repaired or doubted, for example `date_unzoned`. */
  readonly flags: readonly string[]
}

export interface Enclosure {
  /** Absolute http(s) URL. */
  readonly url: string
  /** Media type, as declared. */
  readonly type?: string
  readonly sizeBytes?: number
}

export interface ParsedFeed {
  /** `sitemap` is a news sitemap: what outlets without RSS have. */
  readonly format: FeedFormat | 'sitemap'
  readonly title?: string
  readonly homepage?: string
  readonly language?: string
  /** How long the Feed asks not to be polled again, in milliseconds. */
  readonly ttlMs?: number
  /** Hours of the day, 0 to 23 in UTC, ascending, in which the Feed asks not to be polled. */
  readonly quietHours?: readonly number[]
  /** Days of the week, UTC, in which not to poll: 0, Sunday, to 6, ascending; never all. */
  readonly quietDays?: readonly number[]
  /** Where the Feed says that it lives. */
  readonly selfUrl?: string
  /** WebSub hub. */
  readonly hubUrl?: string
  /** In document order, capped at `limits.feed.maxEntries`. */
  readonly entries: readonly ParsedEntry[]
  readonly flags: readonly string[]
}
