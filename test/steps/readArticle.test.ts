import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleFromEntry } from '../../src/core/article/articleFromEntry.ts'
import type { Article, ArticleRevision, Extraction, NotArticleReason } from '../../src/domain/article.ts'
import type { ParsedEntry } from '../../src/domain/feed.ts'
import type { BlockedBy } from '../../src/domain/visit.ts'
import { type ReadArticleDeps, readArticle } from '../../src/steps/readArticle.ts'
import { KEY, NEXT_VISIT_AT, NOW, openEnds, RECHECK, visitAt } from './visits.ts'

const article: Article = {
  title: 'Ministry denies it',
  authors: [],
  language: 'en',
  text: 'Ministry denies it\n\nThe ministry denied it.',
  zones: [],
  textSource: 'page',
  flags: ['odd'],
}
const entry: ParsedEntry = {
  title: 'Ministry denies interference in the vote',
  summary: 'The ministry said on Monday that it had nothing to do with the recordings.',
  authors: ['Ann Other'],
  categories: [],
  publishedAt: new Date('2026-11-20T09:00:00Z'),
  flags: [],
}
const page = { url: 'x', finalUrl: 'x', status: 200, headers: {}, body: Buffer.from('page'), fetchedAt: NOW }
const revision = (more: Partial<ArticleRevision> = {}): ArticleRevision => ({
  ...article,
  articleId: KEY.articleId,
  revision: 1,
  textSha256: `hash of ${article.text}`,
  ...more,
})
const notArticle = (reason: NotArticleReason) => async (): Promise<Extraction> => ({ kind: 'notArticle', reason })

async function readWith(more: Partial<ReadArticleDeps> = {}) {
  const { ends, endVisit } = openEnds()
  const saved: Article[] = []
  const outcome = await readArticle(KEY, {
    now: () => NOW,
    recheckAfterMs: RECHECK,
    loadVisit: async () => visitAt('read'),
    loadDocument: async () => page,
    loadEntry: async () => undefined,
    loadLastRevision: async () => undefined,
    extract: async () => ({ kind: 'article', article }),
    articleFromEntry: async (line) => articleFromEntry(line, 40),
    outlets: [],
    loadOriginal: async () => undefined,
    saveCanonicalKey: () => assert.fail('no canonical address'),
    saveDuplicate: () => assert.fail('no duplicate'),
    hash: (text) => `hash of ${text}`,
    saveRevision: async (_key, found, textSha256) => {
      assert.equal(textSha256, `hash of ${found.text}`)
      saved.push(found)
      return saved.length
    },
    endVisit,
    ...more,
  })
  return { outcome, ends, saved }
}

test('readArticle() stores the article of the page', async () => {
  const { outcome, saved, ends } = await readWith()
  assert.deepEqual(outcome, { kind: 'read', revision: 1 })
  assert.deepEqual(saved, [article])
  assert.deepEqual(ends, [])
})

test('readArticle() takes the date from the feed when the page has none, and says so', async () => {
  const { saved } = await readWith({ loadEntry: async () => entry })
  assert.deepEqual(saved[0]?.publishedAt, entry.publishedAt)
  assert.deepEqual(saved[0]?.flags, ['odd', 'date_from_feed'])
  assert.equal(saved[0]?.text, article.text)
})

test('readArticle() prefers the date of the page', async () => {
  const publishedAt = new Date('2026-11-19T00:00:00Z')
  const { saved } = await readWith({
    loadEntry: async () => entry,
    extract: async () => ({ kind: 'article', article: { ...article, publishedAt } }),
  })
  assert.deepEqual(saved[0]?.publishedAt, publishedAt)
  assert.deepEqual(saved[0]?.flags, ['odd'])
})

test("readArticle() falls back to the feed's lines behind a paywall and for a stub", async () => {
  for (const reason of ['PAYWALL', 'TEXT_TOO_SHORT'] as const) {
    const { outcome, saved } = await readWith({ extract: notArticle(reason), loadEntry: async () => entry })
    assert.equal(outcome.kind, 'read')
    assert.equal(saved[0]?.textSource, 'feed')
    assert.equal(saved[0]?.text, `${entry.title}\n\n${entry.summary}`)
  }
})

