import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadLexicon } from '../../config/lexicon.ts'
import { findMentions } from '../../src/core/tagging/findMentions.ts'
import type { Lexicon } from '../../src/domain/lexicon.ts'
import type { Mention } from '../../src/domain/mention.ts'
import { compareFloors, type Floors, liftFloors, listFigures } from './compareFloors.ts'
import { type CorpusCase, loadCorpus } from './loadCorpus.ts'
import type { NamesOf } from './matchName.ts'
import { QUESTIONS, ROWS, type Scores, scoreCorpus } from './scoreCorpus.ts'

const FLOORS_FILE = fileURLToPath(new URL('floors.json', import.meta.url))
const CORPUS_DIRECTORY = fileURLToPath(new URL('corpus', import.meta.url))
const CONFIG_DIRECTORY = fileURLToPath(new URL('../../config', import.meta.url))

const { values: options } = parseArgs({
  options: {
    split: { type: 'string', default: 'all' },
    misses: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    'allow-regression': { type: 'boolean', default: false },
  },
})
process.exitCode = main()

/** Prints the scores of each asked split and holds them to the floors. */
function main(): number {
  if (!['develop', 'check', 'all'].includes(options.split)) {
    console.error(
      'Usage: node test/gate/gate.ts [--split develop|check|all] [--misses] [--update [--allow-regression]]',
    )
    return 2
  }
  const corpus = loadCorpus(CORPUS_DIRECTORY)
  const lexicon = loadLexicon(CONFIG_DIRECTORY)
  const floors = JSON.parse(readFileSync(FLOORS_FILE, 'utf8')) as Floors
  const mentionsOf = tagCases(corpus.cases, lexicon)

  const splits = (['develop', 'check'] as const).filter((split) => options.split === 'all' || options.split === split)
  const figures: Record<string, number> = {}
  for (const split of splits) {
    const cases = corpus.cases.filter((one) => one.split === split)
    const scores = scoreCorpus(cases, mentionsOf, listNames(lexicon))
    printScores(split, cases.length, scores)
    if (options.misses) printMisses(scores)
    Object.assign(figures, listFigures(split, scores))
  }

  if (options.update) return updateFloors(floors, corpus.sha256, figures)
  const problems = compareFloors(floors, corpus.sha256, figures)
  for (const problem of problems) console.error(problem)
  console.log(problems.length === 0 ? '\nNo figure is below its floor' : `\n${problems.length} problems`)
  return problems.length === 0 ? 0 : 1
}

function updateFloors(floors: Floors, corpusSha256: string, figures: Readonly<Record<string, number>>): number {
  const isRegressionAllowed = options['allow-regression']
  const problems = compareFloors({ ...floors, corpusSha256 }, corpusSha256, figures)
  if (problems.length > 0 && !isRegressionAllowed) {
    for (const problem of problems) console.error(problem)
    console.error(
      '\nFloors only rise: nothing was written. To lower them, say --allow-regression and why in the commit',
    )
    return 1
  }
  writeFileSync(
    FLOORS_FILE,
    `${JSON.stringify(liftFloors(floors, corpusSha256, figures, isRegressionAllowed), null, 2)}\n`,
  )
  console.log('\nFloors are written')
  return 0
}

function tagCases(cases: readonly CorpusCase[], lexicon: Lexicon): Map<string, readonly Mention[]> {
  return new Map(
    cases.map(({ id, text, publishedAt }) => {
      const textSha256 = createHash('sha256').update(text).digest('hex')
      return [id, findMentions({ id, text, textSha256, ...(publishedAt && { publishedAt }) }, lexicon)]
    }),
  )
}

function listNames(lexicon: Lexicon): NamesOf {
  const names = new Map<string, readonly string[]>([
    ...lexicon.entities.map((entity) => [entity.id, [entity.name, ...entity.aliases]] as const),
    ...lexicon.countries.map((country) => [country.id, [country.name, ...country.names]] as const),
  ])
  return (entityId) => names.get(entityId) ?? []
}

function printScores(split: string, caseCount: number, { rows, shares }: Scores): void {
  console.log(`\n${split}: ${caseCount} texts\n\n                 P       R      F1   found  missed  extra`)
  for (const row of ROWS) {
    const { precision, recall, f1, found, missed, extra } = rows[row]
    const rates = [precision, recall, f1].map((rate) => rate.toFixed(3).padStart(8)).join('')
    console.log(
      `${row.padEnd(13)}${rates}${[found, missed, extra].map((count) => String(count).padStart(7)).join(' ')}`,
    )
  }
  console.log('\nright on matched mentions')
  for (const question of QUESTIONS) {
    const { right, of, share } = shares[question]
    console.log(`${question.padEnd(13)}${share.toFixed(3).padStart(8)}   ${right} of ${of}`)
  }
}

function printMisses({ misses }: Scores): void {
  console.log('\nmisses')
  for (const { caseId, what, row, text, detail } of misses) {
    console.log(`${what.padEnd(9)} ${row.padEnd(13)} ${caseId}: ${detail}\n    ${text.replaceAll('\n', ' ⏎ ')}`)
  }
}
