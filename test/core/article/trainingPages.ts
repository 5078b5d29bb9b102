import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describeBlocks } from '../../../src/core/article/blockFeatures.ts'
import { foldTitle } from '../../../src/core/article/findTitle.ts'
import type { PageBlock } from '../../../src/core/article/pageBlock.ts'
import { readBody } from '../../../src/core/article/readBody.ts'
import { readClues } from '../../../src/core/article/readClues.ts'
import type { TrainingRow } from './growTrees.ts'
import { LIMITS, RULES } from './pages.ts'

/** What is known about a page: its whole text, or segments that have to be in it and others that must not. */
export interface Gold {
  readonly suite: string
  readonly file: string
  readonly url: string
  readonly text?: string
  readonly with?: readonly string[]
  readonly without?: readonly string[]
}

export interface TrainingPage {
  readonly id: string
  readonly gold: Gold
  readonly body: Uint8Array
  readonly rows: readonly TrainingRow[]
  /** What each visible block should have been called, in order; undefined where that cannot be said. */
  readonly labels: readonly (boolean | undefined)[]
}

const SEGMENT_WEIGHT = 0.15
const SHINGLE = 4

const tokensOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? []
const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()
const shinglesOf = (tokens: readonly string[]): string[] =>
  tokens.slice(SHINGLE - 1).map((_, index) => tokens.slice(index, index + SHINGLE).join(' '))

/**
 * Reads the pages whose text is known, block by block, each block with what it should have been called.
 *
 * @param folder The folder with `gold.json`.
 * @throws What reading a file throws.
 */
export function loadTrainingPages(folder: string): TrainingPage[] {
  const golds = JSON.parse(readFileSync(join(folder, 'gold.json'), 'utf8')) as Record<string, Gold>
  return Object.entries(golds)
    .filter(([, { suite }]) => suite !== 'dates')
    .map(([id, gold]) => loadPage(id, gold, gunzipSync(readFileSync(join(folder, gold.file)))))
}

function loadPage(id: string, gold: Gold, body: Uint8Array): TrainingPage {
  const clues = readClues({ body, contentType: 'text/html', url: gold.url }, LIMITS, RULES)
  const { title } = clues.context
  const read = readBody(clues.html, clues.page, gold.url, title ?? '', RULES)
  const blocks = read.blocks.filter((block) => !block.isHidden)
  const inputs = describeBlocks(blocks, clues.context, RULES)
  const labels = gold.text === undefined ? labelBySegments(gold, blocks) : labelByText(gold.text, blocks, title)
  const weights = blocks.map((block) => SHINGLE + Math.min(60, tokensOf(block.text).length))
  const total = weights.reduce((sum, weight, index) => sum + (labels[index] === undefined ? 0 : weight), 0)
  const share = gold.text === undefined ? SEGMENT_WEIGHT : 1
  const rows = blocks.flatMap((_, index) => {
    const isWanted = labels[index]
    return isWanted === undefined
      ? []
      : [{ inputs: inputs[index]!, isWanted, weight: (share * weights[index]!) / total }]
  })
  return { id, gold, body, rows, labels }
}

/** A block is the article's when most of its four-word runs are in the known text; undefined where that cannot be said. */
function labelByText(text: string, blocks: readonly PageBlock[], title: string | undefined): (boolean | undefined)[] {
  const all = tokensOf(text)
  const shingles = new Set(shinglesOf(all))
  const lines = new Set(text.split('\n').map((line) => tokensOf(line).join(' ')))
  const joined = ` ${all.join(' ')} `
  const labels = blocks.map((block) => {
    const tokens = tokensOf(block.text)
    if (tokens.length === 0 || (title && foldTitle(block.text) === foldTitle(title))) return undefined
    if (tokens.length >= SHINGLE) {
      const own = shinglesOf(tokens)
      return own.filter((shingle) => shingles.has(shingle)).length * 2 >= own.length
    }
    if (lines.has(tokens.join(' '))) return true
    const isInside = joined.includes(` ${tokens.join(' ')} `)
    if (block.kind === 'cells') return isInside
    return block.isChosen && isInside ? undefined : false
  })
  // The same line in a table of contents and above its chapter: the one in the text is the article's.
  const chosen = new Set(blocks.filter((block, index) => labels[index] && block.isChosen).map((block) => block.text))
  return labels.map((label, index) =>
    label && !blocks[index]!.isChosen && chosen.has(blocks[index]!.text) ? false : label,
  )
}

function labelBySegments(gold: Gold, blocks: readonly PageBlock[]): (boolean | undefined)[] {
  const has = (text: string, segments: readonly string[] = []): boolean =>
    segments.some((segment) => text.includes(fold(segment)))
  return blocks.map((block) => {
    const text = fold(block.text)
    if (has(text, gold.without)) return false
    return has(
      text,
      gold.with?.filter((segment) => segment.length > 12),
    )
      ? true
      : undefined
  })
}
