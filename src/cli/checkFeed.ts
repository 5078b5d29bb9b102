import { parseFeed } from '../core/feed/parseFeed.ts'
import type { Limits } from '../domain/limits.ts'
import { openFetcher } from '../net/fetchUrl.ts'
import { userAgent } from '../net/userAgent.ts'
import type { Context } from './context.ts'
import { note, printable, printLine, printTable } from './output.ts'

const SHOWN_ENTRIES = 10

/** Fetches and parses one feed as a poll would, and prints what came. */
export async function checkFeed(url: string, { env, isJson }: Context, limits: Limits): Promise<void> {
  const fetcher = openFetcher({
    limits: limits.fetch,
    userAgent: userAgent(env.contact),
    allowPrivate: env.allowPrivate,
  })
  try {
    const answer = await fetcher.fetch({
      url,
      accept: 'application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5',
      maxBytes: limits.fetch.maxFeedBytes,
      totalTimeoutMs: limits.fetch.feedTotalTimeoutMs,
    })
    if (answer.kind === 'notModified') return note('the server says "not modified" to an unconditional request')
    const { body, headers, finalUrl } = answer.document
    const contentType = headers['content-type']
    const input = { body, url: finalUrl, now: new Date(), ...(contentType === undefined ? {} : { contentType }) }
    const feed = await parseFeed(input, limits.feed)
    if (isJson) return await printLine(JSON.stringify({ url, finalUrl, ...feed }))
    note(`${feed.format} "${printable(feed.title ?? '')}", ${feed.entries.length} entries, from ${finalUrl}`)
    await printTable(
      ['DATE', 'TITLE', 'LINK'],
      feed.entries
        .slice(0, SHOWN_ENTRIES)
        .map((entry) => [entry.publishedAt?.toISOString() ?? '', printable(entry.title ?? '', 80), entry.link ?? '']),
    )
  } finally {
    await fetcher.close()
  }
}
