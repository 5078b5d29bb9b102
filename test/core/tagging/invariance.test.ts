import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildCast } from '../../../src/core/tagging/actors/buildCast.ts'
import { readText } from '../../../src/core/tagging/text/readText.ts'
import { indexLexicon } from '../../../src/core/tagging/words/indexLexicon.ts'
import { type CorpusCase, loadCorpus } from '../../gate/loadCorpus.ts'
import { type Comparison, compareTags, tagCase } from './invariance/compareTags.ts'
import { DISTURBANCES } from './invariance/disturbText.ts'
import type { RewrittenText } from './invariance/rewriteText.ts'
import { swapCountries, swapPersons, type UnknownPerson } from './invariance/swapNames.ts'
import { lexicon } from './tag.ts'

// The tagger is compared with itself alone: what the labels say does not matter here, so all splits are read.
const { cases } = loadCorpus(path.join(import.meta.dirname, '..', '..', 'gate', 'corpus'))
const tagged = cases.map((each) => ({ each, before: tagCase(each, each.text), persons: unknownPersons(each) }))

const LEAST_KEPT = 0.99
const SEED = 20_261_121

test('a story that moves to other countries is tagged as before', () => {
  assertKept((each, seed) => swapCountries(each.each.text, seed), 8)
})

test('a story about people whom nobody knows is tagged as before', () => {
  assertKept((each, seed) => swapPersons(each.each.text, each.persons, seed), 8)
})

for (const [name, disturb] of Object.entries(DISTURBANCES)) {
  test(`${name} change nothing`, () => {
    assertKept(
      (each, seed) => disturb(each.each.text, seed + each.each.text.length),
      name.includes('here and there') ? 4 : 1,
    )
  })
}

type Tagged = (typeof tagged)[number]

/** Kinds and places of the Mentions stay the same in at least 99 of 100 if not said otherwise, over the whole corpus and all runs. */
function assertKept(change: (each: Tagged, seed: number) => RewrittenText, numRuns: number): void {
  let all = 0
  let kept = 0
  const changed = new Set<string>()
  for (const seed of fc.sample(fc.nat(1_000_000), { seed: SEED, numRuns })) {
    for (const each of tagged) {
      const comparison = compareWith(each, change(each, seed))
      all += comparison.all
      kept += comparison.kept
      if (comparison.lost.length + comparison.gained.length > 0) changed.add(each.each.id)
    }
  }
  assert.ok(kept >= LEAST_KEPT * all, `${kept} of ${all} kept; others in ${[...changed].join(', ')}`)
}

function compareWith({ each, before }: Tagged, changed: RewrittenText): Comparison {
  return compareTags(before, tagCase(each, changed.text), changed.shift)
}

/** Whom the text names in full and the gazetteer does not know: those with a title, or named again. */
function unknownPersons({ id, text }: CorpusCase): UnknownPerson[] {
  const { persons } = buildCast(readText({ id, text, textSha256: '' }, indexLexicon(lexicon)))
  return persons
    .filter(({ entity, roles, mentions }) => !entity && (roles.length > 0 || mentions.length > 1))
    .filter(({ name }) => /^\p{Lu}\p{Ll}\S* \S/u.test(name))
    .map(({ name }) => ({ name, surname: name.split(' ').at(-1)! }))
}
