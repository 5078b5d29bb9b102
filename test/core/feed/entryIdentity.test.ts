import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identifyEntries } from '../../../src/core/feed/entryIdentity.ts'
import type { ParsedEntry } from '../../../src/domain/feed.ts'

const entry = (part: Partial<ParsedEntry>): ParsedEntry => ({ authors: [], categories: [], flags: [], ...part })
const keysOf = (...entries: Partial<ParsedEntry>[]) =>
  identifyEntries(entries.map(entry), 'https://example.org/feed').map(({ key }) => key)

test('identifyEntries() knows a line again by its guid, whatever else changes', () => {
  const [before] = keysOf({ guid: '1', link: 'https://example.org/a', title: 'A' })
  const [after] = keysOf({ guid: '1', link: 'https://example.org/b', title: 'B' })
  assert.equal(before, after)
})

test('identifyEntries() keeps two links apart that have one guid', () => {
  const [a, b] = keysOf({ guid: '1', link: 'https://example.org/a' }, { guid: '1', link: 'https://example.org/b' })
  assert.notEqual(a, b)
})

test('identifyEntries() goes by the link without a guid, and by the content without a link', () => {
  const [tracked, plain] = keysOf({ link: 'https://example.org/a?utm_source=x' }, { link: 'https://example.org/a' })
  assert.equal(tracked, plain)
  const [a, b] = keysOf({ title: 'A' }, { title: 'B' })
  assert.notEqual(a, b)
})

test('identifyEntries() gives another content hash when title, summary or update changes, and the same otherwise', () => {
  const base = { guid: '1', title: 'Votes counted', summary: 'All of them' }
  const hashOf = (part: Partial<ParsedEntry>) =>
    identifyEntries([entry({ ...base, ...part })], 'https://example.org/')[0]!.contentHash
  assert.equal(hashOf({}), hashOf({ categories: ['news'] }))
  assert.notEqual(hashOf({}), hashOf({ title: 'Votes counted twice' }))
  assert.notEqual(hashOf({}), hashOf({ summary: 'Most of them' }))
  assert.notEqual(hashOf({}), hashOf({ updatedAt: new Date(0) }))
})

test('identifyEntries() says why an entry leads nowhere', () => {
  const [none, bad, good] = identifyEntries(
    [
      entry({ title: 'A' }),
      entry({ linkProblem: 'ENTRY_BAD_URL' }),
      entry({ link: 'https://www.example.org/a?utm_source=x' }),
    ],
    'https://example.org/feed',
  )
  assert.equal(none?.skip, 'ENTRY_NO_LINK')
  assert.equal(bad?.skip, 'ENTRY_BAD_URL')
  assert.equal(good?.skip, undefined)
  assert.equal(good?.url, 'https://www.example.org/a')
  assert.equal(good?.urlKey, 'example.org/a')
})
