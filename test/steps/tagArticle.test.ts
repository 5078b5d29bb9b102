import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ArticleRevision } from '../../src/domain/article.ts'
import type { Mention, TaggableArticle } from '../../src/domain/mention.ts'
import type { StoredRecord, Tagging } from '../../src/domain/record.ts'
import { retagArticle, type TagArticleDeps, tagArticle } from '../../src/steps/tagArticle.ts'
import { mentionOf } from '../core/record/records.ts'
import { KEY, NEXT_VISIT_AT, NOW, RECHECK, visitAt } from './visits.ts'

const outlet = { id: 'example', name: 'Example News', homepage: 'https://news.example/', labels: [] }
const revision: ArticleRevision = {
  articleId: KEY.articleId,
  revision: 3,
  textSha256: '0'.repeat(64),
  title: 'A title',
  authors: [],
  language: 'en',
  text: 'The ministry denied it.',
  zones: [],
  textSource: 'page',
  flags: [],
}

async function tagWith(more: Partial<TagArticleDeps> = {}, mentions: readonly Mention[] = [mentionOf('m1')]) {
  const saved: Tagging[] = []
  const read: TaggableArticle[] = []
  const deps: TagArticleDeps = {
    now: () => NOW,
    recheckAfterMs: RECHECK,
    taggerVersion: '2',
    loadVisit: async () => visitAt('tag'),
    loadLastRevision: async () => revision,
    loadOutlet: async () => outlet,
    findMentions: async (article) => {
      read.push(article)
      return mentions
    },
    saveTagging: async (tagging, plan) => {
      saved.push(tagging)
      return plan([])
    },
    ...more,
  }
  return { outcome: await tagArticle(KEY, deps), saved, read, deps }
}

test('tagArticle() saves the mentions with the records that they make, and ends the visit with them', async () => {
  const { outcome, saved, read } = await tagWith()
  assert.ok(outcome.kind === 'tagged')
  assert.equal(outcome.mentionCount, 1)
  assert.deepEqual(
    [read[0]?.id, read[0]?.text, read[0]?.textSha256],
    [KEY.articleId, revision.text, revision.textSha256],
  )
  const { mentions, ...tagging } = saved[0]!
  assert.deepEqual(tagging, {
    articleId: KEY.articleId,
    revision: 3,
    taggerVersion: '2',
    visit: { ...KEY, end: { to: 'done', outcome: 'tagged', nextVisitAt: NEXT_VISIT_AT } },
    sortAt: visitAt('tag').firstSeenAt,
  })
  assert.equal(mentions.length, 1)
  const [change] = outcome.changes
  assert.deepEqual(
    [change?.action, change?.record.outlet.id, change?.record.article.revision],
    ['create', 'example', 3],
  )
  assert.equal(change?.record.article.url, 'https://news.example/a')
})

test('tagArticle() saves a tagging without mentions too: that the article was read is a fact', async () => {
  const { outcome, saved } = await tagWith({}, [])
  assert.deepEqual(outcome, { kind: 'tagged', mentionCount: 0, changes: [] })
  assert.equal(saved.length, 1)
})

test("tagArticle() links to the page's own canonical address", async () => {
  const canonicalUrl = 'https://news.example/canonical'
  const { outcome } = await tagWith({ loadLastRevision: async () => ({ ...revision, canonicalUrl }) })
  assert.equal(outcome.kind === 'tagged' && outcome.changes[0]?.record.article.url, canonicalUrl)
})

test('tagArticle() sorts by the declared date, but a date in the future leads by an hour at most', async () => {
  const { firstSeenAt } = visitAt('tag')
  const sorted = async (publishedAt: Date) =>
    (await tagWith({ loadLastRevision: async () => ({ ...revision, publishedAt }) })).saved[0]?.sortAt
  assert.deepEqual(await sorted(new Date('2020-01-01T00:00:00Z')), new Date('2020-01-01T00:00:00Z'))
  assert.deepEqual(await sorted(new Date('2099-01-01T00:00:00Z')), new Date(firstSeenAt.getTime() + 3_600_000))
})

test('tagArticle() reads English and what is too short to tell, and skips other languages with the reason', async () => {
  for (const language of ['en', 'en-GB', 'und']) {
    assert.equal((await tagWith({ loadLastRevision: async () => ({ ...revision, language }) })).outcome.kind, 'tagged')
  }
  for (const language of ['tr', 'enm', '']) {
    const { outcome, saved, read } = await tagWith({ loadLastRevision: async () => ({ ...revision, language }) })
    assert.deepEqual(outcome, { kind: 'languageNotSupported', language })
    assert.deepEqual(read, [])
    const end = { to: 'done', outcome: 'skipped', reason: 'LANGUAGE_NOT_SUPPORTED', nextVisitAt: NEXT_VISIT_AT }
    assert.deepEqual(
      saved.map(({ mentions, visit }) => [mentions, visit]),
      [[[], { ...KEY, end }]],
    )
  }
})

test('tagArticle() passes over a visit that has moved on, before the tagging and after it', async () => {
  const findMentions = () => assert.fail('nothing is to be tagged')
  assert.deepEqual((await tagWith({ loadVisit: async () => visitAt('done'), findMentions })).outcome, {
    kind: 'passed',
    stage: 'done',
  })
  assert.deepEqual((await tagWith({ loadLastRevision: async () => undefined, findMentions })).outcome, {
    kind: 'passed',
    stage: 'gone',
  })
  const late = await tagWith({ saveTagging: async () => undefined })
  assert.deepEqual(late.outcome, { kind: 'passed', stage: 'done' })
})

test('retagArticle() tags without ending a visit, whatever its stage, and says what changed', async () => {
  const { deps, saved } = await tagWith()
  const stored: StoredRecord[] = []
  const first = await retagArticle(visitAt('done'), deps)
  assert.ok(first.kind === 'tagged')
  for (const { record } of first.changes) stored.push({ record, isDeleted: false })
  assert.equal(saved.at(-1)?.visit, undefined)

  const keeping: TagArticleDeps = { ...deps, saveTagging: async (_tagging, plan) => plan(stored) }
  const same = await retagArticle(visitAt('done'), { ...keeping, taggerVersion: '3' })
  assert.deepEqual(same, { kind: 'tagged', mentionCount: 1, changes: [] })
  const withdrawn = await retagArticle(visitAt('done'), { ...keeping, findMentions: async () => [] })
  assert.deepEqual(withdrawn.kind === 'tagged' && withdrawn.changes.map((change) => change.action), ['delete'])
})

test('retagArticle() ends no visit of an article in another language', async () => {
  const { deps, saved } = await tagWith()
  const loadLastRevision = async () => ({ ...revision, language: 'tr' })
  const outcome = await retagArticle(visitAt('done'), { ...deps, loadLastRevision })
  assert.equal(outcome.kind, 'languageNotSupported')
  assert.equal(saved.at(-1)?.visit, undefined)
})
