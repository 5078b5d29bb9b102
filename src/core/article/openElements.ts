import type { SlimElement } from './slimElement.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Elements without content (HTML Standard, 13.1.2). */
export const VOID_ELEMENTS = words('area base br col embed hr img input link meta param source track wbr')
const CLOSES_PARAGRAPH = words(
  'address article aside blockquote center details dialog dd dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul',
)
const HEADINGS = words('h1 h2 h3 h4 h5 h6')
const SCOPE_END = words('applet button caption html body marquee object table td th')
const LIST_SCOPE_END = words('applet body button caption html marquee object ol table td th ul')
const TABLE_END = words('table html body')
const SPECIAL = words(
  'address article aside blockquote body button caption center col colgroup dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul',
)
const TABLE_PARTS: Readonly<Record<string, ReadonlySet<string>>> = {
  td: words('td th'),
  th: words('td th'),
  tr: words('tr td th'),
  tbody: words('tbody thead tfoot tr td th caption colgroup'),
  thead: words('tbody thead tfoot tr td th caption colgroup'),
  tfoot: words('tbody thead tfoot tr td th caption colgroup'),
}
const ITEMS: Readonly<Record<string, ReadonlySet<string>>> = { li: words('li'), dd: words('dd dt'), dt: words('dd dt') }

/** The elements whose end tag has not come yet, outermost first; the rules of HTML Standard, 13.2.6.4. */
export type OpenElements = SlimElement[]

/** Closes what a start tag closes without saying so: `<p>` before a block, `<li>` before the next one, cells, rows, links, buttons. */
export function closeBefore(open: OpenElements, name: string): void {
  const parts = TABLE_PARTS[name]
  if (parts) {
    closeWhere(open, (candidate) => parts.has(candidate), TABLE_END, true)
    return
  }
  const items = ITEMS[name]
  if (items) closeWhere(open, (candidate) => items.has(candidate), LIST_SCOPE_END, false)
  if (name === 'button') closeWhere(open, (candidate) => candidate === name, SCOPE_END, false)
  if (CLOSES_PARAGRAPH.has(name)) closeWhere(open, (candidate) => candidate === 'p', SCOPE_END, false)
  if (HEADINGS.has(name) && HEADINGS.has(open.at(-1)?.localName ?? '')) open.pop()
  if (name === 'a' || name === 'nobr') closeInline(open, name)
}

/** The elements that a table has around its parts although the page does not write them, outermost first. */
export function impliedBefore(parent: string, name: string): readonly string[] {
  if (name === 'tr') return parent === 'table' ? IMPLIED_SECTION : NONE
  if (name !== 'td' && name !== 'th') return NONE
  return parent === 'table' ? IMPLIED_ROW : TABLE_SECTIONS.has(parent) ? IMPLIED_CELL_ROW : NONE
}

const NONE: readonly string[] = []
const IMPLIED_SECTION = ['tbody']
const IMPLIED_ROW = ['tbody', 'tr']
const IMPLIED_CELL_ROW = ['tr']
const TABLE_SECTIONS = words('tbody thead tfoot')

/** Closes what an end tag closes; an end tag without its start tag closes nothing. */
export function closeAt(open: OpenElements, name: string): void {
  if (name === 'body' || name === 'html') return
  if (name === 'table') closeWhere(open, (candidate) => candidate === name, new Set(['body']), false)
  else if (TABLE_PARTS[name] || name === 'caption') {
    closeWhere(open, (candidate) => candidate === name, TABLE_END, false)
  } else if (HEADINGS.has(name)) closeWhere(open, (candidate) => HEADINGS.has(candidate), SCOPE_END, false)
  else if (SPECIAL.has(name)) closeWhere(open, (candidate) => candidate === name, SCOPE_END, false)
  else closeInline(open, name)
}

function closeWhere(
  open: OpenElements,
  isWanted: (name: string) => boolean,
  end: ReadonlySet<string>,
  isOutermost: boolean,
): void {
  let found = -1
  for (let index = open.length - 1; index > 0; index--) {
    const name = open[index]?.localName ?? ''
    if (isWanted(name)) {
      found = index
      if (!isOutermost) break
    } else if (end.has(name)) break
  }
  if (found > 0) open.length = found
}

/** The adoption agency in short: a misnested inline element stops being open, the blocks inside it stay open. */
function closeInline(open: OpenElements, name: string): void {
  let hasBlock = false
  for (let index = open.length - 1; index > 0; index--) {
    const candidate = open[index]?.localName ?? ''
    if (candidate === name) {
      if (hasBlock) open.splice(index, 1)
      else open.length = index
      return
    }
    if (TABLE_END.has(candidate) || candidate === 'td' || candidate === 'th') return
    hasBlock ||= SPECIAL.has(candidate)
  }
}
