import { PipelineError } from '../../domain/error.ts'
import type { Limits } from '../../domain/limits.ts'
import { closeAt, closeBefore, impliedBefore, type OpenElements, VOID_ELEMENTS } from './openElements.ts'
import type { PageHead } from './pageHead.ts'
import { readTokens } from './readTokens.ts'
import type { SlimDocument } from './slimDocument.ts'
import { type SlimElement, SlimText } from './slimElement.ts'

export type TreeLimits = Pick<Limits['page'], 'maxDepth' | 'maxElements' | 'maxAttributes'>

export interface BuiltTree {
  readonly head: PageHead
  /** Where skipped elements and comments stand in the source. */
  readonly cuts: readonly { readonly start: number; readonly end: number }[]
  /** The skipped element whose end tag never came; everything after its start tag is missing. */
  readonly unclosed: string | undefined
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** What neither Readability nor we read; the content goes with the element. */
export const SKIPPED: ReadonlySet<string> = words(
  'script style noscript template svg iframe noframes noembed select datalist textarea canvas object',
)
/** The attributes that Readability or we look at; most of a page's are for scripts and styles. */
const KEPT_ATTRIBUTES = words(
  'class id style hidden aria-hidden aria-modal role href src srcset data-src data-srcset rel itemprop lang dir datetime pubdate content colspan rowspan summary datatable property',
)

const RENAMED: ReadonlyMap<string, string> = new Map([['image', 'img']])

interface TreeState {
  readonly document: SlimDocument
  readonly limits: TreeLimits
  readonly skippedNames: ReadonlySet<string>
  readonly open: OpenElements
  readonly metas: PageHead['metas'][number][]
  readonly links: PageHead['links'][number][]
  readonly jsonLd: string[]
  readonly cuts: { start: number; end: number }[]
  title: string
  language: string
  elementCount: number
  skipped: { name: string; start: number; depth: number; isJsonLd: boolean; text: string } | undefined
  /** The text of a `title` that is open. */
  titleText: string | undefined
}

/**
 * Builds the light tree under an element, by the rules of HTML Standard, 13.2.6, as far as text depends on them.
 *
 * @param html A page or a fragment.
 * @param root Gets the content of the body.
 * @param document Owner of the elements.
 * @param limits Bounds on depth, elements and attributes, applied while reading.
 * @param skippedNames Elements that are left out with their content.
 * @throws PAGE_TOO_DEEP, PAGE_TOO_MANY_ELEMENTS, PAGE_TOO_MANY_ATTRIBUTES.
 */
export function buildTree(
  html: string,
  root: SlimElement,
  document: SlimDocument,
  limits: TreeLimits,
  skippedNames: ReadonlySet<string> = SKIPPED,
): BuiltTree {
  const lists = { open: [root], metas: [], links: [], jsonLd: [], cuts: [] }
  const open = { title: '', language: '', elementCount: 0, skipped: undefined, titleText: undefined }
  const state: TreeState = { document, limits, skippedNames, ...lists, ...open }
  readTokens(
    html,
    {
      open: (name, attributes, start, isSelfClosing) => openTag(state, name, attributes, start, isSelfClosing),
      close: (name, end) => closeTag(state, name, end),
      text: (text) => addText(state, text),
      comment: (start, end) => {
        if (!state.skipped) state.cuts.push({ start, end })
      },
    },
    limits.maxAttributes,
    () => fail('PAGE_TOO_MANY_ATTRIBUTES', `more than ${limits.maxAttributes} attributes on one element`),
  )
  const { title, language, metas, links, jsonLd, cuts, skipped } = state
  return { head: { title, language, metas, links, jsonLd }, cuts, unclosed: skipped?.name }
}

function openTag(
  state: TreeState,
  name: string,
  attributes: ReadonlyMap<string, string>,
  start: number,
  isSelfClosing: boolean,
): void {
  const { limits, document, open } = state
  state.elementCount += 1
  if (state.elementCount > limits.maxElements) {
    fail('PAGE_TOO_MANY_ELEMENTS', `more than ${limits.maxElements} elements`)
  }
  if (state.skipped) {
    if (name === state.skipped.name && !isSelfClosing) state.skipped.depth += 1
    checkDepth(state, open.length + state.skipped.depth)
  } else if (state.skippedNames.has(name)) {
    if (isSelfClosing && name === 'svg') return
    const isJsonLd = name === 'script' && /ld\+json/i.test(attributes.get('type') ?? '')
    state.skipped = { name, start, depth: 1, isJsonLd, text: '' }
  } else if (name === 'meta' || name === 'link') {
    readHeadElement(state, name, attributes)
    // Microdata puts links between the words; to Readability they are elements like others, and shift what it weighs.
    if (name === 'link' && open.length > 1) open.at(-1)!.appendChild(document.createElement(name))
  } else if (name === 'title') state.titleText = ''
  else if (name === 'html' || name === 'body') mergeAttributes(state, name, attributes)
  else if (name !== 'head' && name !== 'base') {
    closeBefore(open, name)
    for (const implied of impliedBefore(open.at(-1)!.localName, name)) {
      open.push(open.at(-1)!.appendChild(document.createElement(implied)))
    }
    const element = document.createElement(RENAMED.get(name) ?? (SKIPPED.has(name) ? 'div' : name))
    for (const [key, value] of attributes) if (KEPT_ATTRIBUTES.has(key)) element.setAttribute(key, value)
    open.at(-1)!.appendChild(element)
    if (VOID_ELEMENTS.has(name)) return
    open.push(element)
    checkDepth(state, open.length)
  }
}

function closeTag(state: TreeState, name: string, end: number): void {
  const { skipped, open } = state
  if (skipped) {
    if (name !== skipped.name) return
    skipped.depth -= 1
    if (skipped.depth > 0) return
    if (skipped.isJsonLd) state.jsonLd.push(skipped.text)
    state.cuts.push({ start: skipped.start, end })
    state.skipped = undefined
  } else if (name === 'title' && state.titleText !== undefined) {
    state.title ||= state.titleText.replace(/\s+/g, ' ').trim()
    state.titleText = undefined
  } else if (name === 'br') open.at(-1)!.appendChild(state.document.createElement('br'))
  else closeAt(open, name)
}

function addText(state: TreeState, text: string): void {
  if (state.skipped) {
    if (state.skipped.isJsonLd) state.skipped.text += text
    return
  }
  if (state.titleText !== undefined) {
    state.titleText += text
    return
  }
  const parent = state.open.at(-1)!
  if (parent.lastChild instanceof SlimText) parent.lastChild.textContent += text
  else parent.appendChild(state.document.createTextNode(text))
}

function readHeadElement(state: TreeState, name: string, attributes: ReadonlyMap<string, string>): void {
  if (name === 'link') {
    state.links.push({ rel: (attributes.get('rel') ?? '').toLowerCase(), href: attributes.get('href') ?? '' })
    return
  }
  const content = attributes.get('content')
  if (content === undefined) return
  for (const naming of ['property', 'name', 'itemprop', 'http-equiv']) {
    const key = attributes.get(naming)
    if (key) state.metas.push({ key: key.trim().toLowerCase(), content })
  }
}

/** A second `<html>` or `<body>` only adds what the first one did not say. */
function mergeAttributes(state: TreeState, name: 'html' | 'body', attributes: ReadonlyMap<string, string>): void {
  if (name === 'html') state.language ||= attributes.get('lang') ?? attributes.get('xml:lang') ?? ''
  const target = name === 'html' ? state.document.documentElement : state.document.body
  for (const [key, value] of attributes) {
    if (KEPT_ATTRIBUTES.has(key) && !target.hasAttribute(key)) target.setAttribute(key, value)
  }
}

function checkDepth({ limits }: TreeState, depth: number): void {
  if (depth > limits.maxDepth) fail('PAGE_TOO_DEEP', `deeper than ${limits.maxDepth} elements`)
}

function fail(code: 'PAGE_TOO_DEEP' | 'PAGE_TOO_MANY_ELEMENTS' | 'PAGE_TOO_MANY_ATTRIBUTES', state: string): never {
  throw new PipelineError(code, `Cannot read the page: it has ${state}`)
}
