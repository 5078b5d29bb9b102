// Speaks the batch contract of the feed conformance suite: a request a line in, an answer a line out, in order.
import { readFile } from 'node:fs/promises'
import { titleToText } from '../../src/core/feed/htmlToText.ts'
import { parseDate } from '../../src/core/feed/parseDate.ts'
import type { RawEntry, RawFeed, RawText } from '../../src/core/feed/rawFeed.ts'
import { readFeed } from '../../src/core/feed/readFeed.ts'
import { resolveAddresses } from '../../src/core/feed/rewriteTag.ts'
import { PipelineError } from '../../src/domain/error.ts'
import { readLines } from './readLines.ts'

const limits = JSON.parse(await readFile(new URL('../../config/limits.json', import.meta.url), 'utf8')).feed

await readLines(process.stdin, async (line) => {
  const startedAt = performance.now()
  const { id, result } = await answer(line)
  process.stdout.write(
    `${JSON.stringify({ id, ms: performance.now() - startedAt, rss: process.memoryUsage.rss(), result })}\n`,
  )
})

async function answer(line: string): Promise<{ id: unknown; result: unknown }> {
  let id: unknown
  try {
    const request = JSON.parse(line)
    id = request.id
    const body = await readFile(request.file)
    const feed = await readFeed({ body, contentType: request.contentType, url: request.url ?? '' }, limits)
    return { id, result: { ok: true, format: feed.format, feed: showFeed(feed), items: feed.entries.map(showEntry) } }
  } catch (error) {
    const reason = error instanceof PipelineError ? `${error.code}: ${error.message}` : String(error)
    return { id, result: { ok: false, error: reason, feed: {}, items: [] } }
  }
}

function showFeed(feed: RawFeed) {
  return {
    title: feed.title && titleToText(feed.title.html, limits.maxTitleLength),
    link: feed.link,
    description: html(feed.description),
    language: feed.language,
    updated: date(feed.updated),
    self: feed.self,
    hub: feed.hub,
    ttl: feed.ttl,
    image: feed.image,
    categories: feed.categories,
    ...people(feed),
  }
}

function showEntry(entry: RawEntry) {
  return {
    id: entry.id,
    title: entry.title && titleToText(entry.title.html, limits.maxTitleLength),
    link: entry.link,
    published: date(entry.published),
    updated: date(entry.updated),
    ...people(entry),
    categories: entry.categories,
    summary: html(entry.summary),
    content: html(entry.content),
    language: entry.language,
    enclosures: entry.enclosures,
    image: entry.image,
  }
}

function people({ authors }: Pick<RawEntry, 'authors'>) {
  return { author: authors[0]?.name ?? authors[0]?.email, authors }
}

function html(text: RawText | undefined): string | undefined {
  return text && (text.base === undefined ? text.html : resolveAddresses(text.html, text.base))
}

function date(text: string | undefined): string | undefined {
  return text === undefined ? undefined : parseDate(text)?.date.toISOString()
}
