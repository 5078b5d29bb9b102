import { BREAK, joinPieces, type Piece, splitLines, splitPreformatted } from './joinPieces.ts'

/** What is read of a DOM, be it jsdom's or the light one. */
export interface PageNode {
  readonly nodeType: number
  readonly textContent: string | null
  readonly firstChild: PageNode | null
  readonly nextSibling: PageNode | null
  /** Place among the text nodes of the page; the light tree has it. */
  readonly order?: number
}
export interface PageElement extends PageNode {
  readonly localName: string
  getAttribute(name: string): string | null
}

export type BlockKind = 'paragraph' | 'heading' | 'item' | 'quotation' | 'caption' | 'cells'

/** One line of the text to come. */
export interface Block {
  readonly kind: BlockKind
  readonly text: string
  /** UTF-16 code units of `text` that are inside links. */
  readonly linkedLength: number
  /** UTF-16 code units of `text` that are bold or italic. */
  readonly emphasizedLength: number
  /** `class` and `id` words of the elements around it, outermost first, each with a space before and after. */
  readonly names: string
  /** 1 to 6 for headings, else 0. */
  readonly level: number
  /** Names of the elements around it, outermost first: `/div/article/p`. */
  readonly path: string
  readonly isHidden: boolean
  /** Which `article` element it stands in, counted from 1 in document order; the innermost, 0 for none. */
  readonly articleNumber: number
  /** Places of its first and last text node. */
  readonly firstText: number
  readonly lastText: number
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))
const BLOCKS = words(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre search section summary table tbody td tfoot th thead tr ul',
)
const SKIPPED = words(
  'script style noscript template svg iframe select textarea button input canvas audio video object embed head title rt rp',
)
const LINKS = words('a')
const EMPHASIS = words('b strong em i u mark')
const HEADING = /^h([1-6])$/

interface Context {
  readonly kind: BlockKind
  readonly level: number
  readonly names: string
  readonly isLinked: boolean
  readonly isEmphasized: boolean
  readonly isPreformatted: boolean
  readonly path: string
  readonly isHidden: boolean
  readonly articleNumber: number
}

const ELEMENT_NODE = 1
const TEXT_NODE = 3

/**
 * Cuts a piece of DOM into lines of text in reading order.
 *
 * @param root The element whose content is wanted.
 * @param maxCellLength Rows with a longer cell are layout: their cells are read one after the other.
 * @returns Blocks with text, white space collapsed; `[]` when there is no text.
 * @throws Never.
 */
export function findBlocks(root: PageElement, maxCellLength: number): Block[] {
  const blocks: Block[] = []
  const state: State = { blocks, pieces: [], articleCount: 0, maxCellLength }
  const context: Context = {
    kind: 'paragraph',
    level: 0,
    names: ' ',
    isLinked: false,
    isEmphasized: false,
    isPreformatted: false,
    path: '',
    isHidden: false,
    articleNumber: 0,
  }
  readChildren(root, context, state)
  flush(context, state)
  return blocks
}

interface State {
  readonly blocks: Block[]
  pieces: Piece[]
  articleCount: number
  readonly maxCellLength: number
}

function readChildren(parent: PageNode, context: Context, state: State): void {
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === TEXT_NODE) {
      state.pieces.push({
        text: node.textContent ?? '',
        isLinked: context.isLinked,
        isEmphasized: context.isEmphasized,
        isBreak: false,
        order: node.order ?? 0,
      })
    } else if (node.nodeType === ELEMENT_NODE) readElement(node as PageElement, context, state)
  }
}

function readElement(element: PageElement, context: Context, state: State): void {
  const name = element.localName
  if (SKIPPED.has(name) || (isHidden(element) && !BLOCKS.has(name))) return
  if (name === 'br') {
    state.pieces.push(BREAK)
    return
  }
  if (!BLOCKS.has(name)) {
    if (name === 'sup' && /^\s*\[[^\]]{0,6}\]\s*$/.test(element.textContent ?? '')) return
    readChildren(element, withInline(element, context), state)
    return
  }
  flush(context, state)
  if (name === 'tr' && isDataRow(element, state.maxCellLength)) {
    readCells(element, context, state)
    return
  }
  if (name === 'article') state.articleCount += 1
  const inner = withBlock(element, name === 'article' ? { ...context, articleNumber: state.articleCount } : context)
  readChildren(element, inner, state)
  flush(inner, state)
}

