import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { buildRulesPage } from '../../../src/core/tagging/buildRulesPage.ts'
import { loadCorpus } from '../../gate/loadCorpus.ts'
import { lexicon, tag } from './tag.ts'

const root = path.join(import.meta.dirname, '..', '..', '..')

test('each rule fires on its own example', () => {
  const silent = lexicon.rules.filter(
    ({ id, example }) => !tag(example).some((mention) => mention.ruleIds.includes(id)),
  )

  assert.deepEqual(
    silent.map(({ id }) => id),
    [],
  )
})

test('each rule that the code or the lexicon names has a description', () => {
  const directory = path.join(root, 'src', 'core', 'tagging')
  const named = new Set([...lexicon.acts, ...lexicon.deeds].map(({ id }) => id))
  const files = globSync('**/*.ts', { cwd: directory })
  assert.ok(files.length > 50)
  for (const file of files) {
    const code = readFileSync(path.join(directory, file), 'utf8')
    for (const match of code.matchAll(/'((?:claim|denial|challenge|evidence|act)\.[a-z-]+)'/g)) named.add(match[1]!)
  }
  const described = new Set(lexicon.rules.map((rule) => rule.id))

  assert.deepEqual(
    [...named].filter((id) => !described.has(id)),
    [],
  )
})

test('rule ids are unique', () => {
  const ids = lexicon.rules.map((rule) => rule.id)

  assert.equal(new Set(ids).size, ids.length)
})

test('the page of rules is current; `npm run rules` writes it', () => {
  assert.equal(readFileSync(path.join(root, 'config', 'lexicon', 'RULES.md'), 'utf8'), buildRulesPage(lexicon))
})

test('every rule that a record of the corpus names has its section there', () => {
  const { cases } = loadCorpus(path.join(root, 'test', 'gate', 'corpus'))
  const page = readFileSync(path.join(root, 'config', 'lexicon', 'RULES.md'), 'utf8')
  const fired = new Set(cases.flatMap(({ text }) => tag(text).flatMap(({ ruleIds }) => ruleIds)))

  assert.deepEqual(
    [...fired].filter((id) => !page.includes(`\n### ${id}\n`)),
    [],
  )
})
