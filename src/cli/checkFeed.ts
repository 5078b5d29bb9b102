import type { Limits } from '../domain/limits.ts'
import type { FoundFeed } from '../steps/discoverFeeds.ts'
import type { Context } from './context.ts'
import { findFeeds } from './findFeeds.ts'
import { note, printable, printLine, printTable } from './output.ts'

const SHOWN_ENTRIES = 10
const MAX_FOUND = 5

/** Fetches and parses one feed as a poll would, or those that a page names, and prints what came. */
export async function checkFeed(url: string, context: Context, limits: Limits): Promise<void> {
  for (const found of await findFeeds(url, MAX_FOUND, context, limits)) {
    const { finalUrl } = found.document
    if (context.isJson) {
      await printLine(JSON.stringify({ url: found.url, finalUrl, source: found.source, ...found.feed }))
    } else await printFeed(found)
  }
}

async function printFeed({ url, source, document, feed }: FoundFeed): Promise<void> {
  const title = printable(feed.title ?? '')
  note(`${feed.format} "${title}", ${feed.entries.length} entries, from ${document.finalUrl}`)
  if (source !== 'itself') note(`to poll it: claimwire feeds add ${url} --outlet ID`)
  await printTable(
    ['DATE', 'TITLE', 'LINK'],
    feed.entries
      .slice(0, SHOWN_ENTRIES)
      .map((entry) => [entry.publishedAt?.toISOString() ?? '', printable(entry.title ?? '', 80), entry.link ?? '']),
  )
}
