import type { NotArticleReason } from '../../domain/article.ts'
import type { ExtractionRules } from '../../domain/extraction.ts'
import type { Limits } from '../../domain/limits.ts'
import type { Block } from './findBlocks.ts'
import { type JsonLdObject, typesOf } from './parseJsonLd.ts'

export interface PageEvidence {
  readonly blocks: readonly Block[]
  /** Every visible block of the page: what keeps a reader out is seldom chosen. */
  readonly pageBlocks: readonly Block[]
  readonly title: string | undefined
  readonly newsObject: JsonLdObject | undefined
  readonly ogType: string | undefined
  /** It calls itself a collection of other pages. */
  readonly isCollection: boolean
  /** It calls itself a video, and nothing in it an article. */
  readonly isFilm: boolean
  readonly url: string
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
  const { stubLength } = rules.thresholds
  const length = blocks.reduce((sum, block) => sum + lengthOf(block.text), 0)
  if (newsObject && typesOf(newsObject).includes('LiveBlogPosting')) return 'LIVE_BLOG'
  if (isLive(evidence, rules)) return 'LIVE_BLOG'
  if (length < stubLength && isPaid(evidence, rules)) return 'PAYWALL'
  if (length < stubLength && isEmptyPage(evidence, rules)) return 'NOT_AN_ARTICLE'
  if (blocks.length === 0 || isIndex(evidence, length, rules)) return 'NOT_AN_ARTICLE'
  if (length >= limits.minTextLength) return undefined
  // A page around a film is no stub of an article: the feed's own lines would not be the article either.
  return evidence.isFilm ? 'NOT_AN_ARTICLE' : 'TEXT_TOO_SHORT'
}

/** A Chinese, Japanese or Korean character says as much as two letters. */
function lengthOf(text: string): number {
  return text.length + (text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/g)?.length ?? 0)
}

function isLive({ title, url, blocks }: PageEvidence, rules: ExtractionRules): boolean {
  if (!title || !new RegExp(`(?:^|[^\\p{L}])(?:${rules.liveBlogTitles.join('|')})(?![\\p{L}])`, 'iu').test(title))
    return false
  const time = new RegExp(`^(?:${rules.liveBlogTimes.join('|')})`, 'iu')
  const posts = blocks.filter(({ text }) => time.test(text)).length
  return posts >= rules.thresholds.minLivePosts || /\blive/i.test(url)
}

function isPaid({ newsObject, pageBlocks }: PageEvidence, rules: ExtractionRules): boolean {
  const free = newsObject?.['isAccessibleForFree']
  if (free === false || (typeof free === 'string' && /^false$/i.test(free))) return true
  return matchesAny(
    pageBlocks.map(({ text }) => text).filter((text) => text.length <= rules.thresholds.maxNoticeLength),
    rules.paywallLines,
  )
}

/** Such pages say so at once: in the title, or in the first lines of their text. */
function isEmptyPage({ title, blocks }: PageEvidence, rules: ExtractionRules): boolean {
  return matchesAny([title ?? '', ...blocks.slice(0, 2).map(({ text }) => text)], rules.emptyPageLines)
}

function isIndex(evidence: PageEvidence, length: number, rules: ExtractionRules): boolean {
  const { blocks, newsObject, ogType, isCollection } = evidence
  if (newsObject || /article|blog/i.test(ogType ?? '')) return false
  if (isCollection || hasTeasers(evidence, rules)) return true
  const linked = blocks.reduce((sum, block) => sum + block.linkedLength, 0)
  return linked > length * rules.thresholds.indexLinkShare
}

/** Most paragraphs stand under a headline of their own that leads elsewhere. */
function hasTeasers({ blocks, pageBlocks }: PageEvidence, { thresholds }: ExtractionRules): boolean {
  const paragraphs = blocks.filter(({ kind }) => kind !== 'heading')
  const teasers = paragraphs.filter((block) => {
    const above = pageBlocks[pageBlocks.indexOf(block) - 1]
    return above?.kind === 'heading' && above.linkedLength >= above.text.length * thresholds.wholeLinkShare
  })
  return teasers.length >= thresholds.minTeasers && teasers.length * 2 > paragraphs.length
}

/** A line matches that begins with one of the patterns. */
function matchesAny(lines: readonly string[], patterns: readonly string[]): boolean {
  const pattern = new RegExp(`^\\W*(?:${patterns.join('|')})`, 'iu')
  return patterns.length > 0 && lines.some((line) => pattern.test(line))
}
