import { escapeAttribute, escapeText } from 'entities'
import { cleanText } from '../text/cleanText.ts'
import type { OpmlFeed } from './parseOpml.ts'

/**
 * Writes subscriptions as an OPML 2.0 file.
 *
 * @param title What the list is called.
 * @returns XML 1.0 in UTF-8, one outline a line.
 * @throws Never.
 */
export function buildOpml(title: string, feeds: readonly OpmlFeed[]): string {
  const outlines = feeds.map(({ url, title: name = url, homepage }) => {
    const home = homepage === undefined ? '' : ` htmlUrl="${attribute(homepage)}"`
    return `    <outline type="rss" text="${attribute(name)}" xmlUrl="${attribute(url)}"${home}/>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    `  <head><title>${escapeText(cleanText(title))}</title></head>`,
    '  <body>',
    ...outlines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n')
}

const attribute = (text: string) => escapeAttribute(cleanText(text)).replaceAll('<', '&lt;')
