import { z } from 'zod'
import type { Limits } from '../src/domain/limits.ts'

const count = z.number().int().min(0)
const positive = z.number().int().min(1)
const share = z.number().min(0).max(1)

/** The form of `config/limits.json`; meaning and units stand in `src/domain/limits.ts`. */
export const limitsSchema = z.strictObject({
  version: z.string(),
  fetch: z.strictObject({
    connectTimeoutMs: positive,
    headersTimeoutMs: positive,
    bodyTimeoutMs: positive,
    feedTotalTimeoutMs: positive,
    articleTotalTimeoutMs: positive,
    maxFeedBytes: positive,
    maxArticleBytes: positive,
    maxExpansion: positive,
    maxRedirects: count,
    maxHeaderBytes: positive,
    ports: z.array(z.number().int().min(1).max(65535)),
  }),
  feed: z.strictObject({
    maxEntries: positive,
    maxUrlLength: positive,
    maxTitleLength: positive,
    maxSummaryLength: positive,
    maxAuthorLength: positive,
    maxAuthors: positive,
    maxCategories: positive,
    maxDepth: positive,
  }),
  poll: z.strictObject({
    defaultIntervalMs: positive,
    minIntervalMs: positive,
    maxIntervalMs: positive,
    fastIntervalMs: positive,
    maxBackoffMs: positive,
    jitter: share,
    unconditionalEveryMs: positive,
    maxAdaptiveIntervalMs: positive,
    maxRetryAfterMs: positive,
    slower: z.number().min(1),
    fewNewShare: share,
    manyNewShare: share,
    redirectSuccesses: positive,
    redirectAfterMs: positive,
    goneBeforeDisabled: positive,
  }),
  host: z.strictObject({
    siteKey: z.enum(['domain', 'privateDomain', 'host']),
    gapMs: count,
    maxAtOnce: positive,
  }),
  health: z.strictObject({
    paceWindowMs: positive,
    minEntries: positive,
    silentGaps: positive,
    minSilentMs: positive,
    maxSilentMs: positive,
    unknownSilentMs: positive,
  }),
  robots: z.strictObject({
    maxBytes: positive,
    totalTimeoutMs: positive,
    maxAgeMs: positive,
    maxStaleMs: count,
    retryAfterMs: count,
    maxCrawlDelayMs: count,
  }),
  page: z.strictObject({
    maxDepth: positive,
    maxElements: positive,
    maxAttributes: positive,
    minTextLength: count,
    maxTextLength: positive,
    maxJsonLdBytes: positive,
    maxJsonDepth: positive,
  }),
  thread: z.strictObject({ timeoutMs: positive, maxHeapMb: positive }),
  tag: z.strictObject({ maxMentions: positive, contextLength: positive }),
  recheckAfterMs: z.array(positive).max(20),
}) satisfies z.ZodType<Limits & { version: string }>
