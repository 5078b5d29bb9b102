import type { Limits } from '../../domain/limits.ts'
import { type Block, findBlocks } from './findBlocks.ts'
import { parsePage } from './parsePage.ts'

const MIN_LENGTH = 500
const MAX_SHOWN_LENGTH = 600
const PREFIX_LENGTH = 40

/**
 * Reads the article from JSON-LD `articleBody` where the page itself shows next to nothing of it.
 *
 * @param blocks What was chosen from the page.
 * @param articleBody Plain text or markup, as the page stores it.
 * @param url Where the page was found.
 * @param limits Bounds on structure.
 * @returns The stored body when it is much longer than the shown text and does not contradict it; else `blocks`.
 * @throws PAGE_TOO_DEEP, PAGE_TOO_MANY_ELEMENTS, PAGE_TOO_MANY_ATTRIBUTES for a stored body built to block a parser.
 */
export function readStoredBody(
  blocks: readonly Block[],
  articleBody: string | undefined,
  url: string,
  limits: Limits['page'],
): readonly Block[] {
  const shown = blocks.reduce((sum, block) => sum + block.text.length, 0)
  if (articleBody === undefined || shown > MAX_SHOWN_LENGTH || articleBody.length < Math.max(MIN_LENGTH, shown * 2))
    return blocks
  const stored = findBlocks(parsePage(articleBody.replace(/\n+/g, '<br><br>'), url, limits).document.body)
  const text = squeeze(stored.map((block) => block.text).join(' '))
  const agrees = blocks.every(
    (block) => block.kind === 'heading' || text.includes(squeeze(block.text).slice(0, PREFIX_LENGTH)),
  )
  return agrees && text.length >= MIN_LENGTH / 2 ? stored : blocks
}

const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
