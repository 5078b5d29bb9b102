// Trains config/blockModel.json on pages whose text is known, and measures itself by five-fold cross-validation.
//   node test/core/article/trainBlocks.ts ../shared/conformance/pages [--write], then biome check --write config/blockModel.json
// Data: article pages of the Web Content Extraction Benchmark (CC BY 4.0) with full texts, and segments of trafilatura's
// evaluation (Apache-2.0), as the folder's README says. Only numbers about blocks enter the model, no text of any page.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { loadExtractionRules } from '../../../config/extraction.ts'
import { describeBlocks } from '../../../src/core/article/blockFeatures.ts'
import { chooseByScores, scoreBlock } from '../../../src/core/article/chooseBlocks.ts'
import { dropBoilerplate } from '../../../src/core/article/dropBoilerplate.ts'
import { foldTitle } from '../../../src/core/article/findTitle.ts'
import { type PageBlock, readBody } from '../../../src/core/article/readBody.ts'
import { readClues } from '../../../src/core/article/readClues.ts'
import { BLOCK_FEATURES, type BlockModel } from '../../../src/domain/extraction.ts'
import { growTrees, type TrainingRow } from './growTrees.ts'
import { LIMITS } from './pages.ts'

interface Gold {
  readonly suite: string
  readonly file: string
  readonly url: string
  readonly text?: string
  readonly with?: readonly string[]
  readonly without?: readonly string[]
}

interface Page {
  readonly gold: Gold
  readonly title: string | undefined
  readonly blocks: readonly PageBlock[]
  readonly inputs: readonly Float64Array[]
  readonly rows: readonly TrainingRow[]
}

const OPTIONS = { trees: 90, depth: 4, rate: 0.15, minShare: 0.001, regularization: 10 }
const FOLDS = 5
const THRESHOLD = 0.5
const SEGMENT_WEIGHT = 0.15
const SHINGLE = 4
const folder = resolve(process.argv[2] ?? '../shared/conformance/pages')
const configDir = fileURLToPath(new URL('../../../config', import.meta.url))
const { agg, scorePage } = await import(pathToFileURL(join(folder, 'score.mjs')).href)
const rules = loadExtractionRules(configDir)

const tokensOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? []
const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()
const shinglesOf = (tokens: readonly string[]): string[] =>
  tokens.slice(SHINGLE - 1).map((_, index) => tokens.slice(index, index + SHINGLE).join(' '))

function loadPage(gold: Gold): Page {
  const bytes = readFileSync(join(folder, gold.file))
  const clues = readClues({ body: gunzipSync(bytes), contentType: 'text/html', url: gold.url }, LIMITS)
  const { title } = clues.context
  const body = readBody(clues.html, clues.page, gold.url, title ?? '')
  const blocks = body.blocks.filter((block) => !block.isHidden)
  const inputs = describeBlocks(blocks, clues.context)
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
  return { gold, title, blocks, inputs, rows }
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

function report(name: string, pages: readonly Page[], choose: (page: Page) => readonly PageBlock[]): void {
  const score = (suite: string): Record<string, number> => {
    const scored = pages
      .filter(({ gold }) => gold.suite === suite)
      .map((page) => {
        const blocks = dropBoilerplate(choose(page), page.title, rules)
        return scorePage(page.gold, blocks.map((block) => block.text).join('\n\n'))
      })
    return agg(scored)
  }
  const [full, segments] = [score('wcxb_art'), score('traf')]
  const show = (value: number | undefined): string => (value ?? 0).toFixed(4)
  console.log(
    `${name.padEnd(24)} text P ${show(full['precision'])} R ${show(full['recall'])} F1 ${show(full['f1'])}`,
    `| segments P ${show(segments['segP'])} R ${show(segments['segR'])} F1 ${show(segments['segF1'])}`,
  )
}

const scoresOf = (page: Page, model: Pick<BlockModel, 'base' | 'trees'>): number[] =>
  page.inputs.map((row) => scoreBlock(model, row))

const golds = JSON.parse(readFileSync(join(folder, 'gold.json'), 'utf8')) as Record<string, Gold>
const pages = Object.values(golds)
  .filter(({ suite }) => suite !== 'dates')
  .map(loadPage)
report('Readability with rules', pages, (page) => page.blocks.filter((block) => block.isChosen))

const unseen = new Map<Page, number[]>()
for (let foldIndex = 0; foldIndex < FOLDS; foldIndex++) {
  const model = growTrees(
    pages.filter((_, index) => index % FOLDS !== foldIndex).flatMap((page) => page.rows),
    OPTIONS,
  )
  for (const [index, page] of pages.entries()) if (index % FOLDS === foldIndex) unseen.set(page, scoresOf(page, model))
}
for (const threshold of [0.35, 0.4, 0.45, 0.5, 0.55]) {
  report(`unseen pages, from ${threshold}`, pages, (page) =>
    chooseByScores(page.blocks, unseen.get(page)!, threshold, rules.thresholds),
  )
}

if (process.argv.includes('--write')) {
  const model = growTrees(
    pages.flatMap((page) => page.rows),
    OPTIONS,
  )
  const content = { version: '1', features: BLOCK_FEATURES, threshold: THRESHOLD, ...model }
  writeFileSync(join(configDir, 'blockModel.json'), `${JSON.stringify(content)}\n`)
  report('the written model, seen', pages, (page) =>
    chooseByScores(page.blocks, scoresOf(page, model), THRESHOLD, rules.thresholds),
  )
}