test('readArticle() skips, with the reason, what is no article and what the feed says nothing about', async () => {
  const cases: [NotArticleReason, ParsedEntry | undefined][] = [
    ['PAYWALL', undefined],
    ['PAYWALL', { ...entry, title: 'Short', summary: '' }],
    ['NOT_HTML', entry],
    ['LIVE_BLOG', entry],
  ]
  for (const [reason, known] of cases) {
    const { outcome, ends, saved } = await readWith({ extract: notArticle(reason), loadEntry: async () => known })
    assert.deepEqual(outcome, { kind: 'notArticle', reason })
    assert.deepEqual(saved, [])
    const step = { to: 'done', nextVisitAt: NEXT_VISIT_AT, outcome: 'skipped', reason }
    assert.deepEqual(ends, [{ from: 'read', step }])
  }
})

test('readArticle() calls an article unchanged when title and text are, whatever else has changed', async () => {
  const { outcome, ends, saved } = await readWith({ loadLastRevision: async () => revision({ authors: ['other'] }) })
  assert.deepEqual(outcome, { kind: 'unchanged' })
  assert.deepEqual(ends[0]?.step, { to: 'done', nextVisitAt: NEXT_VISIT_AT, outcome: 'unchanged' })
  assert.deepEqual(saved, [])
})

test('readArticle() stores another revision for another headline or another text', async () => {
  for (const last of [revision({ title: 'Ministry silent' }), revision({ textSha256: 'another' })]) {
    const { outcome, saved } = await readWith({ loadLastRevision: async () => last })
    assert.equal(outcome.kind, 'read')
    assert.equal(saved.length, 1)
  }
})

test('readArticle() passes over a visit that has moved on, before the reading and after it', async () => {
  const extract = () => assert.fail('nothing is to be read')
  assert.deepEqual((await readWith({ loadVisit: async () => visitAt('tag'), extract })).outcome, {
    kind: 'passed',
    stage: 'tag',
  })
  assert.deepEqual((await readWith({ loadVisit: async () => undefined, extract })).outcome, {
    kind: 'passed',
    stage: 'gone',
  })
  const late = await readWith({ saveRevision: async () => undefined })
  assert.deepEqual(late.outcome, { kind: 'passed', stage: 'tag' })
})

const blocked = (blockedBy: BlockedBy, more: Partial<ReadArticleDeps> = {}) =>
  readWith({
    loadVisit: async () => visitAt('read', { blockedBy }),
    loadDocument: () => assert.fail('there is no document'),
    extract: () => assert.fail('there is no page'),
    ...more,
  })

test("readArticle() takes the feed's own lines for a page that robots.txt forbids, and says so", async () => {
  const loadEntry = async () => entry
  const cases: [BlockedBy, string[]][] = [
    ['robots', ['feed_text', 'blocked_by_robots']],
    ['robots_unreachable', ['feed_text', 'blocked_by_robots', 'robots_unreachable']],
  ]
  for (const [by, flags] of cases) {
    const { outcome, saved } = await blocked(by, { loadEntry })
    assert.equal(outcome.kind, 'read')
    assert.deepEqual([saved[0]?.textSource, saved[0]?.flags], ['feed', flags])
    assert.equal(saved[0]?.text, `${entry.title}\n\n${entry.summary}`)
  }
})

test('readArticle() skips a forbidden page that the feed says too little about, or whose text we have', async () => {
  const cases: Partial<ReadArticleDeps>[] = [
    {},
    { loadEntry: async () => ({ ...entry, title: 'Short', summary: '' }) },
    { loadEntry: async () => entry, loadLastRevision: async () => revision() },
  ]
  for (const more of cases) {
    const { outcome, ends, saved } = await blocked('robots', more)
    assert.deepEqual(outcome, { kind: 'notArticle', reason: 'ROBOTS_DISALLOWED' })
    assert.deepEqual(saved, [])
    const step = { to: 'done', nextVisitAt: NEXT_VISIT_AT, outcome: 'skipped', reason: 'ROBOTS_DISALLOWED' }
    assert.deepEqual(ends, [{ from: 'read', step }])
  }
})

test('readArticle() follows the feed line of a page that was forbidden all along', async () => {
  const last = revision({ textSource: 'feed', textSha256: 'of another line' })
  const { saved } = await blocked('robots', { loadEntry: async () => entry, loadLastRevision: async () => last })
  assert.equal(saved.length, 1)
})

