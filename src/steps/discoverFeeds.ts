import { decodePage } from '../core/article/decodePage.ts'
import { type FeedLink, findFeedLinks } from '../core/feed/findFeedLinks.ts'
import type { FetchedDocument } from '../domain/document.ts'
import { PipelineError } from '../domain/error.ts'
import type { ParsedFeed } from '../domain/feed.ts'

export interface DiscoverFeedsDeps {
  readonly fetchDocument: (url: string) => Promise<FetchedDocument>
  readonly parseFeed: (document: FetchedDocument) => Promise<ParsedFeed>
  /** Told of each address before it is asked. */
  readonly onTry: (link: FeedLink) => void
}

/** A Feed that answered. */
export interface FoundFeed {
  /** What to poll. */
  readonly url: string
  /** `itself`: the address asked about is the Feed. */
  readonly source: FeedLink['source'] | 'itself'
  readonly document: FetchedDocument
  readonly feed: ParsedFeed
}

/** A page may name many; so many addresses are asked. */
const MAX_TRIES = 15

/**
 * Finds the Feeds behind an address: the Feed that it is, or else those that the page there declares or links to, or that
 * lie where Feeds often lie.
 *
 * @param maxFound Stops after so many.
 * @returns Best first. Guesses are made only where the page names no Feed that answers; `[]` when there is none at all.
 * @throws PipelineError FETCH_… or FEED_… when the address gives neither a Feed nor a page.
 */
export async function discoverFeeds(url: string, maxFound: number, deps: DiscoverFeedsDeps): Promise<FoundFeed[]> {
  const document = await deps.fetchDocument(url)
  const itself = await parseOrPage(document, deps)
  if (itself) return [{ url, source: 'itself', document, feed: itself }]

  const { html } = decodePage(document.body, document.headers['content-type'])
  const found: FoundFeed[] = []
  for (const link of findFeedLinks(html, document.finalUrl).slice(0, MAX_TRIES)) {
    if (found.length >= maxFound || (link.source === 'guessed' && found.length > 0)) break
    deps.onTry(link)
    const one = await tryLink(link, deps)
    if (one) found.push(one)
  }
  return found
}

/** @returns Undefined for a page. */
async function parseOrPage(document: FetchedDocument, deps: DiscoverFeedsDeps): Promise<ParsedFeed | undefined> {
  try {
    return await deps.parseFeed(document)
  } catch (error) {
    if (error instanceof PipelineError && error.code === 'FEED_HTML') return undefined
    throw error
  }
}

async function tryLink({ url, source }: FeedLink, deps: DiscoverFeedsDeps): Promise<FoundFeed | undefined> {
  try {
    const document = await deps.fetchDocument(url)
    return { url, source, document, feed: await deps.parseFeed(document) }
  } catch (error) {
    // A wrong address is what a guess is likely to be.
    if (error instanceof PipelineError) return undefined
    throw error
  }
}
