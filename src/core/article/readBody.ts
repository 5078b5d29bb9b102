import { Readability } from '@mozilla/readability'
import { JSDOM, VirtualConsole } from 'jsdom'
import type { ExtractionRules, ExtractionThresholds } from '../../domain/extraction.ts'
import { chooseNeglected } from './chooseNeglected.ts'
import { type Block, findBlocks, type PageElement, type PageNode } from './findBlocks.ts'
import type { PageBlock } from './pageBlock.ts'
import type { ParsedPage } from './parsePage.ts'
import { revealAll, revealParts } from './revealHidden.ts'
import type { SlimElement } from './slimElement.ts'

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
 * @param rules How much text is enough, and which hidden parts are text.
 * @returns Every block of the page with Readability's choice; from jsdom, the chosen ones only.
 * @throws Never by design; a page that makes Readability throw is a bug that has to be seen.
 */
export function readBody(html: string, page: ParsedPage, url: string, title: string, rules: ExtractionRules): PageBody {
  const pageBlocks = findRevealed(page.document.body, rules)
  page.document.title = title
  const chosen = new Set<number>()
  const root = runReadability(page.document)
  if (root) collectOrders(root, chosen)
  const blocks = pageBlocks.map((block) => ({ ...block, isChosen: isChosen(block, chosen) }))
  const length = lengthOf(blocks.filter((block) => block.isChosen))
  if (!isDoubtful(length, blocks, rules.thresholds)) return { blocks: chooseNeglected(blocks, rules), readBy: 'light' }
  const safe = readByJsdom(html, page, url, title, rules)
  return lengthOf(safe) > length ? { blocks: safe, readBy: 'jsdom' } : { blocks, readBy: 'light' }
}

/** A page whose text is hidden until a script has run has its text all the same. */
function findRevealed(body: SlimElement, rules: ExtractionRules): Block[] {
  const { minShownLength, minPlainLength, maxCellLength } = rules.thresholds
  const isPlain = (block: Block): boolean => isPlainText(block, minPlainLength)
  revealParts(body, rules)
  const blocks = findBlocks(body, maxCellLength)
  const hidden = lengthOf(blocks.filter((block) => block.isHidden && isPlain(block)))
  const visible = lengthOf(blocks.filter((block) => !block.isHidden && isPlain(block)))
  if (hidden < 2 * minShownLength || hidden < visible) return blocks
  revealAll(body, rules)
  return findBlocks(body, maxCellLength)
}

/** Next to nothing was chosen although the page has paragraphs of plain text: the light tree may be to blame. */
function isDoubtful(
  length: number,
  blocks: readonly Block[],
  { minShownLength, minPlainLength }: ExtractionThresholds,
): boolean {
  if (length >= minShownLength) return false
  const plain = blocks.filter((block) => !block.isHidden && isPlainText(block, minPlainLength))
  return lengthOf(plain) > 2 * minShownLength
}

const isPlainText = (block: Block, minLength: number): boolean =>
  block.text.length >= minLength && block.linkedLength * 2 < block.text.length

/** The DOM of record: scripts off, no style sheets, nothing loaded. */
export function readByJsdom(
  html: string,
  page: Pick<ParsedPage, 'cuts'>,
  url: string,
  title: string,
  { thresholds }: Pick<ExtractionRules, 'thresholds'>,
): PageBlock[] {
  const dom = new JSDOM(cutOut(html, page.cuts), { url, virtualConsole: new VirtualConsole() })
  // Else Readability takes its own headline from them, and does not know ours when it is repeated.
  for (const meta of dom.window.document.querySelectorAll('meta')) meta.remove()
  dom.window.document.title = title
  const root = runReadability(dom.window.document)
  const blocks = root ? findBlocks(root, thresholds.maxCellLength).map((block) => ({ ...block, isChosen: true })) : []
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
