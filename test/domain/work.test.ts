import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jobIdOf } from '../../src/domain/work.ts'

test('jobIdOf() is the same for the same work, another for another try, and never what the queue refuses', () => {
  const key = { articleId: `a${'1'.repeat(24)}`, visit: 2 }
  const url = 'https://news.example/a'
  const ids = [
    jobIdOf({ stage: 'poll', pollId: '12', url, tries: 0 }),
    jobIdOf({ stage: 'poll', pollId: '12', url, tries: 1 }),
    jobIdOf({ stage: 'poll', pollId: '121', url, tries: 0 }),
    jobIdOf({ stage: 'fetch', ...key, url, tries: 0 }),
    jobIdOf({ stage: 'fetch', ...key, visit: 21, url, tries: 0 }),
    jobIdOf({ stage: 'fetch', ...key, url, tries: 3 }),
  ]
  assert.equal(new Set(ids).size, ids.length)
  for (const id of ids) assert.match(id, /^[a-z0-9]+(-[0-9]+)+$/)
  assert.equal(jobIdOf({ stage: 'read', ...key, tries: 0 }), jobIdOf({ stage: 'read', ...key, tries: 0 }))
})
