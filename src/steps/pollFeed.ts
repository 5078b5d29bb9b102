import { identifyEntries } from '../core/feed/entryIdentity.ts'
import { judgeFeedHealth } from '../core/feed/judgeFeedHealth.ts'
import { planPoll, planRequest } from '../core/feed/planPoll.ts'
import { hostKey } from '../core/url/hostKey.ts'
import { mapMirrors } from '../core/url/mapMirrors.ts'
import type { FetchedDocument, Validators } from '../domain/document.ts'
import { type ErrorCode, PipelineError } from '../domain/error.ts'
import type { ParsedFeed } from '../domain/feed.ts'
import type { FeedPace } from '../domain/feedHealth.ts'
import type { Limits } from '../domain/limits.ts'
import type { Outlet } from '../domain/outlet.ts'
import type { PollAnswer, PollHeaders, PollState } from '../domain/poll.ts'
import type { EntryToSave, PollResult, PollTask, SavedPoll } from '../domain/pollTask.ts'

export interface PollFeedDeps {
  readonly now: () => Date
  readonly limits: Limits
  /** Whose mirrors are known. */
  readonly outlets: readonly Outlet[]
  readonly loadPoll: (pollId: string) => Promise<PollTask | undefined>
  /** Which of these entries the store has. */
  readonly listKnownEntries: (entryIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** `siteKey` names the site that is asked, for politeness. */
  readonly fetchFeed: (url: string, validators: Validators, siteKey: string) => Promise<FeedAnswer>
  /** How often the feed had something new, before this poll. */
  readonly loadFeedPace: (feedId: string) => Promise<FeedPace>
  readonly parseFeed: (document: FetchedDocument) => Promise<ParsedFeed>
  readonly hash: (data: Uint8Array | string) => string
  readonly savePoll: (task: PollTask, result: PollResult) => Promise<SavedPoll | undefined>
}

export type FeedAnswer =
  | { readonly kind: 'document'; readonly document: FetchedDocument; readonly permanentUrl?: string }
  | { readonly kind: 'notModified'; readonly headers: PollHeaders; readonly permanentUrl?: string }

/** Why a feed could not be read: to be told once. */
export interface PollFailure {
  readonly feedId: string
  readonly url: string
  readonly code: ErrorCode
}

export type PollFeedOutcome =
  | { readonly kind: 'polled'; readonly saved: SavedPoll; readonly failure?: PollFailure }
  /** The poll had ended before. */
  | { readonly kind: 'passed' }

interface Reading {
  readonly answer: PollAnswer
  readonly title?: string
  readonly entries: readonly EntryToSave[]
  /** The document had more entries than are taken. */
  readonly isCapped?: boolean
}

/**
 * Polls one feed. A feed that fails is an outcome, with its reason and a later next poll; it loses nothing.
 *
 * @throws Only what the store throws.
 */
export async function pollFeed(pollId: string, deps: PollFeedDeps): Promise<PollFeedOutcome> {
  const task = await deps.loadPoll(pollId)
  if (!task) return { kind: 'passed' }

  const reading = await readFeed(task, deps)

  return await save(task, reading, deps)
}

/** Ends a poll that broke off for a reason of our own. */
export async function failPoll(pollId: string, failure: PipelineError, deps: PollFeedDeps): Promise<PollFeedOutcome> {
  const task = await deps.loadPoll(pollId)
  if (!task) return { kind: 'passed' }
  return await save(task, { answer: { kind: 'failed', code: failure.code }, entries: [] }, deps)
}

async function readFeed(task: PollTask, deps: PollFeedDeps): Promise<Reading> {
  const state = task.pollState as PollState
  try {
    const { validators = {} } = planRequest(state, deps.now(), deps.limits.poll)
    const got = await deps.fetchFeed(task.url, validators, hostKey(task.url, deps.limits.host.siteKey))
    const moved = got.permanentUrl === undefined ? {} : { permanentUrl: got.permanentUrl }
    if (got.kind === 'notModified') {
      return { answer: { kind: 'notModified', headers: got.headers, ...moved }, entries: [] }
    }
    return await readDocument(task, state, got.document, moved, deps)
  } catch (error) {
    // A site that is busy with our own requests has not failed: the job comes back.
    if (!(error instanceof PipelineError) || error.code === 'SITE_BUSY') throw error
    const { code, status, retryAfterMs } = error
    const more = {
      ...(status === undefined ? {} : { status }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    }
    return { answer: { kind: 'failed', code, ...more }, entries: [] }
  }
}

async function readDocument(
  task: PollTask,
  state: PollState,
  document: FetchedDocument,
  moved: { permanentUrl?: string },
  deps: PollFeedDeps,
): Promise<Reading> {
  const bodySha256 = deps.hash(document.body)
  const answered = { bodySha256, headers: document.headers, ...moved }
  if (bodySha256 === state.bodySha256) {
    return { answer: { kind: 'ok', newCount: 0, knownCount: 1, ...answered }, entries: [] }
  }
  const feed = await deps.parseFeed(document)
  const entries = toEntries(task, feed, document.finalUrl, deps)
  const known = await deps.listKnownEntries(entries.map((entry) => entry.entryId))
  return {
    answer: {
      kind: 'ok',
      newCount: entries.length - known.size,
      knownCount: known.size,
      ...answered,
      ...(feed.ttlMs === undefined ? {} : { ttlMs: feed.ttlMs }),
      ...(feed.quietHours === undefined ? {} : { quietHours: feed.quietHours }),
      ...(feed.quietDays === undefined ? {} : { quietDays: feed.quietDays }),
    },
    ...(feed.title === undefined ? {} : { title: feed.title }),
    entries,
    isCapped: feed.flags.includes('entries_capped'),
  }
}

/** Each line once: a feed that repeats a line says it once. */
function toEntries(task: PollTask, feed: ParsedFeed, url: string, deps: PollFeedDeps): EntryToSave[] {
  const entries = new Map<string, EntryToSave>()
  for (const identified of identifyEntries(feed.entries, url, mapMirrors(deps.outlets))) {
    const entryId = shortId('e', `${task.feedId}\n${identified.key}`, deps)
    if (entries.has(entryId)) continue
    const { entry, contentHash, url: link, urlKey, skip } = identified
    entries.set(entryId, {
      entryId,
      entry,
      contentHash,
      ...(link !== undefined && urlKey !== undefined && skip === undefined
        ? { article: { articleId: shortId('a', urlKey, deps), url: link, urlKey } }
        : { skipReason: skip ?? 'ENTRY_NO_LINK' }),
    })
  }
  return [...entries.values()]
}

const shortId = (prefix: string, text: string, { hash }: PollFeedDeps) => prefix + hash(text).slice(0, 24)

async function save(task: PollTask, reading: Reading, deps: PollFeedDeps): Promise<PollFeedOutcome> {
  const { answer, entries, title } = reading
  const context = { seed: task.feedId, url: task.url, now: deps.now(), isFast: task.isFast ?? false }
  const plan = planPoll(task.pollState as PollState, answer, context, deps.limits.poll)
  const pace = await deps.loadFeedPace(task.feedId)
  const health = judgeFeedHealth(answer, plan.isDisabled, pace, deps.now(), deps.limits.health)
  const isParsed = answer.kind === 'ok' && answer.bodySha256 !== (task.pollState as PollState).bodySha256
  const isGood = answer.kind === 'ok' || answer.kind === 'notModified'
  const saved = await deps.savePoll(task, {
    outcome: isParsed ? 'parsed' : isGood ? 'unchanged' : 'failed',
    ...(answer.kind === 'failed' ? { reason: answer.code } : {}),
    ...(reading.isCapped ? { reason: 'ENTRIES_CAPPED' } : {}),
    ...(title === undefined ? {} : { title }),
    entries,
    pollState: plan.state,
    nextPollAt: plan.nextPollAt,
    pollReason: plan.reason,
    ...(plan.feedUrl === undefined ? {} : { feedUrl: plan.feedUrl }),
    ...(plan.proposedUrl === undefined ? {} : { proposedUrl: plan.proposedUrl }),
    health,
    isDisabled: plan.isDisabled,
  })
  if (!saved) return { kind: 'passed' }
  const { feedId, url } = task
  return answer.kind === 'failed'
    ? { kind: 'polled', saved, failure: { feedId, url, code: answer.code } }
    : { kind: 'polled', saved }
}
