import type { NotArticleReason } from '../../domain/article.ts'
import type { ExtractionRules } from '../../domain/extraction.ts'
import type { Limits } from '../../domain/limits.ts'
import type { Block } from './findBlocks.ts'
import { type JsonLdObject, typesOf } from './parseJsonLd.ts'

export interface PageEvidence {
  readonly blocks: readonly Block[]
  readonly title: string | undefined
  readonly newsObject: JsonLdObject | undefined
  readonly ogType: string | undefined
  readonly url: string
  /** Text in all of the page's links, and in the whole page, in UTF-16 code units. */
  readonly linkedLength: number
  readonly pageLength: number
}

/**
 * Decides whether what was found is an article.
 *
 * @param evidence What was read from the page.
 * @param rules Words of paywalls, empty pages and live blogs.
 * @param limits `minTextLength`: shorter texts are not articles.
 * @returns Why it is not an article; undefined when it is one.
 * @throws Never.
 */
export function judgePage(
  evidence: PageEvidence,
  rules: ExtractionRules,
  limits: Pick<Limits['page'], 'minTextLength'>,
): NotArticleReason | undefined {
  const { blocks, newsObject } = evidence
  const length = blocks.reduce((sum, block) => sum + block.text.length, 0)
  if (newsObject && typesOf(newsObject).includes('LiveBlogPosting')) return 'LIVE_BLOG'
  if (isLive(evidence, rules)) return 'LIVE_BLOG'
  if (length < STUB_LENGTH && isPaid(evidence, rules)) return 'PAYWALL'
  if (length < STUB_LENGTH && matchesAny(blocks, rules.emptyPageLines)) return 'NOT_AN_ARTICLE'
  if (blocks.length === 0 || isIndex(evidence, length)) return 'NOT_AN_ARTICLE'
  return length < limits.minTextLength ? 'TEXT_TOO_SHORT' : undefined
}

const STUB_LENGTH = 1500
const INDEX_LINK_SHARE = 0.6

function isLive({ title, url, blocks }: PageEvidence, rules: ExtractionRules): boolean {
  if (!title || !new RegExp(`(?:^|[^\\p{L}])(?:${rules.liveBlogTitles.join('|')})(?![\\p{L}])`, 'iu').test(title))
    return false
  const posts = blocks.filter(({ text }) => /^(?:\d{1,2}[:.]\d{2}|\d{1,2}\s?[ap]\.?m)/i.test(text)).length
  return posts >= 3 || /live/i.test(url)
}

function isPaid({ newsObject, blocks }: PageEvidence, rules: ExtractionRules): boolean {
  const free = newsObject?.['isAccessibleForFree']
  return free === false || (typeof free === 'string' && /^false$/i.test(free)) || matchesAny(blocks, rules.paywallLines)
}

function isIndex({ blocks, newsObject, ogType }: PageEvidence, length: number): boolean {
  if (newsObject || /article|blog/i.test(ogType ?? '')) return false
  const linked = blocks.reduce((sum, block) => sum + block.linkedLength, 0)
  return linked > length * INDEX_LINK_SHARE
}

function matchesAny(blocks: readonly Block[], patterns: readonly string[]): boolean {
  const pattern = new RegExp(`(?:${patterns.join('|')})`, 'iu')
  return patterns.length > 0 && blocks.some(({ text }) => pattern.test(text))
}