/** Reads a page that names another address as its canonical one; the other article, if there is one, has that headline. */
async function readCanonical(canonicalUrl: string, otherTitle?: string, more: Partial<ReadArticleDeps> = {}) {
  const asked: unknown[][] = []
  const duplicates: unknown[] = []
  const read = await readWith({
    extract: async () => ({ kind: 'article', article: { ...article, canonicalUrl } }),
    loadOriginal: async (...call) => {
      asked.push(call)
      const hasOther = otherTitle !== undefined && call[2].length > 1
      return hasOther ? { articleId: 'other', title: otherTitle } : undefined
    },
    saveCanonicalKey: async () => undefined,
    saveDuplicate: async (...call) => {
      duplicates.push(call)
      return true
    },
    ...more,
  })
  return { ...read, asked, duplicates }
}

test('readArticle() ends what repeats another article of its outlet, and says of which', async () => {
  const { outcome, asked, duplicates, saved } = await readCanonical(
    'https://www.news.example/b/?utm_source=x',
    article.title,
  )
  assert.deepEqual(asked, [[KEY.articleId, 'example', ['news.example/b', 'news.example/a']]])
  assert.deepEqual(outcome, { kind: 'duplicate', of: 'other' })
  assert.deepEqual(duplicates, [[KEY, 'other']])
  assert.deepEqual(saved, [])
})

test('readArticle() reads what names itself, another site, no known article, or one with another headline', async () => {
  const cases: [string, string | undefined, Partial<ReadArticleDeps>?][] = [
    ['https://www.news.example/a/', article.title],
    ['https://agency.example/b', article.title],
    ['https://news.example/b', undefined],
    ['https://news.example/', 'The newest news'],
    ['https://news.example/b', article.title, { loadLastRevision: async () => revision({ textSha256: 'older' }) }],
  ]
  for (const [canonicalUrl, title, more] of cases) {
    const { outcome, duplicates, saved } = await readCanonical(canonicalUrl, title, more)
    assert.deepEqual([outcome.kind, duplicates.length, saved.length], ['read', 0, 1], canonicalUrl)
  }
})

const OUTLET = {
  id: 'example',
  name: 'Example',
  homepage: 'https://www.home.example/news',
  labels: [{ label: 'unknown', source: 'none', asOf: '2026-11-21' }],
}

/** Reads the page of a mirror that nobody listed, at https://news.example/a; gives the keys that were looked for. */
async function readMirror(elsewhere: Article['elsewhere'], hasOther: boolean, outlets = [OUTLET]) {
  const kept: string[] = []
  const asked: (readonly string[])[] = []
  const { outcome } = await readWith({
    outlets,
    extract: async () => ({ kind: 'article', article: { ...article, ...(elsewhere ? { elsewhere } : {}) } }),
    loadOriginal: async (_articleId, _outletId, urlKeys) => {
      asked.push(urlKeys)
      return hasOther && article.title !== undefined ? { articleId: 'other', title: article.title } : undefined
    },
    saveCanonicalKey: async (_articleId, key) => void kept.push(key),
    saveDuplicate: async () => true,
  })
  return { outcome: outcome.kind, asked: asked[0], kept }
}

test('readArticle() knows the piece of its outlet behind a mirror, by the canonical address or by the publisher', async () => {
  const keys = ['home.example/a', 'news.example/a']
  for (const elsewhere of [
    { canonicalUrl: 'https://www.home.example/a' },
    { publisherUrl: 'https://home.example/' },
    { canonicalUrl: 'https://agency.example/b', publisherUrl: 'https://home.example/about' },
  ]) {
    assert.deepEqual(await readMirror(elsewhere, true), { outcome: 'duplicate', asked: keys, kept: [] })
    assert.deepEqual(await readMirror(elsewhere, false), { outcome: 'read', asked: keys, kept: ['home.example/a'] })
  }
})

test('readArticle() believes no other site, and looks for mirrors that were read before', async () => {
  for (const elsewhere of [
    undefined,
    { canonicalUrl: 'https://agency.example/b', publisherUrl: 'https://x.example/' },
  ]) {
    const read = { outcome: 'read', asked: ['news.example/a'], kept: [] }
    assert.deepEqual(await readMirror(elsewhere, false), read)
    assert.deepEqual(await readMirror(elsewhere, true), { ...read, outcome: 'duplicate' })
  }
})

test('readArticle() takes a listed mirror for the site itself', async () => {
  const mirrored = [{ ...OUTLET, mirrors: ['news.example'] }]
  const { asked, kept } = await readMirror({ canonicalUrl: 'https://www.home.example/a' }, false, mirrored)
  assert.deepEqual([asked, kept], [['home.example/a'], []])
})
