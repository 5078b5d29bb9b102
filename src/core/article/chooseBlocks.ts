import type { BlockModel, DecisionTree } from '../../domain/extraction.ts'
import { describeBlocks, type PageContext } from './blockFeatures.ts'
import type { PageBlock } from './readBody.ts'

/**
 * Chooses the article's blocks among all of a page: Readability's choice is one voice among several.
 *
 * @param blocks Every block of the page, in reading order.
 * @param context What else the page says about its article.
 * @param model From `config/blockModel.json`.
 * @returns The visible blocks that are more likely the article's than not, in the same order.
 * @throws Never.
 */
export function chooseBlocks(blocks: readonly PageBlock[], context: PageContext, model: BlockModel): PageBlock[] {
  const visible = blocks.filter((block) => !block.isHidden)
  const rows = describeBlocks(visible, context)
  return visible.filter((_, index) => scoreBlock(model, rows[index]!) >= model.threshold)
}

/** The probability that a block is the article's. */
export function scoreBlock(model: Pick<BlockModel, 'base' | 'trees'>, row: Float64Array): number {
  let odds = model.base
  for (const tree of model.trees) odds += walk(tree, row)
  return 1 / (1 + Math.exp(-odds))
}

function walk(tree: DecisionTree, row: Float64Array): number {
  let node = tree
  while (typeof node !== 'number') node = row[node[0]]! < node[1] ? node[2] : node[3]
  return node
}
