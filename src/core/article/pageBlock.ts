import type { Block } from './findBlocks.ts'

/** A block of the page, and whether Readability takes it for a part of the article. */
export interface PageBlock extends Block {
  readonly isChosen: boolean
}
