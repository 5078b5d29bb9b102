import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FetchedDocument } from '../../src/domain/document.ts'
import { PipelineError } from '../../src/domain/error.ts'
import { type FetchEntryDeps, fetchEntry } from '../../src/steps/fetchEntry.ts'
import { KEY, NEXT_VISIT_AT, NOW, openEnds, RECHECK, visitAt } from './visits.ts'

const page: FetchedDocument = {
  url: 'https://news.example/a',
  finalUrl: 'https://news.example/a',
  status: 200,
  headers: {},
  body: Buffer.from('page'),
  fetchedAt: NOW,
}

async function fetchWith(more: Partial<FetchEntryDeps> = {}) {
  const { ends, endVisit } = openEnds()
  const saved: FetchedDocument[] = []
  const asked: unknown[] = []
  const outcome = await fetchEntry(KEY, {
    now: () => NOW,
    recheckAfterMs: RECHECK,
    siteKey: 'domain',
    checkRobots: async () => undefined,
    isKnownAllowed: async () => true,
    reserveSlot: async () => 5000,
    saveRedirect: async () => undefined,
    maxRedirects: 5,
    loadVisit: async () => visitAt('fetch'),
    loadLastDocument: async () => undefined,
    fetchPage: async (url, validators, siteKey) => {
      asked.push([url, validators, siteKey])
      return { kind: 'document', document: page }
    },
    hash: (body) => `hash of ${Buffer.from(body)}`,
    saveDocument: async (_key, document) => {
      saved.push(document)
      return true
    },
    endVisit,
    ...more,
  })
  return { outcome, ends, saved, asked }
}

test('fetchEntry() stores a page that is new', async () => {
  const { outcome, ends, saved, asked } = await fetchWith()
  assert.deepEqual(outcome, { kind: 'fetched' })
  assert.deepEqual(asked, [['https://news.example/a', {}, 'news.example']])
  assert.deepEqual(saved, [page])
  assert.deepEqual(ends, [])
})

test('fetchEntry() stores a page that has changed, and asks with the validators of the last', async () => {
  const validators = { etag: 'W/"1"' }
  const { outcome, asked, saved } = await fetchWith({
    loadLastDocument: async () => ({ validators, bodySha256: 'hash of another page' }),
  })
  assert.equal(outcome.kind, 'fetched')
  assert.deepEqual(asked, [['https://news.example/a', validators, 'news.example']])
  assert.equal(saved.length, 1)
})

test('fetchEntry() ends the visit when the page is the one stored: by a 304, or byte for byte', async () => {
  const loadLastDocument = async () => ({ validators: {}, bodySha256: 'hash of page' })
  const step = { to: 'done', outcome: 'unchanged', nextVisitAt: NEXT_VISIT_AT }
  for (const more of [{ fetchPage: async () => ({ kind: 'notModified' }) as const }, {}]) {
    const { outcome, ends, saved } = await fetchWith({ loadLastDocument, ...more })
    assert.deepEqual(outcome, { kind: 'unchanged' })
    assert.deepEqual(ends, [{ from: 'fetch', step }])
    assert.deepEqual(saved, [])
  }
})

test('fetchEntry() plans no other look when the article is old', async () => {
  const { ends } = await fetchWith({
    loadVisit: async () => visitAt('fetch', { firstSeenAt: new Date(0) }),
    loadLastDocument: async () => ({ validators: {}, bodySha256: 'hash of page' }),
  })
  assert.deepEqual(ends[0]!.step, { to: 'done', outcome: 'unchanged' })
})

test('fetchEntry() passes over a visit that has moved on, without a request', async () => {
  const fetchPage = () => assert.fail('nothing is to be fetched')
  const moved = await fetchWith({ loadVisit: async () => visitAt('read'), fetchPage })
  assert.deepEqual(moved.outcome, { kind: 'passed', stage: 'read' })
  const gone = await fetchWith({ loadVisit: async () => undefined, fetchPage })
  assert.deepEqual(gone.outcome, { kind: 'passed', stage: 'gone' })
})

