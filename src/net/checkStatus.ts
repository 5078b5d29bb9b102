import { type ErrorCode, PipelineError } from '../domain/error.ts'

const MAX_RETRY_AFTER_MS = 31_536_000_000

/**
 * Throws for every status that is not an answer.
 *
 * @param status After redirects.
 * @param headers Lower-case names.
 * @param url For the message.
 * @param now What a date in `Retry-After` is counted from.
 * @throws PipelineError with `status`, and `retryAfterMs` for 429 and 503.
 */
export function checkStatus(status: number, headers: Readonly<Record<string, string>>, url: string, now: Date): void {
  if (status === 200 || status === 203 || status === 304) return
  const isChallenge = headers['cf-mitigated']?.toLowerCase() === 'challenge'
  const retryAfterMs = status === 429 || status === 503 ? readRetryAfter(headers['retry-after'], now) : undefined
  throw new PipelineError(
    isChallenge && status < 500 ? 'FETCH_CHALLENGE' : findCode(status),
    `Cannot fetch "${url}": status is ${status}${isChallenge ? ', a challenge for robots' : ''}`,
    { status, ...(retryAfterMs !== undefined && { retryAfterMs }) },
  )
}

function findCode(status: number): ErrorCode {
  if (status === 404 || status === 410) return 'FETCH_GONE'
  if (status === 401 || status === 403 || status === 451) return 'FETCH_FORBIDDEN'
  if (status === 429) return 'FETCH_RATE_LIMITED'
  return status >= 500 ? 'FETCH_SERVER_ERROR' : 'FETCH_STATUS'
}

function readRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined
  const seconds = /^\s*(\d{1,12})\s*$/.exec(value)?.[1]
  const isDate = /^\s*[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT\s*$/.test(value)
  const ms = seconds ? Number(seconds) * 1000 : isDate ? Date.parse(value) - now.getTime() : Number.NaN
  return Number.isNaN(ms) || ms <= 0 ? undefined : Math.min(ms, MAX_RETRY_AFTER_MS)
}
