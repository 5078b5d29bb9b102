/** Who counts as one site, see `hostKey`. */
export type SiteKeyKind = 'domain' | 'privateDomain' | 'host'

/** Every bound of the pipeline: `config/limits.json`. Milliseconds, bytes, UTF-16 code units, counts. */
export interface Limits {
  readonly fetch: {
    readonly connectTimeoutMs: number
    readonly headersTimeoutMs: number
    readonly bodyTimeoutMs: number
    readonly feedTotalTimeoutMs: number
    readonly articleTotalTimeoutMs: number
    readonly maxFeedBytes: number
    readonly maxArticleBytes: number
    /** Decoded bytes for each byte on the wire, once more than 1 MiB is decoded. */
    readonly maxExpansion: number
    readonly maxRedirects: number
    readonly maxHeaderBytes: number
    readonly ports: readonly number[]
  }
  readonly feed: {
    readonly maxEntries: number
    readonly maxUrlLength: number
    readonly maxTitleLength: number
    readonly maxSummaryLength: number
    readonly maxAuthorLength: number
    readonly maxAuthors: number
    readonly maxCategories: number
    readonly maxDepth: number
  }
  readonly poll: {
    readonly defaultIntervalMs: number
    readonly minIntervalMs: number
    readonly maxIntervalMs: number
    /** Of a Feed in the fast lane. */
    readonly fastIntervalMs: number
    readonly maxBackoffMs: number
    /** ± this share of the interval, the same for a feed each time. */
    readonly jitter: number
    readonly unconditionalEveryMs: number
    /** Adapting to what is new goes no further than this; only the server and the Feed ask for more. */
    readonly maxAdaptiveIntervalMs: number
    readonly maxRetryAfterMs: number
    /** Factor of the interval when nothing is new; its inverse when most is. */
    readonly slower: number
    /** Shares of the entries of one document. */
    readonly fewNewShare: number
    readonly manyNewShare: number
    /** A permanent redirect is adopted after so many successes in a row over so much time. */
    readonly redirectSuccesses: number
    readonly redirectAfterMs: number
    /** Answers 410 in a row. */
    readonly goneBeforeDisabled: number
  }
  readonly host: {
    readonly siteKey: SiteKeyKind
    /** Milliseconds between the starts of two requests to one site. */
    readonly gapMs: number
    /** Requests to one site that may be under way at once. */
    readonly maxAtOnce: number
  }
  readonly health: {
    /** What of a Feed's past counts. */
    readonly paceWindowMs: number
    /** With fewer new entries than this its pace is not known. */
    readonly minEntries: number
    /** A Feed is silent when it brings nothing for so many of its usual gaps between two entries. */
    readonly silentGaps: number
    readonly minSilentMs: number
    readonly maxSilentMs: number
    /** Where its pace is not known. */
    readonly unknownSilentMs: number
  }
  readonly robots: {
    readonly maxBytes: number
    readonly totalTimeoutMs: number
    /** An answer is good for so long. */
    readonly maxAgeMs: number
    /** And for so much longer while the site does not answer. */
    readonly maxStaleMs: number
    /** A site that did not answer is asked again after so long. */
    readonly retryAfterMs: number
    /** A site that asks for more time between two requests gets this. */
    readonly maxCrawlDelayMs: number
  }
  readonly page: {
    readonly maxDepth: number
    readonly maxElements: number
    readonly maxAttributes: number
    readonly minTextLength: number
    readonly maxTextLength: number
    readonly maxJsonLdBytes: number
    readonly maxJsonDepth: number
  }
  readonly thread: {
    readonly timeoutMs: number
    readonly maxHeapMb: number
  }
  readonly tag: {
    readonly maxMentions: number
    readonly contextLength: number
  }
  /** When an article is fetched again to see whether it has changed, after it was first seen. */
  readonly recheckAfterMs: readonly number[]
}
