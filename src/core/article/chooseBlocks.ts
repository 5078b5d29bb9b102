import {
  BLOCK_FEATURES,
  type BlockModel,
  type DecisionTree,
  type ExtractionRules,
  type ExtractionThresholds,
} from '../../domain/extraction.ts'
import { describeBlocks } from './blockFeatures.ts'
import { isNamedSummary } from './countSummary.ts'
import { foldTitle } from './findTitle.ts'
import type { PageBlock } from './pageBlock.ts'
import type { PageContext } from './pageContext.ts'

/**
 * Chooses the article's blocks among all of a page: Readability's choice is one voice among several.
 *
 * @param blocks Every block of the page, in reading order.
 * @param context What else the page says about its article.
 * @param rules The model and the thresholds around it.
 * @returns The visible blocks that are more likely the article's than not, in the same order.
 * @throws Never.
 */
export function chooseBlocks(blocks: readonly PageBlock[], context: PageContext, rules: ExtractionRules): PageBlock[] {
  const { blockModel } = rules
  const visible = blocks.filter((block) => !block.isHidden)
  const rows = describeBlocks(visible, context, rules)
  const scores = rows.map((row) => scoreBlock(blockModel, row))
  const others = findOtherArticles(visible, context.title)
  const headline = rows.findIndex((row) => row[LIKE_TITLE] === 1)
  const kickers = findKickers(visible.slice(0, Math.max(0, headline)), rules.thresholds)
  return chooseByScores(visible, scores, blockModel.threshold, rules).filter(
    (block) => !others.has(block.articleNumber) && !kickers.has(block),
  )
}

const LIKE_TITLE = BLOCK_FEATURES.indexOf('likeTitle')

/** Short lines above the headline name its section, its topic, the site. */
function findKickers(above: readonly PageBlock[], { asideLength }: ExtractionThresholds): ReadonlySet<PageBlock> {
  return new Set(above.filter(({ text }) => text.length < asideLength && !ENDS_SENTENCE.test(text)))
}

/** A page may hold the next article too, for readers that scroll on: an `article` element with another headline of its own. */
function findOtherArticles(blocks: readonly PageBlock[], title: string | undefined): ReadonlySet<number> {
  const folded = foldTitle(title ?? '')
  const headlines = blocks.filter((block) => block.level === 1 && block.articleNumber > 0)
  const own = headlines.find((block) => folded !== '' && foldTitle(block.text) === folded)
  if (!own) return new Set()
  return new Set(headlines.map((block) => block.articleNumber).filter((number) => number !== own.articleNumber))
}

const ENDS_SENTENCE = /[.!?…。！？][”’"'»“)\]]*$/u

/**
 * Chooses by the model's scores, and keeps the sentences that Readability chose too and that stand among the article's
 * paragraphs in the same kind of element: a short paragraph (“It was them.”) looks like a caption in numbers.
 */
export function chooseByScores(
  blocks: readonly PageBlock[],
  scores: readonly number[],
  threshold: number,
  rules: ExtractionRules,
): PageBlock[] {
  const { siblingScore, tailScore, summaryScore, summaryDistance, minSummaryLength } = rules.thresholds
  const isKept = scores.map((score) => score >= threshold)
  const last = isKept.lastIndexOf(true)
  // The summary stands below the headline, and above the first paragraph.
  const first = blocks.findIndex((block, index) => isKept[index] && block.kind !== 'heading')
  const lengths = new Map<string, number>()
  let total = 0
  blocks.forEach((block, index) => {
    if (!isKept[index]) return
    total += block.text.length
    lengths.set(familyOf(block), (lengths.get(familyOf(block)) ?? 0) + block.text.length)
  })
  const isSibling = (block: PageBlock): boolean => (lengths.get(familyOf(block)) ?? 0) > total / 4
  const isSentence = (block: PageBlock): boolean =>
    block.linkedLength * 3 < block.text.length && ENDS_SENTENCE.test(block.text)
  return blocks.filter((block, index) => {
    if (isKept[index]) return true
    if (index < first && index >= first - summaryDistance && scores[index]! >= summaryScore) {
      return block.text.length >= minSummaryLength && isNamedSummary(block, rules) && isSentence(block)
    }
    if (index < first || scores[index]! < (index > last ? tailScore : siblingScore)) return false
    return block.isChosen && block.kind !== 'heading' && isSentence(block) && isSibling(block)
  })
}

const familyOf = (block: PageBlock): string => `${block.path}|${block.names}`

/** The probability that a block is the article's. */
export function scoreBlock(model: Pick<BlockModel, 'base' | 'trees'>, row: Float64Array): number {
  const { roots, features, values, below } = flatten(model)
  let odds = model.base
  for (const root of roots) {
    let node = root
    // The branch "from" stands right after the branch "below".
    while (features[node]! >= 0) node = below[node]! + Number(row[features[node]!]! >= values[node]!)
    odds += values[node]!
  }
  return 1 / (1 + Math.exp(-odds))
}

interface FlatTrees {
  readonly roots: readonly number[]
  /** -1 for a leaf. */
  readonly features: Int16Array
  /** The limit of a branch, the number of a leaf. */
  readonly values: Float64Array
  readonly below: Int32Array
}

const flattened = new WeakMap<readonly DecisionTree[], FlatTrees>()

function flatten({ trees }: Pick<BlockModel, 'trees'>): FlatTrees {
  const known = flattened.get(trees)
  if (known) return known
  const features: number[] = []
  const values: number[] = []
  const below: number[] = []
  const put = (tree: DecisionTree, at: number): void => {
    if (typeof tree === 'number') {
      features[at] = -1
      values[at] = tree
      below[at] = 0
      return
    }
    const next = Math.max(features.length, at + 1)
    features[at] = tree[0]
    values[at] = tree[1]
    below[at] = next
    for (const place of [next, next + 1]) {
      features[place] = -1
      values[place] = 0
      below[place] = 0
    }
    put(tree[2], next)
    put(tree[3], next + 1)
  }
  const roots = trees.map((tree) => {
    const root = features.length
    put(tree, root)
    return root
  })
  const flat = {
    roots,
    features: Int16Array.from(features),
    values: Float64Array.from(values),
    below: Int32Array.from(below),
  }
  flattened.set(trees, flat)
  return flat
}
