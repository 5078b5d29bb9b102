import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeText } from '../../src/demo/encodeText.ts'

test('encodeText() writes Cyrillic as windows-1251 bytes', () => {
  assert.deepEqual([...encodeText('Ёж «ы»', 'windows-1251')], [0xa8, 0xe6, 0x20, 0xab, 0xfb, 0xbb])
})

test('encodeText() writes what the charset lacks as a numeric reference', () => {
  assert.equal(encodeText('é ’ 票 😀', 'iso-8859-1').toString('latin1'), 'é &#8217; &#31080; &#128512;')
  assert.equal(encodeText('ğ', 'windows-1251').toString('latin1'), '&#287;')
})

test('encodeText() writes UTF-8 as it is', () => {
  assert.equal(encodeText('Kılıçdaroğlu', 'utf-8').toString('utf8'), 'Kılıçdaroğlu')
})
