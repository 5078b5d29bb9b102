import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadStand } from '../../src/demo/loadStand.ts'
import type { StandArticle } from '../../src/demo/stand.ts'

interface ExpectedMention {
  readonly kind: 'claim' | 'denial' | 'challenge' | 'evidence_note'
  readonly speaker: string | null
  readonly accused: string | null
  readonly text: string
  readonly isHard?: true
}

interface Expected {
  readonly articles: Readonly<
    Record<string, { outcome: string; mentions: readonly ExpectedMention[]; notMarked: readonly string[] }>
  >
  readonly entries: readonly { feedId: string; title: string; outcome: string }[]
}

const expected = readJson('../../src/demo/newsstand/expected.json') as Expected
const { outlets, articles } = loadStand()
const KINDS = new Set(['claim', 'denial', 'challenge', 'evidence_note'])

test('expected.json speaks of every article and of no other', () => {
  assert.deepEqual(Object.keys(expected.articles).sort(), articles.map((article) => article.slug).sort())
})

test('expected.json quotes the articles as they are', () => {
  for (const article of articles) {
    const text = textOf(article)
    const { mentions, notMarked } = expected.articles[article.slug] ?? { mentions: [], notMarked: [] }
    for (const mention of mentions) {
      assert.ok(KINDS.has(mention.kind), mention.kind)
      assert.ok(text.includes(mention.text), `${article.slug}: ${mention.text}`)
    }
    for (const quiet of notMarked) assert.ok(text.includes(quiet), `${article.slug}: ${quiet}`)
  }
})

test('expected.json expects mentions only of pages that end as articles', () => {
  for (const { outcome, mentions } of Object.values(expected.articles)) {
    if (outcome !== 'article') assert.deepEqual(mentions, [])
  }
})

test('expected.json has claims, denials, challenges and evidence notes, and pages without any', () => {
  const all = Object.values(expected.articles).flatMap((one) => one.mentions)
  for (const kind of KINDS) assert.ok(all.filter((mention) => mention.kind === kind).length >= 3, kind)
  const quiet = Object.values(expected.articles).filter((one) => one.outcome === 'article' && one.mentions.length === 0)
  assert.ok(quiet.length >= 8)
})

test('expected.json names feed lines that exist', () => {
  for (const { feedId, title } of expected.entries) {
    const feed = outlets.flatMap((outlet) => outlet.feeds).find((one) => one.id === feedId)
    assert.ok(
      feed?.extraEntries.some((entry) => entry.title === title),
      title,
    )
  }
})

test('the articles are about elections that config/elections.json knows', () => {
  const { elections } = readJson('../../config/elections.json') as { elections: { id: string }[] }
  const ids = new Set(elections.map((election) => election.id))
  for (const { slug, election } of articles) assert.ok(election === null || ids.has(election), `${slug}: ${election}`)
})

function textOf(article: StandArticle): string {
  const updates = (article.updates ?? []).flatMap((update) => update.paragraphs)
  return [article.headline, article.standfirst, article.figure?.caption, ...article.paragraphs, ...updates].join('\n')
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
}
