// Trains config/blockModel.json on pages whose text is known, and measures itself by five-fold cross-validation.
//   node test/core/article/trainBlocks.ts ../shared/conformance/pages [--write], then biome check --write config/blockModel.json
// Data: article pages of the Web Content Extraction Benchmark (CC BY 4.0) with full texts, and segments of trafilatura's
// evaluation (Apache-2.0), as the folder's README says. Only numbers about blocks enter the model, no text of any page.
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readPage } from '../../../src/core/article/readPage.ts'
import { BLOCK_FEATURES, type BlockModel } from '../../../src/domain/extraction.ts'
import { growTrees } from './growTrees.ts'
import { LIMITS, RULES } from './pages.ts'
import { loadTrainingPages, type TrainingPage } from './trainingPages.ts'

const OPTIONS = { trees: 90, depth: 4, rate: 0.15, minShare: 0.001, regularization: 10 }
const FOLDS = 5
const folder = resolve(process.argv[2] ?? '../shared/conformance/pages')
const configDir = fileURLToPath(new URL('../../../config', import.meta.url))
const { agg, scorePage } = await import(pathToFileURL(join(folder, 'score.mjs')).href)
const { threshold } = RULES.blockModel
const pages = loadTrainingPages(folder)

function train(known: readonly TrainingPage[]): BlockModel {
  const rows = known.flatMap((page) => page.rows)
  return { version: '1', features: BLOCK_FEATURES, threshold, ...growTrees(rows, OPTIONS) }
}

/** The text that the whole extraction gives with a model, without the headline. */
function read({ body, gold }: TrainingPage, blockModel: BlockModel): string {
  const input = { body, url: gold.url, contentType: 'text/html', now: new Date() }
  const { text, zones } = readPage(input, LIMITS, { ...RULES, blockModel }).article
  return text.slice(zones[0]?.section === 'headline' ? zones[0].end : 0)
}

function report(name: string, textOf: (page: TrainingPage, index: number) => string): void {
  const scored = pages.map((page, index) => ({
    suite: page.gold.suite,
    ...scorePage(page.gold, textOf(page, index)),
  }))
  const [full, segments] = ['wcxb_art', 'traf'].map((suite) => agg(scored.filter((one) => one.suite === suite)))
  const show = (value: number): string => value.toFixed(4)
  console.log(
    `${name.padEnd(24)} text P ${show(full.precision)} R ${show(full.recall)} F1 ${show(full.f1)}`,
    `| segments P ${show(segments.segP)} R ${show(segments.segR)} F1 ${show(segments.segF1)}`,
  )
}

const models = Array.from({ length: FOLDS }, (_, fold) => train(pages.filter((_, index) => index % FOLDS !== fold)))
report('unseen pages', (page, index) => read(page, models[index % FOLDS]!))

if (process.argv.includes('--write')) {
  const model = train(pages)
  writeFileSync(join(configDir, 'blockModel.json'), `${JSON.stringify(model)}\n`)
  report('the written model, seen', (page) => read(page, model))
}
