import type { Block } from './findBlocks.ts'
import { foldTitle } from './findTitle.ts'

const SUMMARY_NAMES =
  /(?:^|[\s_-])(?:standfirst|dek|deck|sub-?title|sub-?head(?:line|ing)?|summary|strapline|excerpt|abstract|lead|intro|introduction|teaser-?text|article-?(?:lead|intro|summary|teaser|description)|lead-?in|chapo|entradilla|sommario|vorspann|ingress)(?:$|[\s_-])/
const MAX_LENGTH = 600
const MIN_LENGTH = 20

/** Whether class names call a block the summary under the headline. */
export function isNamedSummary(block: Block): boolean {
  return SUMMARY_NAMES.test(block.names)
}

/**
 * Tells how many of the first blocks are the summary between headline and body.
 *
 * @param blocks The article's blocks, without the headline.
 * @param description What the page's meta elements say in short.
 * @returns 0 or 1: a first block that is called a summary, or that is the description while the body is longer.
 * @throws Never.
 */
export function countSummary(blocks: readonly Block[], description: string | undefined): number {
  const first = blocks[0]
  if (!first || blocks.length < 3 || first.text.length > MAX_LENGTH || first.text.length < MIN_LENGTH) return 0
  if (isNamedSummary(first) && first.names !== blocks[1]?.names) return 1
  const isOtherKind = first.kind === 'heading' || first.path !== blocks[1]?.path || first.names !== blocks[1]?.names
  return isOtherKind && description !== undefined && foldTitle(first.text) === foldTitle(description) ? 1 : 0
}
