import type { FeedHealth, FeedPace } from '../../domain/feedHealth.ts'
import type { Limits } from '../../domain/limits.ts'
import type { PollAnswer } from '../../domain/poll.ts'

const DAY_MS = 86_400_000

/**
 * Says whether we hear what a Feed says.
 *
 * @param answer Of its last poll.
 * @param isDisabled The polling policy has given it up.
 * @param pace Before this poll.
 * @param limits `config/limits.json`, section `health`.
 * @returns The state, and the reason in words for all but `ok`.
 * @throws Never.
 */
export function judgeFeedHealth(
  answer: PollAnswer,
  isDisabled: boolean,
  pace: FeedPace,
  now: Date,
  limits: Limits['health'],
): FeedHealth {
  if (answer.kind === 'gone' || answer.kind === 'failed') {
    const reason = answer.kind === 'gone' ? 'FETCH_GONE' : answer.code
    if (isDisabled) return { state: 'disabled', reason }
    if (reason === 'FEED_HTML') return { state: 'html', reason }
    return { state: reason === 'FETCH_CHALLENGE' ? 'challenge' : 'failing', reason }
  }
  const newestAt = pace.lastNewAt ?? pace.firstPolledAt
  if (newestAt === undefined || (answer.kind === 'ok' && answer.newCount > 0)) return { state: 'ok' }
  const quietMs = now.getTime() - newestAt.getTime()
  if (quietMs < findPatience(pace, limits)) return { state: 'ok' }
  const perDay = findEntriesPerDay(pace, limits)
  const before = perDay === undefined ? '' : `; before, ${perDay.toFixed(1)} entries a day`
  return { state: 'silent', reason: `nothing new for ${(quietMs / DAY_MS).toFixed(1)} days${before}` }
}

/**
 * Says how much a Feed used to bring.
 *
 * @returns New entries a day up to the last new one; undefined when too few were seen to tell.
 * @throws Never.
 */
export function findEntriesPerDay(pace: FeedPace, limits: Limits['health']): number | undefined {
  const { firstPolledAt, lastNewAt, recentCount } = pace
  if (!firstPolledAt || !lastNewAt || recentCount < limits.minEntries) return undefined
  const spanMs = Math.min(lastNewAt.getTime() - firstPolledAt.getTime(), limits.paceWindowMs)
  return spanMs > 0 ? (recentCount * DAY_MS) / spanMs : undefined
}

/** How long it may be quiet: many times its usual gap. */
function findPatience(pace: FeedPace, limits: Limits['health']): number {
  const perDay = findEntriesPerDay(pace, limits)
  if (perDay === undefined) return limits.unknownSilentMs
  const patienceMs = (limits.silentGaps * DAY_MS) / perDay
  return Math.min(Math.max(patienceMs, limits.minSilentMs), limits.maxSilentMs)
}
