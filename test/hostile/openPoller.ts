import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadLists } from '../../config/lists.ts'
import { sha256 } from '../../src/db/documents.ts'
import type { ParsedFeed } from '../../src/domain/feed.ts'
import type { PollResult } from '../../src/domain/pollTask.ts'
import type { FetcherOptions } from '../../src/net/fetchUrl.ts'
import { pollFeed } from '../../src/steps/pollFeed.ts'
import type { ParseFeedTask } from '../../src/thread/coreThread.ts'
import { openThreadPool } from '../../src/thread/threadPool.ts'
import { assertSurvived } from '../helpers/assertSurvived.ts'
import { openTestFetcher } from '../net/openTestFetcher.ts'
import { type Served, serve } from '../net/serve.ts'

const directory = fileURLToPath(new URL('../../config', import.meta.url))
const { limits } = loadLists(directory)
const TOTAL_TIMEOUT_MS = 2500
/** Of a series of polls: a Tuesday. */
export const SERIES_START = Date.parse('2026-11-03T12:00:00Z')

/** What is left of a poll: nothing of a body that did not become a feed. */
export interface Polled {
  readonly outcome: PollResult['outcome']
  readonly reason: string | undefined
  readonly titles: readonly (string | undefined)[]
}

export interface PollMore {
  readonly options?: Partial<FetcherOptions>
  readonly totalTimeoutMs?: number
  readonly pollState?: unknown
  readonly now?: Date
}

/** Answers the `count`th request, counted from 1. */
export type Answer = (response: ServerResponse, request: IncomingMessage, count: number) => void

export interface Series {
  readonly polled: readonly (PollResult & { readonly delayMs: number })[]
  /** Headers and path of each request. */
  readonly asked: readonly (IncomingMessage['headers'] & { readonly path: string })[]
}

export interface Poller {
  /** Polls once, as the worker does: guarded fetcher, parsing in a thread, policy. @returns All that would be saved. */
  poll(url: string, more?: PollMore): Promise<PollResult>
  /** Polls one server again and again on a given clock. */
  pollSeries(count: number, stepMs: number, answer: Answer): Promise<Series>
  /** Polls a hostile address under `assertSurvived`, a healthy feed beside it. */
  survive(url: string, more?: PollMore): Promise<Polled>
}

/** Opens what one file of tests polls with; closed after its last test. */
export function openPoller(): Poller {
  const threads = openThreadPool({ script: new URL('./feedThread.ts', import.meta.url), size: 2, ...limits.thread })
  after(() => threads.close())

  const poll: Poller['poll'] = async (url, more = {}) => {
    const { options = {}, totalTimeoutMs = TOTAL_TIMEOUT_MS, pollState = {}, now = new Date() } = more
    const fetcher = openTestFetcher({ clock: () => now, ...options })
    const saved: PollResult[] = []
    const bounds = { accept: '*/*', maxBytes: limits.fetch.maxFeedBytes, totalTimeoutMs }
    await pollFeed('1', {
      now: () => now,
      limits,
      outlets: [],
      loadPoll: async () => ({ pollId: '1', feedId: 'f', outletId: 'o', runId: 'r', url, pollState }),
      listKnownEntries: async () => new Set(),
      fetchFeed: (asked, validators) => fetcher.fetch({ url: asked, validators, ...bounds }),
      loadFeedPace: async () => ({ recentCount: 0 }),
      parseFeed: ({ body, headers, finalUrl }) => {
        const contentType = headers['content-type']
        const input = { body, url: finalUrl, now, ...(contentType === undefined ? {} : { contentType }) }
        return threads.run<ParseFeedTask, ParsedFeed>('parseFeed', { input, limits: limits.feed })
      },
      hash: sha256,
      savePoll: async (_task, result) => {
        saved.push(result)
        return { seen: 0, new: 0, known: 0, skipped: 0, works: [] }
      },
    }).finally(() => fetcher.close())
    assert.equal(saved.length, 1, 'a poll has one outcome')
    return saved[0]!
  }

  const survive: Poller['survive'] = async (url, more) => {
    await using control = await openControl()
    const healthy = async () => assert.deepEqual(titlesOf(await poll(control.url)), ['Healthy'])
    return await assertSurvived(async () => {
      const result = await poll(url, more)
      if (result.outcome === 'failed') assert.deepEqual(result.entries, [], 'nothing of a failed poll is stored')
      return { outcome: result.outcome, reason: result.reason, titles: titlesOf(result) }
    }, healthy)
  }

  const pollSeries: Poller['pollSeries'] = async (count, stepMs, answer) => {
    const asked: (IncomingMessage['headers'] & { path: string })[] = []
    await using server = await serve((request, response) => {
      asked.push({ ...request.headers, path: request.url ?? '' })
      answer(response, request, asked.length)
    })
    const polled: (PollResult & { delayMs: number })[] = []
    let url = server.url
    for (let index = 0; index < count; index += 1) {
      const now = new Date(SERIES_START + index * stepMs)
      const result = await poll(url, { pollState: polled.at(-1)?.pollState ?? {}, now })
      polled.push({ ...result, delayMs: result.nextPollAt.getTime() - now.getTime() })
      url = result.feedUrl ?? url
    }
    return { polled, asked }
  }
  return { poll, pollSeries, survive }
}

function titlesOf({ entries }: PollResult): (string | undefined)[] {
  return entries.map(({ entry }) => entry.title)
}

function openControl(): Promise<Served> {
  return serve((_, response) => response.end(rss('<item><title>Healthy</title><guid>1</guid></item>')))
}

/** RSS around items. */
export function rss(items: string): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>https://news.example/</link>${items}</channel></rss>`
}
