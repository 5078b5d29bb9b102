import { createHash } from 'node:crypto'
import type { Validators } from '../../domain/document.ts'
import { FATES } from '../../domain/error.ts'
import type { Limits } from '../../domain/limits.ts'
import type { PollAnswer, PollHeaders, PollPlan, PollRequest, PollState } from '../../domain/poll.ts'
import { hostKey } from '../url/hostKey.ts'
import { findFreshness, findRetryAfter } from './findFreshness.ts'

export type { PollAnswer, PollHeaders, PollPlan, PollRequest, PollState } from '../../domain/poll.ts'

type Good = Extract<PollAnswer, { kind: 'ok' | 'notModified' }>

export interface PollContext {
  /** Names the Feed: the same seed has the same jitter each time. */
  readonly seed: string
  /** That was polled. */
  readonly url: string
  readonly now: Date
  /** In the fast lane, if the server answers 304. */
  readonly isFast?: boolean
}

/**
 * The memory of a Feed that was never polled.
 *
 * @returns Plain JSON.
 * @throws Never.
 */
export function newPollState(): PollState {
  return {}
}

/**
 * Decides what to send with the next request.
 *
 * @param state As the last plan left it.
 * @param now When the request is made.
 * @param limits `config/limits.json`, section `poll`.
 * @returns Validators verbatim; none once in `unconditionalEveryMs`, for servers that answer 304 whatever has changed.
 * @throws Never.
 */
export function planRequest(state: PollState, now: Date, limits: Limits['poll']): PollRequest {
  const { validators, lastFullAt } = state
  const isDue = lastFullAt === undefined || now.getTime() - lastFullAt >= limits.unconditionalEveryMs
  return validators === undefined || isDue ? { isConditional: false } : { validators, isConditional: true }
}

/**
 * Decides when to poll a Feed again, and what to remember of the answer.
 *
 * Slows down while nothing is new and speeds up while most is, but for the fast lane; never sooner than the server and the
 * Feed ask, nor in the hours that the Feed excludes; backs off from failures without ever giving up, but for two answers 410
 * in a row.
 *
 * @param state As the last plan left it; not changed.
 * @param answer How the poll went.
 * @param context What was polled, when.
 * @param limits `config/limits.json`, section `poll`.
 * @returns The state to store, the time, and the reason in words.
 * @throws Never.
 */
export function planPoll(state: PollState, answer: PollAnswer, context: PollContext, limits: Limits['poll']): PollPlan {
  return avoidQuietHours(planAnyHour(state, answer, context, limits), context)
}

function planAnyHour(state: PollState, answer: PollAnswer, context: PollContext, limits: Limits['poll']): PollPlan {
  if (answer.kind === 'ok' || answer.kind === 'notModified') return planSuccess(state, answer, context, limits)
  const isGone = answer.kind === 'gone' || answer.status === 410
  const failures = (state.failures ?? 0) + 1
  const goneCount = isGone ? (state.goneCount ?? 0) + 1 : 0
  const isDisabled = state.isDisabled === true || goneCount >= limits.goneBeforeDisabled
  const { delayMs, reason } = planFailure(answer, failures, context, limits)
  return {
    state: { ...state, failures, goneCount, ...(isDisabled && { isDisabled }) },
    nextPollAt: new Date(context.now.getTime() + delayMs),
    reason: isDisabled ? `disabled: ${goneCount} answers in a row said that it is gone (410)` : reason,
    isDisabled,
  }
}