function withInline(element: PageElement, context: Context): Context {
  const name = element.localName
  return {
    ...context,
    isLinked: context.isLinked || (LINKS.has(name) && element.getAttribute('href') !== null),
    isEmphasized: context.isEmphasized || EMPHASIS.has(name),
  }
}

function withBlock(element: PageElement, context: Context): Context {
  const name = element.localName
  const level = HEADING.exec(name)?.[1]
  return {
    ...context,
    names: addNames(element, context.names),
    level: level === undefined ? 0 : Number(level),
    kind: findKind(name, context.kind),
    isPreformatted: context.isPreformatted || name === 'pre',
    path: `${context.path}/${name}`,
    isHidden: context.isHidden || isHidden(element),
  }
}

function isHidden(element: PageElement): boolean {
  if (element.getAttribute('hidden') !== null || element.getAttribute('aria-hidden') === 'true') return true
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('style') ?? '')
}

function findKind(name: string, outer: BlockKind): BlockKind {
  // A figure may hold a quotation as well as a picture.
  if (outer === 'caption' && name === 'blockquote') return 'quotation'
  if (outer === 'caption' || name === 'figcaption' || name === 'figure' || name === 'caption') return 'caption'
  if (HEADING.test(name)) return 'heading'
  if (name === 'li' || name === 'dt' || name === 'dd') return 'item'
  if (name === 'blockquote') return 'quotation'
  return outer === 'heading' ? 'paragraph' : outer
}

function addNames(element: PageElement, names: string): string {
  const own = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.trim()
  return own === '' ? names : `${names}${own.toLowerCase().replace(/\s+/g, ' ')} `
}

function isDataRow(row: PageElement, maxCellLength: number): boolean {
  let cells = 0
  for (let cell = row.firstChild; cell; cell = cell.nextSibling) {
    if (cell.nodeType !== ELEMENT_NODE) continue
    if ((cell.textContent ?? '').trim() !== '') cells += 1
    if ((cell.textContent ?? '').length > maxCellLength) return false
  }
  return cells > 1
}

function readCells(row: PageElement, context: Context, state: State): void {
  const cells: Block[] = []
  for (let cell = row.firstChild; cell; cell = cell.nextSibling) {
    if (cell.nodeType !== ELEMENT_NODE) continue
    const inside = findBlocks(cell as PageElement, state.maxCellLength)
    cells.push(...inside)
  }
  if (cells.length === 0) return
  state.blocks.push({
    kind: 'cells',
    text: cells.map((cell) => cell.text).join(' | '),
    linkedLength: cells.reduce((sum, cell) => sum + cell.linkedLength, 0),
    emphasizedLength: cells.reduce((sum, cell) => sum + cell.emphasizedLength, 0),
    names: addNames(row, context.names),
    level: 0,
    path: `${context.path}/tr`,
    isHidden: context.isHidden || isHidden(row),
    articleNumber: context.articleNumber,
    firstText: cells[0]!.firstText,
    lastText: cells.at(-1)!.lastText,
  })
}

function flush(context: Context, state: State): void {
  const pieces = state.pieces
  if (pieces.length === 0) return
  state.pieces = []
  for (const line of splitLines(context.isPreformatted ? pieces.flatMap(splitPreformatted) : pieces)) {
    const block = toBlock(line, context)
    if (block) state.blocks.push(block)
  }
}

function toBlock(pieces: readonly Piece[], context: Context): Block | undefined {
  const line = joinPieces(pieces)
  if (!/[\p{L}\p{N}]/u.test(line.text)) return undefined
  const { kind, names, level, path, isHidden, articleNumber } = context
  return { kind, names, level, path, isHidden, articleNumber, ...line }
}
