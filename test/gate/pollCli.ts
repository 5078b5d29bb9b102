// Speaks the contract of the poll lab: one attempt a line on the given clock, through the functions that the worker uses.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { identifyEntries } from '../../src/core/feed/entryIdentity.ts'
import { parseFeed } from '../../src/core/feed/parseFeed.ts'
import { newPollState, planPoll, planRequest } from '../../src/core/feed/planPoll.ts'
import { PipelineError } from '../../src/domain/error.ts'
import type { Limits } from '../../src/domain/limits.ts'
import type { PollAnswer, PollState } from '../../src/domain/poll.ts'
import { type Fetcher, openFetcher } from '../../src/net/fetchUrl.ts'
import { readLines } from './readLines.ts'

interface Memory {
  readonly poll: PollState
  readonly feedUrl?: string
  readonly keys: readonly string[]
}

interface Line {
  readonly url: string
  readonly now: string
  readonly state?: Memory
  readonly config?: Partial<Record<'connectTimeout' | 'headersTimeout' | 'bodyTimeout' | 'totalTimeout', number>> & {
    readonly allow?: readonly string[]
  }
}

interface Seen {
  readonly answer: PollAnswer
  readonly outcome: string
  readonly status?: number
  readonly items?: number
  readonly keys?: readonly string[]
}

const limits: Limits = JSON.parse(await readFile(new URL('../../config/limits.json', import.meta.url), 'utf8'))

await readLines(process.stdin, async (text) => {
  const line: Line = JSON.parse(text)
  process.stdout.write(`${JSON.stringify(await poll(line))}\n`)
})

async function poll(line: Line): Promise<unknown> {
  const memory = line.state ?? { poll: newPollState(), keys: [] }
  const url = memory.feedUrl ?? line.url
  if (memory.poll.isDisabled) return { state: memory, result: { outcome: 'disabled', disabled: true, feedUrl: url } }

  const now = new Date(line.now)
  const fetcher = open(line, now)
  const seen = await look(fetcher, url, now, memory, line).finally(() => fetcher.close())
  const plan = planPoll(memory.poll, seen.answer, { seed: line.url, url, now }, limits.poll)
  const feedUrl = plan.feedUrl ?? memory.feedUrl
  const { outcome, status, items } = seen
  return {
    state: { poll: plan.state, keys: seen.keys ?? memory.keys, ...(feedUrl !== undefined && { feedUrl }) },
    result: {
      outcome,
      status,
      items,
      nextPollAt: plan.nextPollAt.toISOString(),
      feedUrl: feedUrl ?? url,
      disabled: plan.isDisabled,
      reason: plan.reason,
    },
  }
}

function open({ config = {} }: Line, now: Date): Fetcher {
  const { connectTimeout, headersTimeout, bodyTimeout, allow = [] } = config
  return openFetcher({
    limits: {
      ...limits.fetch,
      connectTimeoutMs: connectTimeout ?? limits.fetch.connectTimeoutMs,
      headersTimeoutMs: headersTimeout ?? limits.fetch.headersTimeoutMs,
      bodyTimeoutMs: bodyTimeout ?? limits.fetch.bodyTimeoutMs,
    },
    userAgent: 'claimwire/0 (+https://example.org/contact)',
    allowPrivate: allow,
    clock: () => now,
  })
}

async function look(fetcher: Fetcher, url: string, now: Date, memory: Memory, { config }: Line): Promise<Seen> {
  const { validators } = planRequest(memory.poll, now, limits.poll)
  try {
    const answer = await fetcher.fetch({
      url,
      maxBytes: limits.fetch.maxFeedBytes,
      totalTimeoutMs: config?.totalTimeout ?? limits.fetch.feedTotalTimeoutMs,
      accept:
        'application/atom+xml, application/rss+xml, application/feed+json;q=0.9, application/xml;q=0.8, */*;q=0.1',
      ...(validators && { validators }),
    })
    const permanent = answer.permanentUrl === undefined ? {} : { permanentUrl: answer.permanentUrl }
    if (answer.kind === 'notModified') {
      return {
        answer: { kind: 'notModified', headers: answer.headers, ...permanent },
        outcome: 'not_modified',
        status: 304,
      }
    }
    const { body, headers, finalUrl, status } = answer.document
    const contentType = headers['content-type']
    const feed = await parseFeed(
      { body, url: finalUrl, now, ...(contentType !== undefined && { contentType }) },
      limits.feed,
    )
    const keys = identifyEntries(feed.entries, finalUrl).map(({ key }) => key)
    const known = new Set(memory.keys)
    const newCount = keys.filter((key) => !known.has(key)).length
    return {
      answer: {
        kind: 'ok',
        newCount,
        knownCount: keys.length - newCount,
        bodySha256: createHash('sha256').update(body).digest('hex'),
        headers,
        ...permanent,
        ...(feed.ttlMs !== undefined && { ttlMs: feed.ttlMs }),
        ...(feed.quietHours !== undefined && { quietHours: feed.quietHours }),
        ...(feed.quietDays !== undefined && { quietDays: feed.quietDays }),
      },
      outcome: 'ok',
      status,
      items: keys.length,
      keys,
    }
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error
    return failed(error)
  }
}

function failed(error: PipelineError): Seen {
  const { code, status, retryAfterMs } = error
  const answer: PollAnswer =
    status === 410
      ? { kind: 'gone' }
      : {
          kind: 'failed',
          code,
          ...(status !== undefined && { status }),
          ...(retryAfterMs !== undefined && { retryAfterMs }),
        }
  const outcome =
    status === 410 ? 'gone' : status !== undefined ? 'http_error' : code.startsWith('FEED_') ? 'not_a_feed' : 'error'
  return { answer, outcome, ...(status !== undefined && { status }) }
}
