import { BLOCK_FEATURES, type BlockFeature, type ExtractionRules } from '../../domain/extraction.ts'
import { describeWords, type WordFeatures } from './blockWords.ts'
import { endPatternOf, isEndLine } from './dropBoilerplate.ts'
import { foldTitle } from './findTitle.ts'
import { namePatternsOf } from './namePatterns.ts'
import type { PageBlock } from './pageBlock.ts'
import type { PageContext } from './pageContext.ts'

const ELEMENTS = {
  inArticle: /\/article(?:\/|$)/,
  inMain: /\/main(?:\/|$)/,
  inAside: /\/aside(?:\/|$)/,
  inNav: /\/nav(?:\/|$)/,
  inFooter: /\/footer(?:\/|$)/,
  inHeader: /\/header(?:\/|$)/,
  inForm: /\/form(?:\/|$)/,
  inList: /\/[uo]l(?:\/|$)/,
  inFigure: /\/figure(?:\/|$)/,
} as const satisfies Partial<Record<BlockFeature, RegExp>>

const AT = Object.fromEntries(BLOCK_FEATURES.map((feature, index) => [feature, index])) as Record<BlockFeature, number>
const toPatterns = (patterns: Partial<Record<BlockFeature, RegExp>>): Patterns =>
  Object.entries(patterns).map(([feature, pattern]) => [AT[feature as BlockFeature], pattern])
const PATH_PATTERNS = toPatterns(ELEMENTS)
const SAMPLE_LENGTH = 400
const LONG = 100
const NEAR = 3
const FAR = 50

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

/**
 * Describes each block of a page in numbers.
 *
 * @param blocks Visible blocks of the whole page, in reading order.
 * @param context What else the page says about its article.
 * @param rules What names around a block say.
 * @returns One row a block, one number a feature, in the order of `BLOCK_FEATURES`.
 * @throws Never.
 */
export function describeBlocks(
  blocks: readonly PageBlock[],
  context: PageContext,
  rules: ExtractionRules,
): Float64Array[] {
  const page = measure(blocks)
  const named = toPatterns(namePatternsOf(rules).features)
  const title = foldTitle(context.title ?? '')
  const body = squeeze(context.articleBody ?? '')
  const hasBody = body.length > LONG * 3
  const summary = foldTitle(context.summary ?? '')
  const likeTitle = blocks.map((block) => compare(block.text, title))
  const headline = blocks.findIndex((block, index) => block.level === 1 || likeTitle[index] === 1)
  const names = new Map<string, readonly number[]>()
  const paths = new Map<string, readonly number[]>()
  const words = describeWords(blocks, context, rules)
  const ends = endPatternOf(rules)
  let sinceEnd = FAR
  return blocks.map((block, index) => {
    const row = new Float64Array(BLOCK_FEATURES.length)
    describeLine(row, block)
    describePlace(row, blocks, index, page)
    mark(row, names, block.names, named)
    mark(row, paths, block.path, PATH_PATTERNS)
    row[AT.likeTitle] = likeTitle[index]!
    row[AT.sinceHeadline] = headline < 0 ? 0 : Math.max(-50, Math.min(200, index - headline))
    row[AT.hasBody] = Number(hasBody)
    row[AT.inBody] = Number(hasBody && body.includes(squeeze(block.text)))
    fillWords(row, words[index]!)
    describeNeighbours(row, blocks[index - 1], blocks[index + 1])
    const mayEnd = block.isChosen || block.kind === 'heading'
    sinceEnd = mayEnd && isEndLine(block, ends, rules.thresholds) ? 0 : Math.min(FAR, sinceEnd + 1)
    row[AT.sinceEnd] = sinceEnd
    row[AT.likeSummary] = block.text.length > 30 ? compare(block.text, summary) : 0
    return row
  })
}

function fillWords(row: Float64Array, words: WordFeatures): void {
  row[AT.cohesion] = words.cohesion
  row[AT.titleWords] = words.titleWords
  row[AT.hasAuthor] = words.hasAuthor
  row[AT.address] = words.address
  row[AT.appeals] = words.appeals
  row[AT.isQuoted] = words.isQuoted
}

