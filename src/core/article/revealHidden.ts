import type { ExtractionRules } from '../../domain/extraction.ts'
import { namePatternsOf } from './namePatterns.ts'
import { SlimElement } from './slimElement.ts'

/** What React streams ahead and moves into its place later. */
const STREAMED_ID = /^S:[0-9a-f]+$/i

/** Shows the parts of a page that are only folded, or streamed ahead of their place. */
export function revealParts(root: SlimElement, rules: ExtractionRules): void {
  const { folded } = namePatternsOf(rules).marks
  walk(root, (element) => {
    if (STREAMED_ID.test(element.id) || (isHidden(element) && folded.test(namesOf(element)))) reveal(element)
  })
}

/** Shows every hidden part but dialogs, for pages that hide their whole text until a script has run. */
export function revealAll(root: SlimElement, rules: ExtractionRules): void {
  const { dialog } = namePatternsOf(rules).marks
  if (isHidden(root)) reveal(root)
  walk(root, (element) => {
    if (isHidden(element) && !dialog.test(namesOf(element)) && element.getAttribute('role') !== 'dialog')
      reveal(element)
  })
}

const namesOf = (element: SlimElement): string => `${element.className} ${element.id}`

function isHidden(element: SlimElement): boolean {
  return element.hasAttribute('hidden') || element.hasAttribute('aria-hidden') || element.hasAttribute('style')
}

function reveal(element: SlimElement): void {
  for (const name of ['hidden', 'aria-hidden', 'style']) element.removeAttribute(name)
}

function walk(parent: SlimElement, visit: (element: SlimElement) => void): void {
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (!(node instanceof SlimElement)) continue
    visit(node)
    walk(node, visit)
  }
}
