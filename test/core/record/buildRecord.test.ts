import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildRecord } from '../../../src/core/record/buildRecord.ts'
import { mentionOf } from './records.ts'

const origin = {
  articleId: 'a000000000000000000000001',
  revision: 2,
  url: 'https://news.example/a',
  firstSeenAt: new Date('2026-11-20T10:05:00Z'),
  article: { authors: [], language: 'en', text: 'x', zones: [], textSource: 'feed', flags: [] } as const,
  outlet: { id: 'example', name: 'Example News', homepage: 'https://news.example/', labels: [] },
}

test('buildRecord() has null for what is not known, and survives a trip through JSON', () => {
  const record = buildRecord(mentionOf('m1'), origin)
  assert.deepEqual(record.article, {
    id: 'a000000000000000000000001',
    revision: 2,
    url: 'https://news.example/a',
    title: null,
    authors: [],
    language: 'en',
    publishedAt: null,
    firstSeenAt: '2026-11-20T10:05:00.000Z',
    textSource: 'feed',
  })
  assert.deepEqual(record.outlet, { id: 'example', name: 'Example News', country: null, labels: [] })
  assert.deepEqual(JSON.parse(JSON.stringify(record)), record)
})

test('buildRecord() takes id from the mention, dates as UTC, and starts at version 1', () => {
  const publishedAt = new Date('2026-11-20T09:00:00+03:00')
  const record = buildRecord(mentionOf('m7'), {
    ...origin,
    article: { ...origin.article, title: 'A title', publishedAt },
    outlet: { ...origin.outlet, country: 'TR' },
  })
  assert.deepEqual([record.id, record.version], ['m7', 1])
  assert.deepEqual([record.article.publishedAt, record.outlet.country], ['2026-11-20T06:00:00.000Z', 'TR'])
})
