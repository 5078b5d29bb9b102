import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvHeader, csvLine } from '../../../src/core/record/csvLine.ts'
import type { TaggedRecord } from '../../../src/domain/record.ts'
import { nobody, recordOf } from './records.ts'

/** Reads one record of CSV as RFC 4180 has it. */
function parseCsv(line: string): string[] {
  const cells: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|$)/gy
  for (;;) {
    const match = cell.exec(line)
    assert.ok(match, `not CSV: ${line}`)
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2]!)
    if (match[3] === '') break
  }
  return cells
}

function cellsOf(record: TaggedRecord): Record<string, string> {
  const headings = csvHeader.split(',')
  const cells = parseCsv(csvLine(record))
  assert.equal(cells.length, headings.length)
  return Object.fromEntries(headings.map((heading, index) => [heading, cells[index]!]))
}

const quoting = (exact: string) => cellsOf(recordOf('m1', { quote: { exact, prefix: '', suffix: '' } }))['quote']

test('csvLine() fills every column of the header, absent values with nothing', () => {
  const cells = cellsOf(recordOf('m1'))
  assert.equal(new Set(csvHeader.split(',')).size, csvHeader.split(',').length)
  assert.equal(cells['id'], 'm1')
  assert.equal(cells['speaker'], 'Ministry')
  assert.equal(cells['accused'], '')
  assert.equal(cells['outlet_labels'], 'unknown (none, 2026-11-01)')
  assert.equal(cells['published_at'], '2026-11-20T10:00:00.000Z')
})

test('csvLine() keeps commas, quotes and line breaks inside their cell', () => {
  for (const text of ['a, b', 'she said "no"', 'a\r\nb\nc', '""', ',', 'plain']) assert.equal(quoting(text), text)
})

test('csvLine() disarms what a spreadsheet would take for a formula', () => {
  const armed = ['=cmd|x', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠x']
  for (const text of armed) assert.equal(quoting(text), `'${text}`)
  assert.equal(quoting('a=b'), 'a=b')
})

test('csvLine() disarms every column that an outlet or a speaker can fill', () => {
  const record = recordOf('m1', {
    speaker: { ...nobody, name: '=1', resolution: 'explicit', onBehalfOf: '=2', denierRole: null },
    accused: { ...nobody, name: '=3' },
    via: '=4',
  })
  const cells = cellsOf({ ...record, article: { ...record.article, title: '=5' } })
  const found = ['speaker', 'on_behalf_of', 'accused', 'via', 'article_title'].map((heading) => cells[heading])
  assert.deepEqual(found, ["'=1", "'=2", "'=3", "'=4", "'=5"])
})

test('csvLine() leaves numbers numbers', () => {
  assert.equal(cellsOf(recordOf('m1', { confidence: -0.5 }))['confidence'], '-0.5')
})
