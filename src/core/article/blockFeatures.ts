import { BLOCK_FEATURES, type BlockFeature } from '../../domain/extraction.ts'
import { foldTitle } from './findTitle.ts'
import type { PageBlock } from './readBody.ts'

const NAMED = {
  namedText:
    /article-?_?(?:body|text|content)|entry-?content|post-?_?(?:content|body|text)|story-?body|body-?text|rich-?text|prose|paragraph|wysiwyg|content__|main-?content/,
  namedComment: /comment|disqus|respond|reply|replies|discussion|forum/,
  namedRelated:
    /related|recommend|more-|read-?(?:more|next|also)|also-?(?:read|like)|similar|popular|trending|latest|teaser|card|most-|outbrain|taboola|next-|prev|carousel|slider|see-?also|suggest/,
  namedShare: /share|social|follow|facebook|twitter|whatsapp|sharing|like-?button/,
  namedNavigation: /nav|menu|breadcrumb|pagination|pager|toc|table-?of-?contents|skip|anchor|jump/,
  namedFooter: /footer|copyright|legal|disclaimer|disclosure|imprint|bottom/,
  namedSide: /side-?bar|aside|widget|rail|secondary|complementary/,
  namedOffer:
    /newsletter|subscri|sign-?up|promo|advert|(?:^|[\s_-])ads?(?:[\s_-]|$)|sponsor|banner|cta|call-?to|offer|product|shop|price|buy|paywall|donat|button|btn|form/,
  namedCaption: /caption|credit|image|photo|figure|gallery|media|video|picture|img|embed/,
  namedAuthor: /author|byline|bio|contributor|writer|about/,
  namedMeta: /meta|date|time|tag|categor|label|topic|kicker|info|rating|stats|count|views/,
  namedDialog: /cookie|consent|modal|popup|gdpr|overlay|alert|notice|dialog|lightbox|tooltip/,
  namedMisc: /print|hidden|visually|sr-only|screen-?reader|toolbar|tools|search|login|poll|quiz|survey|event|calendar/,
} as const satisfies Partial<Record<BlockFeature, RegExp>>

const LONG = 100
const NEAR = 3
const HAS = (path: string, name: string): boolean => path.includes(`/${name}/`) || path.endsWith(`/${name}`)

interface PageNumbers {
  readonly first: number
  readonly last: number
  readonly textBefore: readonly number[]
  readonly total: number
  readonly byPath: ReadonlyMap<string, Tally>
  readonly byNames: ReadonlyMap<string, Tally>
  readonly byText: ReadonlyMap<string, number>
  readonly longBefore: readonly number[]
  readonly longAfter: readonly number[]
}

interface Tally {
  count: number
  chosen: number
  text: number
}

/** What else a page says about its article. */
export interface PageContext {
  readonly title: string | undefined
  /** JSON-LD `articleBody`. */
  readonly articleBody: string | undefined
  /** The page's own description. */
  readonly summary: string | undefined
}

/**
 * Describes each block of a page in numbers.
 *
 * @param blocks Visible blocks of the whole page, in reading order.
 * @param title The headline.
 * @returns One row a block, one number a feature, in the order of `BLOCK_FEATURES`.
 * @throws Never.
 */
export function describeBlocks(blocks: readonly PageBlock[], context: PageContext): Float64Array[] {
  const page = measure(blocks)
  const folded = foldTitle(context.title ?? '')
  const body = squeeze(context.articleBody ?? '')
  const summary = foldTitle(context.summary ?? '')
  const headline =
    folded === '' ? -1 : blocks.findIndex((block) => block.level === 1 || foldTitle(block.text) === folded)
  const names = new Map<string, NamedFeatures>()
  return blocks.map((block, index) => {
    const values = {
      ...describeLine(block, folded),
      ...describePlace(blocks, index, page),
      ...describeNames(block, names),
      sinceHeadline: headline < 0 ? 0 : Math.max(-50, Math.min(200, index - headline)),
      hasBody: body.length > LONG * 3,
      inBody: body.length > LONG * 3 && body.includes(squeeze(block.text)),
      likeSummary: summary !== '' && block.text.length > 30 && likeTitle(foldTitle(block.text.slice(0, 600)), summary),
      likeNextPath: blocks[index + 1]?.path === block.path,
    }
    return Float64Array.from(BLOCK_FEATURES, (feature) =>
      Number((values as Record<string, number | boolean>)[feature] ?? 0),
    )
  })
}

function measure(blocks: readonly PageBlock[]): PageNumbers {
  const byPath = new Map<string, Tally>()
  const byNames = new Map<string, Tally>()
  const byText = new Map<string, number>()
  const textBefore: number[] = []
  const longBefore: number[] = []
  const longAfter: number[] = new Array(blocks.length).fill(0)
  let total = 0
  let distance = 50
  for (const block of blocks) {
    textBefore.push(total)
    if (block.isChosen) total += block.text.length
    count(byPath, block.path, block)
    count(byNames, block.names, block)
    byText.set(block.text, (byText.get(block.text) ?? 0) + 1)
    longBefore.push(distance)
    distance = isLong(block) ? 0 : distance + 1
  }
  distance = 50
  for (let index = blocks.length - 1; index >= 0; index--) {
    longAfter[index] = distance
    distance = isLong(blocks[index]!) ? 0 : distance + 1
  }
  const first = blocks.findIndex((block) => block.isChosen)
  const last = blocks.findLastIndex((block) => block.isChosen)
  return { first, last, textBefore, total, byPath, byNames, byText, longBefore, longAfter }
}

