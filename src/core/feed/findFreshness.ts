import type { PollHeaders } from '../../domain/poll.ts'

const MAX_MS = 31_536_000_000

/**
 * Says for how long an answer stays fresh (RFC 9111, section 4.2): `max-age` less `Age`, else `Expires` less `Date`.
 *
 * @param headers Of a 200 or 304.
 * @param now Used when the answer has no `Date`.
 * @returns Milliseconds, at most a year; 0 when nothing is said, or nothing that makes sense.
 * @throws Never.
 */
export function findFreshness(headers: PollHeaders, now: Date): number {
  const directives = (headers['cache-control'] ?? '').toLowerCase().split(',')
  const names = directives.map((directive) => directive.trim())
  if (names.some((name) => name === 'no-store' || name === 'no-cache' || name.startsWith('no-cache='))) return 0
  const maxAges = names.flatMap((name) => /^max-age\s*=\s*"?(\d{1,12})"?$/.exec(name)?.[1] ?? [])
  const [maxAge] = maxAges
  if (maxAge !== undefined) {
    const age = /^\s*(\d{1,12})\s*$/.exec(headers.age ?? '')?.[1] ?? '0'
    return bound((Number(maxAge) - Number(age)) * 1000)
  }
  const expires = parseHttpDate(headers.expires)
  return expires === undefined ? 0 : bound(expires - (parseHttpDate(headers.date) ?? now.getTime()))
}

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.
 *
 * @param value As the server sent it.
 * @param now What a date is counted from.
 * @returns Milliseconds, at most a year; 0 when nothing is said, or nothing that makes sense.
 * @throws Never.
 */
export function findRetryAfter(value: string | undefined, now: Date): number {
  if (value === undefined) return 0
  if (/^\s*\d{1,12}\s*$/.test(value)) return bound(Number(value) * 1000)
  const date = parseHttpDate(value)
  return date === undefined ? 0 : bound(date - now.getTime())
}

// IMF-fixdate only: the two other forms of the RFC are obsolete, and all else is rubbish.
const HTTP_DATE = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/

function parseHttpDate(value: string | undefined): number | undefined {
  if (value === undefined || !HTTP_DATE.test(value.trim())) return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : time
}

function bound(ms: number): number {
  return Math.min(Math.max(ms, 0), MAX_MS)
}
