import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDate } from '../../../src/core/article/readDate.ts'

const day = (text: string, language = 'en'): string | undefined => readDate(text, language)?.day
const at = (text: string, language = 'en'): string | undefined => readDate(text, language)?.at.toISOString()

test('readDate() reads ISO 8601 with its zone, and keeps the day as it was written', () => {
  assert.equal(at('2026-03-06T00:15:00+02:00'), '2026-03-05T22:15:00.000Z')
  assert.equal(day('2026-03-06T00:15:00+02:00'), '2026-03-06')
  assert.equal(at('2026-03-06 21:15'), '2026-03-06T21:15:00.000Z')
  assert.equal(readDate('2026-03-06', 'en')?.precision, 'day')
  assert.equal(at('20260306T211500'), '2026-03-06T21:15:00.000Z')
})

test('readDate() reads months by name in the language of the page', () => {
  for (const [text, language] of [
    ['Posted on March 6, 2026', 'en'],
    ['6 March 2026', 'en'],
    ['6th of March 2026', 'en'],
    ['Mar 6, 2026', 'en'],
    ['Dienstag, 6. März 2026', 'de'],
    ['vendredi 6 mars 2026', 'fr'],
    ['6 de marzo de 2026', 'es'],
    ['6 de março de 2026', 'pt'],
    ['6 marzo 2026', 'it'],
    ['6 Mart 2026 Cuma', 'tr'],
    ['6 марта 2026', 'ru'],
    ['6 marca 2026', 'pl'],
    ['2026年3月6日', 'ja'],
    ['2026년 3월 6일', 'ko'],
  ] as const)
    assert.equal(day(text, language), '2026-03-06', text)
})

test('readDate() reads numbers by the order of the language, and the other way round where only that can be', () => {
  assert.equal(day('11/03/2026', 'en-US'), '2026-11-03')
  assert.equal(day('11/03/2026', 'en-GB'), '2026-03-11')
  assert.equal(day('11.03.2026', 'de'), '2026-03-11')
  assert.equal(day('3/25/2026', 'fr'), '2026-03-25')
  assert.equal(day('06.03.26', 'de'), '2026-03-06')
})

test('readDate() gives nothing for what is no date or does not exist', () => {
  for (const text of [
    '31 February 2026',
    '2026-02-31',
    '00/00/2026',
    'claim 5',
    'Published: 3',
    'next tuesday',
    '',
    '10.000.2026',
    '0000-00-00',
  ]) {
    assert.equal(day(text), undefined, text)
  }
})