function planSuccess(state: PollState, answer: Good, context: PollContext, limits: Limits['poll']): PollPlan {
  const now = context.now.getTime()
  const adapted = adaptInterval(state, answer, limits)
  const memory = rememberBody(state, answer, now)
  const isFast = context.isFast === true && memory.answers304 === true
  const { intervalMs, why } = isFast ? { intervalMs: limits.fastIntervalMs, why: 'fast lane' } : adapted
  const bounds = [
    { atLeastMs: findTtlMs(state, answer) ?? 0, who: 'the Feed asks for' },
    { atLeastMs: findFreshness(answer.headers, context.now), who: 'the server says fresh for' },
    { atLeastMs: findRetryAfter(answer.headers['retry-after'], context.now), who: 'the server says retry after' },
  ]
  const strictest = bounds.reduce((a, b) => (b.atLeastMs > a.atLeastMs ? b : a))
  const jitter = jitterOf(context.seed) * limits.jitter
  const wantedMs = Math.max(intervalMs * (1 + jitter), isFast ? limits.fastIntervalMs : limits.minIntervalMs)
  const askedMs = strictest.atLeastMs * (1 + Math.abs(jitter))
  const delayMs = Math.round(Math.min(Math.max(wantedMs, askedMs), limits.maxIntervalMs))
  const reason =
    askedMs > wantedMs ? `${strictest.who} ${show(strictest.atLeastMs)}` : `every ${show(intervalMs)}: ${why}`
  const redirect = followRedirect(state, answer, context, limits)
  return {
    state: {
      ...memory,
      intervalMs: adapted.intervalMs,
      lastSuccessAt: now,
      ...(redirect.state && { redirect: redirect.state }),
    },
    nextPollAt: new Date(now + delayMs),
    reason: reason + tellMove(redirect.plan),
    ...redirect.plan,
    isDisabled: false,
  }
}

const HOUR_MS = 3_600_000

function avoidQuietHours(plan: PollPlan, { seed }: PollContext): PollPlan {
  const hours = new Set(plan.state.quietHours)
  const days = new Set(plan.state.quietDays)
  const isQuiet = (at: number) => hours.has(new Date(at).getUTCHours()) || days.has(new Date(at).getUTCDay())
  let at = plan.nextPollAt.getTime()
  if (!isQuiet(at) || hours.size >= 24 || days.size >= 7) return plan
  while (isQuiet(at)) at = (Math.floor(at / HOUR_MS) + 1) * HOUR_MS
  // Not all Feeds in the first second of the hour.
  const spreadMs = Math.round(((jitterOf(seed) + 1) * HOUR_MS) / 4)
  return { ...plan, nextPollAt: new Date(at + spreadMs), reason: `${plan.reason}; not in the hours that it skips` }
}

function tellMove({ feedUrl, proposedUrl }: Pick<PollPlan, 'feedUrl' | 'proposedUrl'>): string {
  if (feedUrl !== undefined) return `; it has moved to ${feedUrl}`
  return proposedUrl === undefined ? '' : `; it seems to have moved to another site, ${proposedUrl}: please check`
}

// Nothing undefined: the state has to be the same after a trip through JSON.
function rememberBody(state: PollState, answer: Good, now: number): PollState {
  if (answer.kind === 'notModified') {
    const { validators, bodySha256, ttlMs, quietHours, quietDays, lastFullAt } = state
    const adopted = { ...validators, ...validatorsOf(answer.headers) }
    return {
      ...(Object.keys(adopted).length > 0 && { validators: adopted }),
      ...(bodySha256 !== undefined && { bodySha256 }),
      ...(ttlMs !== undefined && { ttlMs }),
      ...(quietHours !== undefined && { quietHours }),
      ...(quietDays !== undefined && { quietDays }),
      answers304: true,
      ...(lastFullAt !== undefined && { lastFullAt }),
    }
  }
  const validators = validatorsOf(answer.headers)
  const ttlMs = findTtlMs(state, answer)
  const isSame = answer.bodySha256 === state.bodySha256
  const quietHours = answer.quietHours ?? (isSame ? state.quietHours : undefined)
  const quietDays = answer.quietDays ?? (isSame ? state.quietDays : undefined)
  return {
    ...(Object.keys(validators).length > 0 && { validators }),
    bodySha256: answer.bodySha256,
    ...(ttlMs !== undefined && { ttlMs }),
    ...(quietHours !== undefined && { quietHours }),
    ...(quietDays !== undefined && { quietDays }),
    ...(state.answers304 && !isSame && { answers304: true }),
    lastFullAt: now,
  }
}

// Whoever sees the same document again need not read it again to know what it asks for.
function findTtlMs(state: PollState, answer: Good): number | undefined {
  if (answer.kind === 'ok' && answer.bodySha256 !== state.bodySha256) return answer.ttlMs
  return (answer.kind === 'ok' ? answer.ttlMs : undefined) ?? state.ttlMs
}

// Longer or stranger than this is not stored and not sent back.
const VALIDATOR = /^[\x20-\x7e]{1,1024}$/

