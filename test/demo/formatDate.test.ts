import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDate } from '../../src/demo/formatDate.ts'

const INSTANT = new Date('2016-10-07T22:05:09Z')

test('formatDate() writes an instant in the zone asked for', () => {
  assert.equal(formatDate(INSTANT, 'rfc822', 'EST'), 'Fri, 07 Oct 2016 17:05:09 EST')
  assert.equal(formatDate(INSTANT, 'rfc822', '+03:00'), 'Sat, 08 Oct 2016 01:05:09 +0300')
  assert.equal(formatDate(INSTANT, 'rfc3339', '-03:30'), '2016-10-07T18:35:09-03:30')
  assert.equal(formatDate(INSTANT, 'rfc3339', 'EST'), '2016-10-07T17:05:09-05:00')
  assert.equal(formatDate(INSTANT, 'rfc3339', 'GMT'), '2016-10-07T22:05:09Z')
})

test('formatDate() writes an instant that reads back as itself', () => {
  for (const zone of ['GMT', 'EST', 'EDT', '+08:00', '-03:00']) {
    assert.equal(Date.parse(formatDate(INSTANT, 'rfc822', zone)), INSTANT.getTime(), zone)
  }
})
