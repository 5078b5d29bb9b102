import { Readability } from '@mozilla/readability'
import { JSDOM, VirtualConsole } from 'jsdom'
import { type Block, findBlocks, type PageElement } from './findBlocks.ts'
import type { ParsedPage } from './parsePage.ts'

/** The article's blocks as one of the two trees gives them. */
export interface PageBody {
  readonly blocks: readonly Block[]
  readonly readBy: 'light' | 'jsdom'
}

const OPTIONS = { keepClasses: true, disableJSONLD: true, serializer: (node: unknown) => node }

/**
 * Finds the article in a page: Readability on the light tree, and on jsdom's where the light one leaves a doubt.
 *
 * @param html The decoded page.
 * @param page The same page, read; its tree is taken apart.
 * @param url Where the page was found.
 * @param title The headline without the site's name, so that its repetition is recognised.
 * @returns No blocks when Readability finds nothing on either tree.
 * @throws Never by design; a page that makes Readability throw is a bug that has to be seen.
 */
export function readBody(html: string, page: ParsedPage, url: string, title: string): PageBody {
  const pageLength = lengthOf(page.document.body.textContent)
  page.document.title = title
  const light = readWith(page.document)
  const length = lengthOf(light.map((block) => block.text).join(' '))
  if (!isDoubtful(length, pageLength)) return { blocks: light, readBy: 'light' }
  const safe = readByJsdom(html, page, url, title)
  const isBetter = lengthOf(safe.map((block) => block.text).join(' ')) > length
  return isBetter ? { blocks: safe, readBy: 'jsdom' } : { blocks: light, readBy: 'light' }
}

const MIN_LENGTH = 250
const MIN_SHARE = 0.05

function isDoubtful(length: number, pageLength: number): boolean {
  return (length < MIN_LENGTH && pageLength > 2 * MIN_LENGTH) || length < pageLength * MIN_SHARE
}

/** The DOM of record: scripts off, no style sheets, nothing loaded. */
export function readByJsdom(html: string, page: Pick<ParsedPage, 'cuts'>, url: string, title: string): Block[] {
  const dom = new JSDOM(cutOut(html, page.cuts), { url, virtualConsole: new VirtualConsole() })
  dom.window.document.title = title
  const blocks = readWith(dom.window.document)
  dom.window.close()
  return blocks
}

function readWith(document: unknown): Block[] {
  const article = new Readability(document as Document, OPTIONS).parse()
  return article?.content ? findBlocks(article.content as PageElement) : []
}

function cutOut(html: string, cuts: ParsedPage['cuts']): string {
  let rest = ''
  let from = 0
  for (const { start, end } of cuts) {
    if (start < from) continue
    rest += html.slice(from, start)
    from = end
  }
  return rest + html.slice(from)
}

const lengthOf = (text: string): number => text.replace(/\s+/g, ' ').length
