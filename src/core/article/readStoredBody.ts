import type { ExtractionThresholds } from '../../domain/extraction.ts'
import type { Limits } from '../../domain/limits.ts'
import { type Block, findBlocks } from './findBlocks.ts'
import { parsePage } from './parsePage.ts'

const PREFIX_LENGTH = 40

/** JSON-LD `articleBody`. */
export interface StoredBody {
  readonly articleBody: string | undefined
  readonly isOwn: boolean
}

/**
 * Reads the article from JSON-LD `articleBody` where the page itself shows next to nothing of it, or only placeholders.
 *
 * @param blocks What was chosen from the page.
 * @param stored The body, plain text or markup, and whether its headline is the page's own.
 * @param url Where the page was found.
 * @param limits Bounds on structure.
 * @param thresholds How little text counts as nothing.
 * @returns The stored body when it is much longer than the shown text and does not contradict it; else `blocks`.
 * @throws PAGE_TOO_DEEP, PAGE_TOO_MANY_ELEMENTS, PAGE_TOO_MANY_ATTRIBUTES for a stored body built to block a parser.
 */
export function readStoredBody(
  blocks: readonly Block[],
  { articleBody, isOwn }: StoredBody,
  url: string,
  limits: Limits['page'],
  { maxShownLength, minStoredLength, minStoredRatio, maxCellLength }: ExtractionThresholds,
): readonly Block[] {
  const shown = blocks.reduce((sum, block) => sum + block.text.length, 0)
  if (articleBody === undefined || articleBody.length < Math.max(minStoredLength, shown * 2)) return blocks
  // So much more under the same headline is the article, whatever else the page shows.
  const isWhole = isOwn && articleBody.length >= shown * minStoredRatio
  if (shown > maxShownLength && !isWhole) return blocks
  const storedBlocks = findBlocks(
    parsePage(articleBody.replace(/\n+/g, '<br><br>'), url, limits).document.body,
    maxCellLength,
  )
  const text = squeeze(storedBlocks.map((block) => block.text).join(' '))
  const agrees = blocks.every(
    (block) => block.kind === 'heading' || text.includes(squeeze(block.text).slice(0, PREFIX_LENGTH)),
  )
  return (agrees || isWhole) && text.length >= minStoredLength / 2 ? storedBlocks : blocks
}

const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