test('fetchEntry() lets a failed fetch rise and writes nothing', async () => {
  const { ends, endVisit } = openEnds()
  const failure = new PipelineError('FETCH_TIMEOUT', 'Cannot fetch "https://news.example/a": too slow')
  const fetchPage = async () => {
    throw failure
  }
  await assert.rejects(fetchWith({ fetchPage, endVisit, saveDocument: () => assert.fail('saved') }), failure)
  assert.deepEqual(ends, [])
})

test('fetchEntry() asks for no page that robots.txt forbids, and passes the visit on with that fact', async () => {
  for (const by of ['robots', 'robots_unreachable'] as const) {
    const asked: string[] = []
    const { outcome, ends, saved } = await fetchWith({
      checkRobots: async (url) => {
        asked.push(url)
        return by
      },
      fetchPage: () => assert.fail('nothing is to be fetched'),
    })
    assert.deepEqual(asked, ['https://news.example/a'])
    assert.deepEqual(outcome, { kind: 'blocked', by })
    assert.deepEqual(ends, [{ from: 'fetch', step: { to: 'read', blockedBy: by } }])
    assert.deepEqual(saved, [])
  }
})

/** Fetches a page that redirects once; gives what became of the visit. */
async function redirectTo(target: string, more: Partial<FetchEntryDeps> = {}) {
  const slots: string[] = []
  const redirects: string[] = []
  const outcome = await fetchWith({
    fetchPage: async (_url, _validators, _siteKey, beforeRedirect) => {
      await beforeRedirect(target)
      return { kind: 'document', document: page }
    },
    reserveSlot: async (siteKey) => {
      slots.push(siteKey)
      return 7000
    },
    saveRedirect: async (_key, url) => void redirects.push(url),
    ...more,
  }).then(
    ({ outcome }) => outcome,
    (error: PipelineError) => [error.code, error.retryAfterMs],
  )
  return { outcome, slots, redirects }
}

test('fetchEntry() follows a redirect within the site where it knows that it may', async () => {
  const { outcome, slots } = await redirectTo('https://www.news.example/b')
  assert.deepEqual([outcome, slots], [{ kind: 'fetched' }, []])
})

test('fetchEntry() puts a visit back for the turn of another site, and goes on there', async () => {
  const target = 'https://other.example/b'
  const first = await redirectTo(target)
  assert.deepEqual(first, { outcome: ['SITE_BUSY', 7000], slots: ['other.example'], redirects: [target] })
  const asked: string[] = []
  const { outcome, asked: pages } = await fetchWith({
    loadVisit: async () => visitAt('fetch', { redirect: { url: target, count: 1 } }),
    checkRobots: async (url) => void asked.push(url),
  })
  assert.deepEqual([outcome, asked, pages], [{ kind: 'fetched' }, [target], [[target, {}, 'other.example']]])
})

test('fetchEntry() puts a visit back where it does not know that it may follow', async () => {
  const { outcome, slots } = await redirectTo('https://www.news.example/b', { isKnownAllowed: async () => false })
  assert.deepEqual([outcome, slots], [['SITE_BUSY', 7000], ['news.example']])
})

test('fetchEntry() ends without a page where the site that it was sent to forbids it', async () => {
  const { outcome, asked } = await fetchWith({
    loadVisit: async () => visitAt('fetch', { redirect: { url: 'https://other.example/b', count: 1 } }),
    checkRobots: async (url) => (url.includes('other') ? 'robots' : undefined),
  })
  assert.deepEqual([outcome, asked], [{ kind: 'blocked', by: 'robots' }, []])
})

test('fetchEntry() gives up sites that send it to each other', async () => {
  const { outcome } = await redirectTo('https://news.example/a', {
    loadVisit: async () => visitAt('fetch', { redirect: { url: 'https://other.example/b', count: 5 } }),
  })
  assert.deepEqual(outcome, ['FETCH_REDIRECTS', undefined])
})
