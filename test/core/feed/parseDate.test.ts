import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDate } from '../../../src/core/feed/parseDate.ts'

const understood: Readonly<Record<string, string>> = {
  'Tue, 03 Nov 2026 20:00:00 GMT': '2026-11-03T20:00:00Z',
  'Tue, 3 Nov 2026 15:00 -0500': '2026-11-03T20:00:00Z',
  '3 Nov 26 20:00:00 Z': '2026-11-03T20:00:00Z',
  'Tue Nov  3 20:00:00 2026': '2026-11-03T20:00:00Z',
  'Tue, 03 Nov 2026 20:00:00 CEST': '2026-11-03T18:00:00Z',
  'Tue, 03 Nov 2026 20:00:00 GMT+0300 (Moscow Standard Time)': '2026-11-03T17:00:00Z',
  '2026-11-03T20:00:00.5+01:00': '2026-11-03T19:00:00.000Z',
  '2026-11-03 20:00:00': '2026-11-03T20:00:00Z',
  '20261103T200000Z': '2026-11-03T20:00:00Z',
  '2026-11': '2026-11-01T00:00:00Z',
  '2026-307': '2026-11-03T00:00:00Z',
  'November 3, 2026 at 8:00 PM': '2026-11-03T20:00:00Z',
  'Tue, 12:30 a.m. 3rd November 2026': '2026-11-03T00:30:00Z',
  '3 ноября 2026, 20:00': '2026-11-03T20:00:00Z',
  'mar., 03 nov. 2026 21:00:00 +0100': '2026-11-03T20:00:00Z',
  'mar, 03 mar 2026 21:00:00 +0100': '2026-03-03T20:00:00Z',
  'Di, 03 März 2026 21:00:00 MEZ': '2026-03-03T20:00:00Z',
  '03.11.2026 20:00': '2026-11-03T20:00:00Z',
  '13/11/2026': '2026-11-13T00:00:00Z',
  '11/13/2026 8:00 pm': '2026-11-13T20:00:00Z',
  '2026년 11월 03일 오후 08:00:00': '2026-11-03T20:00:00Z',
  '1793736000': '2026-11-03T20:00:00Z',
  '1793736000000': '2026-11-03T20:00:00Z',
  '2026-11-03T24:00:00Z': '2026-11-04T00:00:00Z',
  '2026-06-30T23:59:60Z': '2026-06-30T23:59:59Z',
}

for (const [text, expected] of Object.entries(understood)) {
  test(`parseDate() understands "${text}"`, () => {
    assert.equal(parseDate(text)?.date.toISOString(), new Date(expected).toISOString())
  })
}

const rejected = [
  ...[
    '',
    'claim 5',
    'Published: 3',
    'next tuesday',
    'yesterday',
    '31 Feb 2026',
    '2026-02-29',
    '0000-00-00',
    '9999999-01-01',
  ],
  ...[
    '11/03/2026',
    '2026-13-01',
    '2026-11-03T25:00:00Z',
    '2026-11-03T20:61:00Z',
    '2026-11-03T20:00:00+00:xx',
    '7',
    '013',
  ],
  ...['Tue, 03 Nov 2026 1:2:3:4 GMT', 'Tue, 03 Nov 1826 20:00:00 GMT', 'May', 'Tue, Tue, Tue', `${'1 '.repeat(200)}`],
]

for (const text of rejected) {
  test(`parseDate() takes "${text.slice(0, 40)}" for no date`, () => assert.equal(parseDate(text), undefined))
}

test('parseDate() says when the zone is a guess', () => {
  assert.equal(parseDate('2026-11-03 20:00:00')?.isUnzoned, true)
  assert.equal(parseDate('Tue, 03 Nov 2026 20:00:00 XYZ')?.isUnzoned, true)
  assert.equal(parseDate('Tue, 03 Nov 2026 20:00:00 EST')?.isUnzoned, false)
})
