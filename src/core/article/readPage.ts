import type { Article, NotArticleReason } from '../../domain/article.ts'
import type { ExtractionRules } from '../../domain/extraction.ts'
import type { Limits } from '../../domain/limits.ts'
import { chooseBlocks } from './chooseBlocks.ts'
import { decodePage } from './decodePage.ts'
import { detectLanguage } from './detectLanguage.ts'
import { dropBoilerplate } from './dropBoilerplate.ts'
import { findCanonicalUrl, findImageUrl } from './findAddress.ts'
import { findAuthors } from './findAuthors.ts'
import { findDates } from './findDates.ts'
import { findNewsObject, findPageObjects } from './findNewsObject.ts'
import { findTitle } from './findTitle.ts'
import { joinBlocks } from './joinBlocks.ts'
import { judgePage } from './judgePage.ts'
import { findMeta } from './pageHead.ts'
import { parseJsonLd, textOf } from './parseJsonLd.ts'
import { parsePage } from './parsePage.ts'
import { readBody } from './readBody.ts'
import { readMarks } from './readMarks.ts'

export interface PageInput {
  readonly body: Uint8Array
  /** The HTTP header. */
  readonly contentType?: string
  /** Where the redirects ended. */
  readonly url: string
  readonly now: Date
}

/** What can be read from a page, with why it should not be taken for an article. */
export interface PageReading {
  readonly article: Article
  readonly problem?: NotArticleReason
}

/**
 * Reads everything that a page has to give, article or not.
 *
 * @param input The page as it came.
 * @param limits Bounds on structure, text and JSON-LD.
 * @param rules From `config/extraction.json`.
 * @returns Text and metadata, and the reason when the page is not an article.
 * @throws PAGE_TOO_DEEP, PAGE_TOO_MANY_ELEMENTS, PAGE_TOO_MANY_ATTRIBUTES.
 */
export function readPage(input: PageInput, limits: Limits['page'], rules: ExtractionRules): PageReading {
  const { html, flags } = decodePage(input.body, input.contentType)
  const page = parsePage(html, input.url, limits)
  const { head } = page
  const objects = parseJsonLd(head.jsonLd, limits)
  const newsObject = findNewsObject(objects)
  const marks = readMarks(page.document.body)
  const siteName = findMeta(head, ['og:site_name', 'application-name'])
  const hostname = URL.parse(input.url)?.hostname ?? ''
  const title = findTitle({ head, newsObject, headlines: marks.headlines, siteName, hostname })
  const declaredLanguage =
    head.language || findMeta(head, ['content-language', 'og:locale', 'language']) || textOf(newsObject?.['inLanguage'])
  const pageText = page.document.body.textContent
  const linkedLength = page.document.body
    .getElementsByTagName('a')
    .reduce((sum, link) => sum + link.textContent.length, 0)

  const body = readBody(html, page, input.url, title ?? '')
  const summary = findMeta(head, ['og:description', 'description', 'twitter:description'])
  const context = { title, articleBody: textOf(newsObject?.['articleBody']), summary }
  const blocks = dropBoilerplate(chooseBlocks(body.blocks, context, rules.blockModel), title, rules)
  const { text, zones, isCut } = joinBlocks(title, blocks, 0, limits.maxTextLength)
  const dates = findDates(
    {
      head,
      objects: [...(newsObject ? [newsObject] : []), ...findPageObjects(objects)],
      marks: marks.dates,
      url: input.url,
      language: declaredLanguage ?? '',
      lines: pageText
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    },
    input.now,
  )
  const problem = judgePage(
    {
      blocks,
      title,
      newsObject,
      ogType: findMeta(head, ['og:type']),
      url: input.url,
      linkedLength,
      pageLength: pageText.length,
    },
    rules,
    limits,
  )
  const section = textOf(newsObject?.['articleSection']) ?? findMeta(head, ['article:section', 'parsely-section'])
  const canonicalUrl = findCanonicalUrl(head, input.url)
  const imageUrl = findImageUrl(head, input.url)
  const article: Article = {
    ...(title === undefined ? {} : { title }),
    authors: findAuthors(head, newsObject, objects, marks.bylines),
    ...(siteName === undefined ? {} : { siteName }),
    ...(section === undefined ? {} : { section }),
    ...(dates.published ? { publishedAt: dates.published.at } : {}),
    ...(dates.modified ? { modifiedAt: dates.modified.at } : {}),
    dates,
    language: detectLanguage(blocks.map((block) => block.text).join('\n'), declaredLanguage),
    ...(declaredLanguage ? { declaredLanguage } : {}),
    ...(canonicalUrl ? { canonicalUrl } : {}),
    ...(imageUrl ? { imageUrl } : {}),
    text,
    zones,
    textSource: 'page',
    flags: [...flags, ...(isCut ? ['text_cut'] : []), ...(body.readBy === 'jsdom' ? ['read_by_jsdom'] : [])],
  }
  return { article, ...(problem ? { problem } : {}) }
}
