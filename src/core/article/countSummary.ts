import type { ExtractionRules } from '../../domain/extraction.ts'
import type { Block } from './findBlocks.ts'
import { foldTitle } from './findTitle.ts'
import { namePatternsOf } from './namePatterns.ts'

/** Whether class names call a block the summary under the headline. */
export function isNamedSummary(block: Block, rules: ExtractionRules): boolean {
  return namePatternsOf(rules).marks.summary.test(block.names)
}

/**
 * Tells how many of the first blocks are the summary between headline and body.
 *
 * @param blocks The article's blocks, without the headline.
 * @param description What the page's meta elements say in short.
 * @param rules What summaries are called, and how long they are.
 * @returns 0 or 1: a first block that is called a summary, or that is the description while the body is longer.
 * @throws Never.
 */
export function countSummary(
  blocks: readonly Block[],
  description: string | undefined,
  rules: ExtractionRules,
): number {
  const { minSummaryZoneLength, maxSummaryLength } = rules.thresholds
  const first = blocks[0]
  if (!first || blocks.length < 3) return 0
  if (first.text.length > maxSummaryLength || first.text.length < minSummaryZoneLength) return 0
  if (isNamedSummary(first, rules) && first.names !== blocks[1]?.names) return 1
  const isOtherKind = first.kind === 'heading' || first.path !== blocks[1]?.path || first.names !== blocks[1]?.names
  return isOtherKind && description !== undefined && foldTitle(first.text) === foldTitle(description) ? 1 : 0
}
