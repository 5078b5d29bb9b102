/**
 * Every reason code and its fate, in one table.
 *
 * - `retry`: it may pass; the queue tries again, and sets it aside when it has no attempts left
 * - `set-aside`: it will not pass by itself; kept for a person, who can replay it
 * - `skip`: expected; counted and done
 * - `stop`: the program cannot go on; told to the person who started it
 */
export const FATES = {
  FETCH_TIMEOUT: 'retry',
  FETCH_NETWORK: 'retry',
  FETCH_TRUNCATED: 'retry',
  FETCH_SERVER_ERROR: 'retry',
  FETCH_RATE_LIMITED: 'retry',
  FETCH_GONE: 'set-aside',
  FETCH_FORBIDDEN: 'set-aside',
  FETCH_CHALLENGE: 'set-aside',
  FETCH_STATUS: 'set-aside',
  FETCH_TOO_LARGE: 'set-aside',
  FETCH_REDIRECTS: 'set-aside',
  FETCH_ENCODING: 'set-aside',
  FETCH_PROTOCOL: 'set-aside',
  FETCH_TLS: 'set-aside',
  FETCH_BLOCKED_ADDRESS: 'set-aside',
  FETCH_BAD_URL: 'set-aside',
  FEED_EMPTY: 'set-aside',
  FEED_HTML: 'set-aside',
  FEED_NOT_A_FEED: 'set-aside',
  FEED_MALFORMED: 'set-aside',
  FEED_TOO_DEEP: 'set-aside',
  PAGE_TOO_DEEP: 'set-aside',
  PAGE_TOO_MANY_ELEMENTS: 'set-aside',
  PAGE_TOO_MANY_ATTRIBUTES: 'set-aside',
  THREAD_TIMEOUT: 'set-aside',
  THREAD_OUT_OF_MEMORY: 'set-aside',
  THREAD_FAILED: 'set-aside',
  SITE_BUSY: 'retry',
  STORE_UNAVAILABLE: 'retry',
  STAGE_STUCK: 'set-aside',
  JOB_INVALID: 'set-aside',
  INTERNAL_ERROR: 'retry',
  NOT_HTML: 'skip',
  NOT_AN_ARTICLE: 'skip',
  TEXT_TOO_SHORT: 'skip',
  PAYWALL: 'skip',
  LIVE_BLOG: 'skip',
  LANGUAGE_NOT_SUPPORTED: 'skip',
  ROBOTS_DISALLOWED: 'skip',
  DUPLICATE_ARTICLE: 'skip',
  ENTRY_NO_LINK: 'skip',
  ENTRY_BAD_URL: 'skip',
  ENTRIES_CAPPED: 'skip',
  CONFIG_INVALID: 'stop',
  LIST_INVALID: 'stop',
  STORE_LOCKED: 'stop',
  STORE_SCHEMA: 'stop',
  SERVICE_UNAVAILABLE: 'stop',
  RUN_BUSY: 'stop',
  INPUT_INVALID: 'stop',
} as const satisfies Record<string, 'retry' | 'set-aside' | 'skip' | 'stop'>

export type ErrorCode = keyof typeof FATES

/** A failure with a stable code. The message says what we tried, the thing in quotes, the state. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError'
  readonly code: ErrorCode
  /** For `retry`: do not try again sooner than this many milliseconds. */
  readonly retryAfterMs?: number
  /** The HTTP status that the failure is about. */
  readonly status?: number

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number; status?: number } = {},
  ) {
    super(cleanMessage(message), options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs
    if (options.status !== undefined) this.status = options.status
  }
}

const MAX_MESSAGE_LENGTH = 500

/** Messages go to logs, terminals, queues and SQL: no control characters, no lone surrogates, bounded. */
export function cleanMessage(message: string): string {
  return message
    .slice(0, MAX_MESSAGE_LENGTH)
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
}
