import type { Section, Zone } from '../../domain/article.ts'
import type { Block, BlockKind } from './findBlocks.ts'

export interface JoinedText {
  readonly text: string
  readonly zones: readonly Zone[]
  readonly isCut: boolean
}

/**
 * Writes headline and blocks as one text: one block a line, a blank line between blocks.
 *
 * @param title The headline; left out when undefined.
 * @param blocks In reading order, the headline not among them.
 * @param summaryCount How many of the first blocks are the summary.
 * @param maxLength The text ends with the last block that fits.
 * @returns Text and zones; every zone is a stretch of the text, in order.
 * @throws Never.
 */
export function joinBlocks(
  title: string | undefined,
  blocks: readonly Block[],
  summaryCount: number,
  maxLength: number,
): JoinedText {
  const zones: Zone[] = []
  let text = ''
  const add = (line: string, section: Section): boolean => {
    const start = text === '' ? 0 : text.length + GAP.length
    if (start + line.length > maxLength) return false
    text = text === '' ? line : text + GAP + line
    if (section !== 'body') zones.push({ start, end: start + line.length, section })
    return true
  }
  if (title) add(cutMarks(title).slice(0, maxLength), 'headline')
  const fits = blocks.every((block, index) =>
    add(cutMarks(block.text), index < summaryCount ? 'summary' : (SECTIONS[block.kind] ?? 'body')),
  )
  return { text, zones, isCut: !fits }
}

const GAP = '\n\n'
const SECTIONS: Partial<Record<BlockKind, Section>> = { caption: 'caption', heading: 'subhead' }

/** No writing system puts more than eight marks on a letter; thousands of them paint over the lines around. */
const cutMarks = (text: string): string => text.replace(/(\p{M}{8})\p{M}+/gu, '$1')
