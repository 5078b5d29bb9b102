import type { ExtractionRules } from '../../domain/extraction.ts'
import type { Limits } from '../../domain/limits.ts'
import { decodePage } from './decodePage.ts'
import { findAuthors } from './findAuthors.ts'
import { findNewsObject } from './findNewsObject.ts'
import { findTitle } from './findTitle.ts'
import type { PageContext } from './pageContext.ts'
import { findMeta } from './pageHead.ts'
import { type JsonLdObject, parseJsonLd, textOf } from './parseJsonLd.ts'
import { type ParsedPage, parsePage } from './parsePage.ts'
import { type PageMarks, readMarks } from './readMarks.ts'

export interface PageInput {
  readonly body: Uint8Array
  /** The HTTP header. */
  readonly contentType?: string
  /** Where the redirects ended. */
  readonly url: string
  readonly now: Date
}

/** What a page says about itself, before anything of its text is chosen. */
export interface PageClues {
  readonly html: string
  readonly page: ParsedPage
  readonly objects: readonly JsonLdObject[]
  readonly newsObject: JsonLdObject | undefined
  readonly marks: PageMarks
  readonly siteName: string | undefined
  readonly declaredLanguage: string | undefined
  /** Headline, JSON-LD body and description. */
  readonly context: PageContext
  readonly flags: readonly string[]
}

/**
 * Decodes and parses a page, and collects what it says about itself.
 *
 * @param input The page as it came.
 * @param limits Bounds on structure and JSON-LD.
 * @param rules What elements and meta elements are called.
 * @returns The clues, with the light tree still whole.
 * @throws PAGE_TOO_DEEP, PAGE_TOO_MANY_ELEMENTS, PAGE_TOO_MANY_ATTRIBUTES.
 */
export function readClues(input: Omit<PageInput, 'now'>, limits: Limits['page'], rules: ExtractionRules): PageClues {
  const { metaKeys } = rules
  const { html, flags } = decodePage(input.body, input.contentType)
  const page = parsePage(html, input.url, limits)
  const { head } = page
  const objects = parseJsonLd(head.jsonLd, limits)
  const newsObject = findNewsObject(objects)
  const marks = readMarks(page.document.body, rules)
  const siteName = findMeta(head, metaKeys.siteName)
  const hostname = URL.parse(input.url)?.hostname ?? ''
  const declaredLanguage = head.language || findMeta(head, metaKeys.language) || textOf(newsObject?.['inLanguage'])
  const context = {
    title: findTitle({ head, newsObject, headlines: marks.headlines, siteName, hostname }, rules),
    articleBody: textOf(newsObject?.['articleBody']),
    summary: findMeta(head, metaKeys.summary),
    authors: findAuthors(head, newsObject, objects, marks.bylines, rules),
  }
  return { html, page, objects, newsObject, marks, siteName, declaredLanguage, context, flags }
}
