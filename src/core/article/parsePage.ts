import { PipelineError } from '../../domain/error.ts'
import type { Limits } from '../../domain/limits.ts'
import { closeAt, closeBefore, type OpenElements, VOID_ELEMENTS } from './openElements.ts'
import type { PageHead } from './pageHead.ts'
import { readTokens } from './readTokens.ts'
import { SlimDocument } from './slimDocument.ts'
import { type SlimElement, SlimText } from './slimElement.ts'

type TreeLimits = Pick<Limits['page'], 'maxDepth' | 'maxElements' | 'maxAttributes'>

export interface ParsedPage {
  readonly document: SlimDocument
  readonly head: PageHead
  /** Where scripts, styles, comments and the like stand in the source: what a second parser need not read. */
  readonly cuts: readonly { readonly start: number; readonly end: number }[]
}

/** What neither Readability nor we read; the content goes with the element. */
const SKIPPED = new Set(
  'script style noscript template svg iframe noframes noembed select datalist textarea canvas object'.split(' '),
)
/** The attributes that Readability or we look at; most of a page's are for scripts and styles. */
const KEPT_ATTRIBUTES = new Set(
  'class id style hidden aria-hidden aria-modal role href src srcset data-src data-srcset rel itemprop lang dir datetime pubdate content colspan rowspan summary datatable property'.split(
    ' ',
  ),
)
const HEAD_ONLY = new Set(['meta', 'link', 'base', 'title'])
const RCDATA = new Set(['title'])

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
  const document: SlimDocument = new SlimDocument(url, (fragment, parent) => {
    build(fragment, parent, document, limits)
  })
  const { head, cuts } = build(html, document.body, document, limits)
  document.title = head.title
  return { document, head, cuts }
}

function build(
  html: string,
  root: SlimElement,
  document: SlimDocument,
  limits: TreeLimits,
): Pick<ParsedPage, 'head' | 'cuts'> {
  const open: OpenElements = [root]
  const head = {
    title: '',
    language: '',
    metas: [] as PageHead['metas'][number][],
    links: [] as PageHead['links'][number][],
    jsonLd: [] as string[],
  }
  const cuts: { start: number; end: number }[] = []
  let elementCount = 0
  let skipped: { name: string; start: number; depth: number; isJsonLd: boolean; text: string } | undefined
  let titleText: string | undefined

  readTokens(
    html,
    {
      open(name, attributes, start, isSelfClosing) {
        elementCount += 1
        if (elementCount > limits.maxElements)
          fail('PAGE_TOO_MANY_ELEMENTS', `more than ${limits.maxElements} elements`)
        if (skipped) {
          if (name === skipped.name && !isSelfClosing) skipped.depth += 1
          if (open.length + skipped.depth > limits.maxDepth)
            fail('PAGE_TOO_DEEP', `deeper than ${limits.maxDepth} elements`)
          return
        }
        if (SKIPPED.has(name)) {
          if (isSelfClosing && name === 'svg') return
          const isJsonLd = name === 'script' && /ld\+json/i.test(attributes.get('type') ?? '')
          skipped = { name, start, depth: 1, isJsonLd, text: '' }
          return
        }
        if (HEAD_ONLY.has(name)) {
          readHeadElement(head, name, attributes)
          if (RCDATA.has(name)) titleText = ''
          return
        }
        if (name === 'html' || name === 'body' || name === 'head') {
          if (name === 'html') head.language ||= attributes.get('lang') ?? attributes.get('xml:lang') ?? ''
          const target = name === 'html' ? document.documentElement : document.body
          if (name !== 'head')
            for (const [key, value] of attributes) if (!target.hasAttribute(key)) target.setAttribute(key, value)
          return
        }
        closeBefore(open, name)
        const element = document.createElement(name === 'image' ? 'img' : name)
        for (const [key, value] of attributes) if (KEPT_ATTRIBUTES.has(key)) element.setAttribute(key, value)
        open.at(-1)!.appendChild(element)
        if (VOID_ELEMENTS.has(name)) return
        open.push(element)
        if (open.length > limits.maxDepth) fail('PAGE_TOO_DEEP', `deeper than ${limits.maxDepth} elements`)
      },
      close(name, end) {
        if (skipped) {
          if (name !== skipped.name) return
          skipped.depth -= 1
          if (skipped.depth > 0) return
          if (skipped.isJsonLd) head.jsonLd.push(skipped.text)
          cuts.push({ start: skipped.start, end })
          skipped = undefined
          return
        }
        if (name === 'title' && titleText !== undefined) {
          head.title ||= titleText.replace(/\s+/g, ' ').trim()
          titleText = undefined
          return
        }
        if (name === 'br') open.at(-1)!.appendChild(document.createElement('br'))
        else closeAt(open, name)
      },
      text(text) {
        if (skipped) {
          if (skipped.isJsonLd) skipped.text += text
          return
        }
        if (titleText !== undefined) {
          titleText += text
          return
        }
        const parent = open.at(-1)!
        if (parent.lastChild instanceof SlimText) parent.lastChild.textContent += text
        else parent.appendChild(document.createTextNode(text))
      },
      comment(start, end) {
        if (!skipped) cuts.push({ start, end })
      },
    },
    limits.maxAttributes,
    () => fail('PAGE_TOO_MANY_ATTRIBUTES', `more than ${limits.maxAttributes} attributes on one element`),
  )
  return { head, cuts }
}

function readHeadElement(
  head: { metas: PageHead['metas'][number][]; links: PageHead['links'][number][] },
  name: string,
  attributes: ReadonlyMap<string, string>,
): void {
  if (name === 'meta') {
    const content = attributes.get('content')
    if (content === undefined) return
    for (const naming of ['property', 'name', 'itemprop', 'http-equiv']) {
      const key = attributes.get(naming)
      if (key) head.metas.push({ key: key.trim().toLowerCase(), content })
    }
  } else if (name === 'link') {
    head.links.push({ rel: (attributes.get('rel') ?? '').toLowerCase(), href: attributes.get('href') ?? '' })
  }
}

function fail(code: 'PAGE_TOO_DEEP' | 'PAGE_TOO_MANY_ELEMENTS' | 'PAGE_TOO_MANY_ATTRIBUTES', state: string): never {
  throw new PipelineError(code, `Cannot read the page: it has ${state}`)
}
