import { SlimElement } from './slimElement.ts'

/** Parts that a reader opens with a click: accordions, "read more". */
const FOLDED_NAMES =
  /accordion|collaps|expand(?:ed|able|er)?(?:-|_|$)|read-?more-?(?:content|text|body)|faq-?answer|truncat/i
/** What React streams ahead and moves into its place later. */
const STREAMED_ID = /^S:[0-9a-f]+$/i
const DIALOG = /modal|dialog|popup|consent|cookie|overlay|tooltip|menu|nav|lightbox|newsletter|login|search/i

/** Shows the parts of a page that are only folded, or streamed ahead of their place. */
export function revealParts(root: SlimElement): void {
  walk(root, (element) => {
    if (STREAMED_ID.test(element.id) || (isHidden(element) && FOLDED_NAMES.test(namesOf(element)))) reveal(element)
  })
}

/** Shows every hidden part but dialogs, for pages that hide their whole text until a script has run. */
export function revealAll(root: SlimElement): void {
  if (isHidden(root)) reveal(root)
  walk(root, (element) => {
    if (isHidden(element) && !DIALOG.test(namesOf(element)) && element.getAttribute('role') !== 'dialog')
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
