import { parseFeed } from '../../../src/core/feed/parseFeed.ts'
import { feedLimits } from './feedLimits.ts'

export const now = new Date('2026-11-04T00:00:00Z')
export const feedUrl = 'https://news.example.org/feeds/all.xml'

/** Parses text as the Feed at `feedUrl`. */
export function parseText(text: string | Uint8Array, contentType?: string) {
  const body = typeof text === 'string' ? Buffer.from(text) : text
  return parseFeed({ body, url: feedUrl, now, ...(contentType !== undefined && { contentType }) }, feedLimits)
}

/** Wraps items into RSS 2.0. */
export function rss(items: string, channel = ''): string {
  const spaces = ['dc="http://purl.org/dc/elements/1.1/"', 'content="http://purl.org/rss/1.0/modules/content/"']
  const declared = [...spaces, 'media="http://search.yahoo.com/mrss/"', 'atom="http://www.w3.org/2005/Atom"']
  return `<?xml version="1.0"?><rss version="2.0" ${declared.map((space) => `xmlns:${space}`).join(' ')}><channel><title>News</title><link>https://news.example.org/</link>${channel}${items}</channel></rss>`
}