const isLong = (block: PageBlock): boolean =>
  block.isChosen && block.text.length >= LONG && block.linkedLength < block.text.length / 2

function count(tallies: Map<string, Tally>, key: string, block: PageBlock): void {
  const tally = tallies.get(key) ?? { count: 0, chosen: 0, text: 0 }
  tally.count += 1
  if (block.isChosen) {
    tally.chosen += 1
    tally.text += block.text.length
  }
  tallies.set(key, tally)
}

function describeLine(block: PageBlock, title: string): Partial<Record<BlockFeature, number | boolean>> {
  const { text } = block
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return {
    length: Math.log1p(text.length),
    words: Math.min(50, text.split(' ').length),
    linkShare: Math.min(1, block.linkedLength / text.length),
    emphasisShare: Math.min(1, block.emphasizedLength / text.length),
    isHeading: block.kind === 'heading',
    level: block.level,
    isItem: block.kind === 'item',
    isQuotation: block.kind === 'quotation',
    isCaption: block.kind === 'caption',
    isCells: block.kind === 'cells',
    endsSentence: /[.!?…。！？][”’"'»)\]]*$/u.test(text),
    sentences: Math.min(10, text.match(/[.!?…。！？](?=\s|$)/gu)?.length ?? 0),
    commas: Math.min(10, text.match(/[,،、，;]/g)?.length ?? 0),
    capitals: letters === 0 ? 0 : (text.match(/\p{Lu}/gu)?.length ?? 0) / letters,
    digits: (text.match(/\p{N}/gu)?.length ?? 0) / text.length,
    endsColon: text.endsWith(':'),
    marks: Math.min(5, text.match(/[|•·©@#→»›/]|https?:/g)?.length ?? 0),
    likeTitle: title !== '' && likeTitle(foldTitle(text.slice(0, 300)), title),
  }
}

function likeTitle(line: string, title: string): number {
  if (line === title) return 1
  return line.length > 10 && (title.includes(line) || line.includes(title)) ? 0.5 : 0
}

function describePlace(
  blocks: readonly PageBlock[],
  index: number,
  page: PageNumbers,
): Partial<Record<BlockFeature, number | boolean>> {
  const block = blocks[index]!
  const near = blocks.slice(Math.max(0, index - NEAR), index + NEAR + 1)
  const nearLength = near.reduce((sum, other) => sum + other.text.length, 0)
  const path = page.byPath.get(block.path)!
  const names = page.byNames.get(block.names)!
  return {
    chosen: block.isChosen,
    chosenBefore: blocks[index - 1]?.isChosen ?? false,
    chosenAfter: blocks[index + 1]?.isChosen ?? false,
    chosenNear: near.filter((other) => other.isChosen).length / near.length,
    inside: index >= page.first && index <= page.last,
    afterLast: index > page.last,
    position: index / blocks.length,
    textBefore: page.total === 0 ? 0 : page.textBefore[index]! / page.total,
    textAfter:
      page.total === 0
        ? 0
        : Math.log1p(page.total - page.textBefore[index]! - (block.isChosen ? block.text.length : 0)),
    linkShareNear: nearLength === 0 ? 0 : near.reduce((sum, other) => sum + other.linkedLength, 0) / nearLength,
    depth: block.path.split('/').length,
    inArticle: HAS(block.path, 'article'),
    inMain: HAS(block.path, 'main'),
    inAside: HAS(block.path, 'aside'),
    inNav: HAS(block.path, 'nav'),
    inFooter: HAS(block.path, 'footer'),
    inHeader: HAS(block.path, 'header'),
    inForm: HAS(block.path, 'form'),
    inList: HAS(block.path, 'ul') || HAS(block.path, 'ol'),
    inFigure: HAS(block.path, 'figure'),
    samePathChosen: path.chosen / path.count,
    samePathText: page.total === 0 ? 0 : path.text / page.total,
    sameNamesChosen: names.chosen / names.count,
    repeated: Math.min(5, page.byText.get(block.text) ?? 1),
    headingChosenBelow: block.kind === 'heading' && (blocks[index + 1]?.isChosen ?? false),
    blocksSinceLong: Math.min(50, page.longBefore[index]!),
    blocksToLong: Math.min(50, page.longAfter[index]!),
  }
}

type NamedFeatures = Partial<Record<BlockFeature, boolean>>

function describeNames({ names }: PageBlock, known: Map<string, NamedFeatures>): NamedFeatures {
  const features =
    known.get(names) ??
    Object.fromEntries(Object.entries(NAMED).map(([feature, pattern]) => [feature, pattern.test(names)]))
  known.set(names, features)
  return features
}

/** Letters and digits only: the body in JSON-LD is often without spaces between paragraphs. */
const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
