import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadCorpus } from './loadCorpus.ts'

const CORPUS = fileURLToPath(new URL('corpus', import.meta.url))
const ELECTIONS = fileURLToPath(new URL('../../config/elections.json', import.meta.url))
const METHODS = fileURLToPath(new URL('../../config/lexicon/methods.json', import.meta.url))

test('the corpus keeps its promises of size and spread', () => {
  const { cases } = loadCorpus(CORPUS)
  const articles = cases.filter((one) => one.publishedAt !== undefined)
  const negatives = articles.filter((one) => one.labels.every((label) => !label.isScored))
  const scored = cases.flatMap((one) => one.labels.filter((label) => label.isScored))
  const claims = scored.filter((label) => label.kind === 'claim')

  assert.ok(articles.length >= 60)
  assert.ok(cases.length - articles.length >= 120)
  assert.ok(new Set(scored.map((label) => label.election).filter(Boolean)).size >= 25)
  assert.ok(new Set(claims.map((label) => `${label.speaker.name} ${label.accused.name}`)).size >= 40)
  assert.ok(negatives.length + articles.filter((one) => one.traps.length > 0).length >= articles.length * 0.4)
  const kept = cases.filter((one) => one.split === 'check').length / cases.length
  assert.ok(kept > 0.3 && kept < 0.4)
})

test('the labels speak the words of the lists', () => {
  const elections: { elections: { id: string }[] } = JSON.parse(readFileSync(ELECTIONS, 'utf8'))
  const methods: { methods: { code: string }[] } = JSON.parse(readFileSync(METHODS, 'utf8'))
  const electionIds = new Set(elections.elections.map((election) => election.id))
  const codes = new Set([...methods.methods.map((method) => method.code), 'unspecified'])

  for (const label of loadCorpus(CORPUS).cases.flatMap((one) => one.labels)) {
    if (label.election) assert.ok(electionIds.has(label.election), label.election)
    for (const code of label.methods ?? []) assert.ok(codes.has(code), code)
  }
})

test('loadCorpus() places every label inside its text, and no label crosses a blank line', () => {
  for (const { id, text, labels } of loadCorpus(CORPUS).cases) {
    for (const { span } of labels) {
      assert.ok(span.start < span.end && span.end <= text.length, id)
      assert.ok(!text.slice(span.start, span.end).includes('\n\n'), id)
    }
  }
})

/** Loads a copy of the corpus in which one file was changed. */
function loadChanged(name: string, change: (content: string) => string): () => void {
  return () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'claimwire-corpus-'))
    try {
      cpSync(CORPUS, directory, { recursive: true })
      const file = path.join(directory, name)
      writeFileSync(file, change(readFileSync(file, 'utf8')))
      loadCorpus(directory)
    } finally {
      rmSync(directory, { recursive: true })
    }
  }
}

test('loadCorpus() fails loudly when a quoted stretch is not in its text', () => {
  const change = (content: string): string => content.replaceAll('accused', 'thanked')
  assert.throws(loadChanged('articles/kg-2017-regional-atambayev.txt', change), /is not in its text/)
})

test('loadCorpus() fails loudly when a link leads nowhere', () => {
  const change = (content: string): string => content.replace(/"respondsTo": \["c4"/, '"respondsTo": ["c99"')
  assert.throws(loadChanged('articles/kg-2017-regional-atambayev.json', change), /linked to "c99"/)
})
