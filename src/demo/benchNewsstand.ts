import type { FeedFormat } from '../domain/feed.ts'
import { buildHeft } from './bench/buildHeft.ts'
import { type KnownMention, type WrittenArticle, writeArticle } from './bench/writeArticle.ts'
import { type Newsstand, type NewsstandOptions, openStand } from './openStand.ts'
import type { ChromeName, StandFeed, StandOutlet } from './stand.ts'

export interface BenchNewsstandOptions extends NewsstandOptions {
  /** At most 50 for each feed. */
  readonly articleCount: number
  readonly feedCount: number
  /** The same seed gives the same pages, origin aside. */
  readonly seed: number
  /** Feeds carry the articles' text. */
  readonly hasFullText?: boolean
}

/** What a generated article is known to hold; most hold nothing. */
export interface BenchArticle {
  readonly slug: string
  readonly url: string
  readonly mentions: readonly KnownMention[]
}

export interface BenchNewsstand extends Newsstand {
  /** By number, so from oldest to newest. */
  readonly articles: readonly BenchArticle[]
}

const MAX_ENTRIES = 50
const RELATED_COUNT = 5
const FORMATS: readonly FeedFormat[] = ['rss', 'atom', 'json', 'rdf']
const CHROMES: readonly ChromeName[] = [
  'broadsheet',
  'wire',
  'portal',
  'amp',
  'tabloid',
  'magazine',
  'classic',
  'broadcast',
]
const CONTENT_TYPES: Readonly<Record<FeedFormat, string>> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  rdf: 'application/rdf+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
}

/**
 * Opens a newsstand of generated articles for benchmarks and large tests: one outlet a feed, all chromes and formats in turn.
 *
 * @throws RangeError when the articles do not fit into the feeds.
 */
export async function openBenchNewsstand(options: BenchNewsstandOptions): Promise<BenchNewsstand> {
  const { articleCount, feedCount, seed } = options
  if (!(feedCount >= 1) || articleCount > feedCount * MAX_ENTRIES) {
    throw new RangeError(`Cannot put ${articleCount} articles into ${feedCount} feeds: a feed holds ${MAX_ENTRIES}`)
  }
  const outlets = Array.from({ length: feedCount }, (_, index) => benchOutlet(index, options.hasFullText ?? false))
  const written = Array.from({ length: articleCount }, (_, index) => {
    const one = writeArticle(index, seed, outletId(index % feedCount))
    return { ...one, article: { ...one.article, related: relatedTo(index, feedCount) } }
  })
  const articles = written.map((one) => one.article).toReversed()
  const stand = await openStand({ outlets, articles, heftOf: buildHeft(seed) }, options)
  return {
    ...stand,
    articles: written.map(({ article, mentions }: WrittenArticle) => ({
      slug: article.slug,
      url: stand.articleUrl(article.slug),
      mentions,
    })),
  }
}

function outletId(index: number): string {
  return `bench-${String(index + 1).padStart(3, '0')}`
}

function benchOutlet(index: number, hasFullText: boolean): StandOutlet {
  const id = outletId(index)
  return {
    id,
    name: `Bench Outlet ${index + 1}`,
    tagline: 'Generated for measurements',
    language: 'en',
    chrome: CHROMES[index % CHROMES.length] ?? 'broadsheet',
    charset: 'utf-8',
    articlePath: '/{yyyy}/{mm}/{dd}/{slug}',
    navigation: ['Elections', 'Regions', 'Economy'],
    labels: [{ label: 'unknown', source: 'claimwire newsstand', asOf: '2026-11-21' }],
    feeds: [benchFeed(id, FORMATS[index % FORMATS.length] ?? 'rss', hasFullText)],
  }
}

function benchFeed(id: string, format: FeedFormat, hasFullText: boolean): StandFeed {
  return {
    id: `${id}-${format}`,
    path: format === 'json' ? 'feed.json' : 'feed.xml',
    format,
    charset: 'utf-8',
    contentType: CONTENT_TYPES[format],
    title: `${id} (${format})`,
    linkStyle: 'absolute',
    hasFullText,
    zone: 'GMT',
    extraEntries: [],
    oddities: [],
  }
}

/** Earlier articles of the same outlet. */
function relatedTo(index: number, feedCount: number): string[] {
  const numbers = Array.from({ length: RELATED_COUNT }, (_, step) => index - (step + 1) * feedCount)
  return numbers.filter((number) => number >= 0).map((number) => `report-${String(number).padStart(6, '0')}`)
}
