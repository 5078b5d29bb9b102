import type { Article, NotArticleReason } from '../../domain/article.ts'
import type { ExtractionRules } from '../../domain/extraction.ts'
import type { Limits } from '../../domain/limits.ts'
import { hasMixedScripts } from '../text/hasMixedScripts.ts'
import { chooseBlocks } from './chooseBlocks.ts'
import { countSummary } from './countSummary.ts'
import { detectLanguage } from './detectLanguage.ts'
import { dropBoilerplate } from './dropBoilerplate.ts'
import { findCanonicalUrl, findElsewhere, findImageUrl } from './findAddress.ts'
import type { Block } from './findBlocks.ts'
import { type FoundDates, findDates } from './findDates.ts'
import { findPageObjects } from './findNewsObject.ts'
import { foldTitle } from './findTitle.ts'
import { joinBlocks } from './joinBlocks.ts'
import { judgePage } from './judgePage.ts'
import { findMeta } from './pageHead.ts'
import { textOf, typesOf } from './parseJsonLd.ts'
import { type PageBody, readBody } from './readBody.ts'
import { type PageClues, type PageInput, readClues } from './readClues.ts'
import { readStoredBody } from './readStoredBody.ts'

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
  const clues = readClues(input, limits, rules)
  const { context } = clues
  const body = readBody(clues.html, clues.page, input.url, context.title ?? '', rules)
  const description = describeArticle(clues, input.url, rules)
  const chosen = chooseBlocks(body.blocks, context, rules)
  const shown = dropBoilerplate(chosen, context.title, rules, context.authors)
  const isOwn = isSameTitle(textOf(clues.newsObject?.['headline']), context.title)
  const stored = { articleBody: context.articleBody, isOwn }
  const blocks = readStoredBody(shown, stored, input.url, limits, rules.thresholds)
  const language = detectLanguage(blocks.map((block) => block.text).join('\n'), clues.declaredLanguage)
  const dates = readDates(clues, body, language, input, rules)
  const summaryCount = countSummary(blocks, context.summary, rules)
  const joined = joinBlocks(context.title, blocks, summaryCount, limits.maxTextLength)
  const article: Article = {
    ...description,
    ...(dates.published ? { publishedAt: dates.published.at } : {}),
    ...(dates.modified ? { modifiedAt: dates.modified.at } : {}),
    dates,
    language,
    text: joined.text,
    zones: joined.zones,
    textSource: 'page',
    flags: [
      ...clues.flags,
      ...(joined.isCut ? ['text_cut'] : []),
      ...(body.readBy === 'jsdom' ? ['read_by_jsdom'] : []),
      ...(blocks === shown ? [] : ['text_from_json_ld']),
      ...(hasMixedScripts(joined.text) ? ['mixed_scripts'] : []),
    ],
  }
  const problem = judge(clues, blocks, body, input.url, rules, limits)
  return { article, ...(problem ? { problem } : {}) }
}

const isSameTitle = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && foldTitle(one) === foldTitle(other)

type Description = Omit<Article, 'language' | 'text' | 'zones' | 'textSource' | 'flags'>

function describeArticle(clues: PageClues, url: string, rules: ExtractionRules): Description {
  const { newsObject, siteName, declaredLanguage } = clues
  const { head } = clues.page
  const { title } = clues.context
  const section = textOf(newsObject?.['articleSection']) ?? findMeta(head, rules.metaKeys.section)
  const canonicalUrl = findCanonicalUrl(head, url)
  const elsewhere = findElsewhere(head, newsObject?.['publisher'], url)
  const imageUrl = findImageUrl(head, url, rules.metaKeys.image)
  return {
    ...(title === undefined ? {} : { title }),
    authors: clues.context.authors,
    ...(siteName === undefined ? {} : { siteName }),
    ...(section === undefined ? {} : { section }),
    ...(declaredLanguage ? { declaredLanguage } : {}),
    ...(canonicalUrl ? { canonicalUrl } : {}),
    ...(elsewhere ? { elsewhere } : {}),
    ...(imageUrl ? { imageUrl } : {}),
  }
}

function readDates(
  clues: PageClues,
  body: PageBody,
  language: string,
  { url, now }: PageInput,
  rules: ExtractionRules,
): FoundDates {
  const { newsObject, declaredLanguage, html } = clues
  const lines = body.blocks.filter((block) => !block.isHidden).map((block) => block.text)
  const headline = Math.max(0, lines.indexOf(clues.context.title ?? ''))
  return findDates(
    {
      head: clues.page.head,
      objects: [...(newsObject ? [newsObject] : []), ...findPageObjects(clues.objects)],
      marks: clues.marks.dates,
      url,
      language: declaredLanguage?.toLowerCase().startsWith(language) ? declaredLanguage : language,
      html,
      lines: [...lines.slice(headline), ...lines.slice(0, headline)],
    },
    now,
    rules,
  )
}

/** schema.org's pages about other pages. */
const COLLECTIONS = new Set(['CollectionPage', 'SearchResultsPage'])

function judge(
  clues: PageClues,
  blocks: readonly Block[],
  body: PageBody,
  url: string,
  rules: ExtractionRules,
  limits: Limits['page'],
): NotArticleReason | undefined {
  const { newsObject, context, page } = clues
  const ogType = findMeta(page.head, ['og:type'])
  const pageBlocks = body.blocks.filter((block) => !block.isHidden)
  const isVideo =
    clues.objects.some((object) => typesOf(object).includes('VideoObject')) || /^video/i.test(ogType ?? '')
  const isFilm = isVideo && !newsObject
  const isCollection = clues.objects.some((object) => typesOf(object).some((type) => COLLECTIONS.has(type)))
  return judgePage(
    { blocks, pageBlocks, title: context.title, newsObject, ogType, isFilm, isCollection, url },
    rules,
    limits,
  )
}
