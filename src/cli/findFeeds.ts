import { parseFeed } from '../core/feed/parseFeed.ts'
import { hostKey } from '../core/url/hostKey.ts'
import { PipelineError } from '../domain/error.ts'
import type { Limits } from '../domain/limits.ts'
import { openFetcher } from '../net/fetchUrl.ts'
import { openHostGate } from '../net/openHostGate.ts'
import { userAgent } from '../net/userAgent.ts'
import { discoverFeeds, type FoundFeed } from '../steps/discoverFeeds.ts'
import type { Context } from './context.ts'
import { note, printable } from './output.ts'

const ACCEPT = 'application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.8, */*;q=0.5'

/**
 * Finds the feeds behind an address as a poll would ask for them: guarded, and no faster.
 *
 * @param maxFound Stops after so many.
 * @throws PipelineError FETCH_… or FEED_…; FEED_HTML when there is a page and no feed behind it.
 */
export async function findFeeds(
  url: string,
  maxFound: number,
  { env }: Context,
  limits: Limits,
): Promise<[FoundFeed, ...FoundFeed[]]> {
  const { contact, allowPrivate } = env
  const fetcher = openFetcher({ limits: limits.fetch, userAgent: userAgent(contact), allowPrivate })
  const gate = openHostGate(1, env.hostGapMs ?? limits.host.gapMs)
  try {
    const [first, ...others] = await discoverFeeds(url, maxFound, {
      fetchDocument: async (address) => {
        const answer = await gate.run(hostKey(address, limits.host.siteKey), () =>
          fetcher.fetch({
            url: address,
            accept: ACCEPT,
            maxBytes: limits.fetch.maxFeedBytes,
            totalTimeoutMs: limits.fetch.feedTotalTimeoutMs,
          }),
        )
        if (answer.kind === 'document') return answer.document
        throw new PipelineError(
          'FETCH_PROTOCOL',
          `Cannot fetch "${address}": it says "not modified" to a first request`,
        )
      },
      parseFeed: ({ body, headers, finalUrl }) => {
        const contentType = headers['content-type']
        const input = { body, url: finalUrl, now: new Date(), ...(contentType === undefined ? {} : { contentType }) }
        return parseFeed(input, limits.feed)
      },
      onTry: (link) => note(`${link.source}: ${printable(link.url, 200)}`),
    })
    if (first) return [first, ...others]
    throw new PipelineError('FEED_HTML', `Cannot find a feed at "${url}": it is a page, and no feed lies behind it`)
  } finally {
    await fetcher.close()
  }
}
