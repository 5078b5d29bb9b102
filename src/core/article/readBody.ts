import { Readability } from '@mozilla/readability'
import { JSDOM, VirtualConsole } from 'jsdom'
import { type Block, findBlocks, type PageElement, type PageNode } from './findBlocks.ts'
import type { ParsedPage } from './parsePage.ts'
import { revealAll, revealParts } from './revealHidden.ts'
import type { SlimElement } from './slimElement.ts'

/** A block of the page, and whether Readability takes it for a part of the article. */
export interface PageBlock extends Block {
  readonly isChosen: boolean
}

/** The page's blocks in reading order. */
export interface PageBody {
  readonly blocks: readonly PageBlock[]
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
 * @returns Every block of the page with Readability's choice; from jsdom, the chosen ones only.
 * @throws Never by design; a page that makes Readability throw is a bug that has to be seen.
 */
export function readBody(html: string, page: ParsedPage, url: string, title: string): PageBody {
  const pageBlocks = findRevealed(page.document.body)
  page.document.title = title
  const chosen = new Set<number>()
  const root = runReadability(page.document)
  if (root) collectOrders(root, chosen)
  const blocks = pageBlocks.map((block) => ({ ...block, isChosen: isChosen(block, chosen) }))
  const length = lengthOf(blocks.filter((block) => block.isChosen))
  if (!isDoubtful(length, blocks)) return { blocks, readBy: 'light' }
  const safe = readByJsdom(html, page, url, title)
  return lengthOf(safe) > length ? { blocks: safe, readBy: 'jsdom' } : { blocks, readBy: 'light' }
}

/** A page whose text is hidden until a script has run has its text all the same. */
function findRevealed(body: SlimElement): Block[] {
  revealParts(body)
  const blocks = findBlocks(body)
  const hidden = lengthOf(blocks.filter((block) => block.isHidden && isPlain(block)))
  const visible = lengthOf(blocks.filter((block) => !block.isHidden && isPlain(block)))
  if (hidden < 2 * MIN_LENGTH || hidden < visible) return blocks
  revealAll(body)
  return findBlocks(body)
}

const MIN_LENGTH = 250
const PLAIN_LENGTH = 80

/** Next to nothing was chosen although the page has paragraphs of plain text: the light tree may be to blame. */
function isDoubtful(length: number, blocks: readonly Block[]): boolean {
  if (length >= MIN_LENGTH) return false
  return lengthOf(blocks.filter((block) => !block.isHidden && isPlain(block))) > 2 * MIN_LENGTH
}

const isPlain = (block: Block): boolean =>
  block.text.length >= PLAIN_LENGTH && block.linkedLength * 2 < block.text.length

/** The DOM of record: scripts off, no style sheets, nothing loaded. */
export function readByJsdom(html: string, page: Pick<ParsedPage, 'cuts'>, url: string, title: string): PageBlock[] {
  const dom = new JSDOM(cutOut(html, page.cuts), { url, virtualConsole: new VirtualConsole() })
  // Else Readability takes its own headline from them, and does not know ours when it is repeated.
  for (const meta of dom.window.document.querySelectorAll('meta')) meta.remove()
  dom.window.document.title = title
  const root = runReadability(dom.window.document)
  const blocks = root ? findBlocks(root).map((block) => ({ ...block, isChosen: true })) : []
  dom.window.close()
  return blocks
}

function runReadability(document: unknown): PageElement | undefined {
  const article = new Readability(document as Document, OPTIONS).parse()
  return (article?.content as PageElement | null | undefined) ?? undefined
}

function collectOrders(parent: PageNode, orders: Set<number>): void {
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (node.order !== undefined) orders.add(node.order)
    else collectOrders(node, orders)
  }
}

/** Readability may have taken a part of a line away; half of it is still the line. */
function isChosen(block: Block, chosen: ReadonlySet<number>): boolean {
  if (block.isHidden) return false
  let count = 0
  for (let order = block.firstText; order <= block.lastText; order++) if (chosen.has(order)) count += 1
  return count > 0 && count * 2 >= block.lastText - block.firstText + 1
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

const lengthOf = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.text.length, 0)