function validatorsOf(headers: PollHeaders): Validators {
  const { etag, 'last-modified': lastModified } = headers
  return {
    ...(etag !== undefined && VALIDATOR.test(etag) && { etag }),
    ...(lastModified !== undefined && VALIDATOR.test(lastModified) && { lastModified }),
  }
}

function adaptInterval(state: PollState, answer: Good, limits: Limits['poll']): { intervalMs: number; why: string } {
  const current = state.intervalMs ?? limits.defaultIntervalMs
  if (state.lastSuccessAt === undefined) return { intervalMs: current, why: 'first poll' }
  const slower = Math.round(Math.min(current * limits.slower, limits.maxAdaptiveIntervalMs))
  if (answer.kind === 'notModified') return { intervalMs: slower, why: 'not modified' }
  if (answer.bodySha256 === state.bodySha256) return { intervalMs: slower, why: 'the same document' }
  const { newCount, knownCount } = answer
  const share = newCount / Math.max(newCount + knownCount, 1)
  const why = `${newCount} of ${newCount + knownCount} entries new`
  if (newCount === 0) return { intervalMs: slower, why }
  // Something new: never slower than a Feed that nothing is known of.
  const brisk = Math.min(current, limits.defaultIntervalMs)
  if (share <= limits.fewNewShare) return { intervalMs: brisk, why }
  const faster = Math.round(Math.max(brisk / limits.slower, limits.minIntervalMs))
  return { intervalMs: share >= limits.manyNewShare ? faster : brisk, why }
}

function followRedirect(
  state: PollState,
  answer: Good,
  { url, now }: PollContext,
  limits: Limits['poll'],
): { state?: PollState['redirect']; plan: Pick<PollPlan, 'feedUrl' | 'proposedUrl'> } {
  const target = answer.permanentUrl
  if (target === undefined || target === url) return { plan: {} }
  const before = state.redirect?.url === target ? state.redirect : { url: target, count: 0, since: now.getTime() }
  const redirect = { ...before, count: before.count + 1 }
  const isProven =
    redirect.count >= limits.redirectSuccesses && now.getTime() - redirect.since >= limits.redirectAfterMs
  if (!isProven) return { state: redirect, plan: {} }
  // A domain that has changed hands redirects too: across sites a person decides.
  if (hostKey(target) !== hostKey(url)) return { state: redirect, plan: { proposedUrl: target } }
  return { plan: { feedUrl: target } }
}

function planFailure(
  answer: Exclude<PollAnswer, Good>,
  failures: number,
  context: PollContext,
  limits: Limits['poll'],
): { delayMs: number; reason: string } {
  const code = answer.kind === 'gone' ? 'FETCH_GONE' : answer.code
  const status = answer.kind === 'gone' ? 410 : answer.status
  const longest = FATES[code] === 'retry' ? limits.maxIntervalMs : limits.maxBackoffMs
  const spread = 1 + Math.abs(jitterOf(context.seed)) * limits.jitter
  // What may pass, as a blip of our own network, must not blind us for an hour.
  const mayPassSoon = FATES[code] === 'retry' && code !== 'FETCH_RATE_LIMITED'
  const firstMs = mayPassSoon ? limits.minIntervalMs : limits.defaultIntervalMs
  const backoffMs = Math.min(firstMs * 2 ** Math.min(failures - 1, 30) * spread, longest)
  const said = status === undefined ? code : `${code}, status ${status}`
  const retryAfterMs = answer.kind === 'gone' ? undefined : answer.retryAfterMs
  if (retryAfterMs === undefined || retryAfterMs * spread < limits.defaultIntervalMs) {
    return { delayMs: Math.round(backoffMs), reason: `failure ${failures} in a row: ${said}` }
  }
  // A server that keeps refusing at the time it names itself is left alone for longer.
  const patientMs = failures < 3 ? 0 : backoffMs
  const delayMs = Math.round(Math.min(Math.max(retryAfterMs * spread, patientMs), limits.maxRetryAfterMs))
  return { delayMs, reason: `the server says retry after ${show(retryAfterMs)}: ${said}` }
}

// -1 to 1, evenly spread over feeds.
function jitterOf(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE(0) / 0x80000000 - 1
}

function show(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`
}