function describeNeighbours(row: Float64Array, before: PageBlock | undefined, after: PageBlock | undefined): void {
  row[AT.lengthBefore] = Math.log1p(before?.text.length ?? 0)
  row[AT.lengthAfter] = Math.log1p(after?.text.length ?? 0)
  row[AT.linkBefore] = before ? Math.min(1, before.linkedLength / before.text.length) : 0
  row[AT.linkAfter] = after ? Math.min(1, after.linkedLength / after.text.length) : 0
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

function describeLine(row: Float64Array, block: PageBlock): void {
  const { text } = block
  const sample = text.slice(0, SAMPLE_LENGTH)
  const letters = sample.replace(/\P{L}+/gu, '')
  row[AT.length] = Math.log1p(text.length)
  row[AT.words] = Math.min(50, countOf(sample, / /g) + 1)
  row[AT.linkShare] = Math.min(1, block.linkedLength / text.length)
  row[AT.emphasisShare] = Math.min(1, block.emphasizedLength / text.length)
  row[AT.isHeading] = Number(block.kind === 'heading')
  row[AT.level] = block.level
  row[AT.isItem] = Number(block.kind === 'item')
  row[AT.isQuotation] = Number(block.kind === 'quotation')
  row[AT.isCaption] = Number(block.kind === 'caption')
  row[AT.isCells] = Number(block.kind === 'cells')
  row[AT.endsSentence] = Number(/[.!?…。！？][”’"'»)\]]*$/u.test(text))
  row[AT.sentences] = countOf(sample, /[.!?…。！？](?=\s|$)/gu)
  row[AT.sentenceLength] = Math.min(SAMPLE_LENGTH, sample.length / Math.max(1, row[AT.sentences]!))
  row[AT.commas] = countOf(sample, /[,،、，;]/g)
  row[AT.capitals] = letters.length === 0 ? 0 : letters.replace(/\P{Lu}+/gu, '').length / letters.length
  row[AT.digits] = sample.replace(/\P{N}+/gu, '').length / sample.length
  row[AT.endsColon] = Number(text.endsWith(':'))
  row[AT.marks] = Math.min(5, countOf(sample, /[|•·©@#→»›/]|https?:/g))
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** 1 for the same letters, 0.5 where one begins with or holds the other. */
function compare(text: string, folded: string): number {
  if (folded === '' || text.length > folded.length * 2 + 100) return 0
  // Most lines are told apart by their first letters, which is cheap.
  if (!folded.includes(FIRST_LETTERS.exec(text)?.[0].toLowerCase() ?? ' ')) return 0
  const line = foldTitle(text)
  if (line === folded) return 1
  return line.length > 10 && (folded.includes(line) || line.startsWith(folded)) ? 0.5 : 0
}

const FIRST_LETTERS = /[\p{L}\p{N}]{1,5}/u

function describePlace(row: Float64Array, blocks: readonly PageBlock[], index: number, page: PageNumbers): void {
  const block = blocks[index]!
  const path = page.byPath.get(block.path)!
  const names = page.byNames.get(block.names)!
  let nearCount = 0
  let nearChosen = 0
  let nearLength = 0
  let nearLinked = 0
  for (let near = Math.max(0, index - NEAR); near <= index + NEAR && near < blocks.length; near++) {
    nearCount += 1
    if (blocks[near]!.isChosen) nearChosen += 1
    nearLength += blocks[near]!.text.length
    nearLinked += blocks[near]!.linkedLength
  }
  const after = blocks[index + 1]
  row[AT.chosen] = Number(block.isChosen)
  row[AT.chosenBefore] = Number(blocks[index - 1]?.isChosen ?? false)
  row[AT.chosenAfter] = Number(after?.isChosen ?? false)
  row[AT.chosenNear] = nearChosen / nearCount
  row[AT.linkShareNear] = nearLength === 0 ? 0 : nearLinked / nearLength
  row[AT.inside] = Number(index >= page.first && index <= page.last)
  row[AT.afterLast] = Number(index > page.last)
  row[AT.position] = index / blocks.length
  row[AT.textBefore] = page.total === 0 ? 0 : page.textBefore[index]! / page.total
  row[AT.textAfter] = Math.log1p(
    Math.max(0, page.total - page.textBefore[index]! - (block.isChosen ? block.text.length : 0)),
  )
  row[AT.depth] = countOf(block.path, /\//g)
  row[AT.samePathChosen] = path.chosen / path.count
  row[AT.samePathText] = page.total === 0 ? 0 : path.text / page.total
  row[AT.sameNamesChosen] = names.chosen / names.count
  row[AT.repeated] = Math.min(5, page.byText.get(block.text) ?? 1)
  row[AT.headingChosenBelow] = Number(block.kind === 'heading' && (after?.isChosen ?? false))
  row[AT.blocksSinceLong] = Math.min(50, page.longBefore[index]!)
  row[AT.blocksToLong] = Math.min(50, page.longAfter[index]!)
  row[AT.likeNextPath] = Number(after?.path === block.path)
}

type Patterns = readonly (readonly [number, RegExp])[]

/** Sets to 1 what a block's names or path match; equal names are matched once a page. */
function mark(row: Float64Array, known: Map<string, readonly number[]>, text: string, patterns: Patterns): void {
  let found = known.get(text)
  if (!found) {
    found = patterns.filter(([, pattern]) => pattern.test(text)).map(([at]) => at)
    known.set(text, found)
  }
  for (const at of found) row[at] = 1
}

/** Letters and digits only: the body in JSON-LD is often without spaces between paragraphs. */
const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
