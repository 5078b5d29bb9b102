import type { ExtractionRules } from '../../domain/extraction.ts'
import { asidePatternOf } from './dropBoilerplate.ts'
import { namePatternsOf } from './namePatterns.ts'
import type { PageBlock } from './pageBlock.ts'

/**
 * Corrects Readability where it took a box beside the article (a disclosure, a dialog, a teaser) for the article itself:
 * where next to nothing of the page's plain text was chosen, and much more of it stands in one kind of element elsewhere.
 *
 * @param blocks Every block of the page with Readability's choice, in reading order.
 * @param rules How little is next to nothing, and what comments are called.
 * @returns The same blocks, with the neglected text as the choice; `blocks` where nothing was neglected.
 * @throws Never.
 */
export function chooseNeglected(blocks: readonly PageBlock[], rules: ExtractionRules): readonly PageBlock[] {
  const { neglectedShare, minNeglectedLength, minPlainLength } = rules.thresholds
  const plain = blocks.filter(
    ({ text, isHidden, linkedLength }) => !isHidden && text.length >= minPlainLength && linkedLength * 2 < text.length,
  )
  const chosen = lengthOf(plain.filter((block) => block.isChosen))
  if (chosen > lengthOf(plain) * neglectedShare) return blocks
  const { namedDialog, namedFooter } = namePatternsOf(rules).features
  const beside = [asidePatternOf(rules), namedDialog, namedFooter]
  const families = new Map<string, PageBlock[]>()
  for (const block of plain) {
    if (block.isChosen || ELSEWHERE.test(block.path)) continue
    if (beside.some((pattern) => pattern.test(block.names))) continue
    const key = `${block.path}|${block.names}`
    families.set(key, [...(families.get(key) ?? []), block])
  }
  const best = [...families.values()].toSorted((a, b) => lengthOf(b) - lengthOf(a))[0] ?? []
  if (lengthOf(best) < Math.max(minNeglectedLength, chosen * 2)) return blocks
  const [first, last] = [blocks.indexOf(best[0]!), blocks.indexOf(best.at(-1)!)]
  return blocks.map((block, index) => ({ ...block, isChosen: index >= first && index <= last && !block.isHidden }))
}

const ELSEWHERE = /\/(?:aside|footer|nav|form|dialog)(?:\/|$)/

const lengthOf = (blocks: readonly PageBlock[]): number => blocks.reduce((sum, block) => sum + block.text.length, 0)
