import { buildTree, SKIPPED, type TreeLimits } from './buildTree.ts'
import type { PageHead } from './pageHead.ts'
import { SlimDocument } from './slimDocument.ts'

export interface ParsedPage {
  readonly document: SlimDocument
  readonly head: PageHead
  /** Where scripts, styles, comments and the like stand in the source: what a second parser need not read. */
  readonly cuts: readonly { readonly start: number; readonly end: number }[]
}

/** Up to their end tag these hold no markup, so that nothing can be read in them. */
const RAW = new Set(['script', 'style', 'iframe', 'noframes', 'noembed', 'textarea'])

/**
 * Reads a page in one pass: the light tree, the head, and the check that no structure can block what comes after.
 *
 * @param html The decoded page.
 * @param url What relative addresses are relative to.
 * @param limits Bounds on depth, elements and attributes, applied while reading.
 * @returns The tree without scripts, styles and other things without text.
 * @throws PAGE_TOO_DEEP, PAGE_TOO_MANY_ELEMENTS, PAGE_TOO_MANY_ATTRIBUTES.
 */
export function parsePage(html: string, url: string, limits: TreeLimits): ParsedPage {
  let skipped = SKIPPED
  for (;;) {
    const document = new SlimDocument(url)
    const { head, cuts, unclosed } = buildTree(html, document.body, document, limits, skipped)
    if (unclosed === undefined || RAW.has(unclosed)) {
      document.title = head.title
      return { document, head, cuts }
    }
    // A `<noscript>` without its end tag would take the rest of the page with it: read again, and read it too.
    skipped = new Set([...skipped].filter((name) => name !== unclosed))
  }
}
