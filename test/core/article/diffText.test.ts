import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type DiffLine, diffText } from '../../../src/core/article/diffText.ts'

const show = (lines: readonly DiffLine[]): string =>
  lines.map(({ kind, text }) => ({ same: ' ', removed: '-', added: '+' })[kind] + text).join(' ')

test('diffText() shows what was taken away before what was put in its place', () => {
  assert.equal(show(diffText('A\n\nB\n\nC', 'A\n\nX\n\nC')), ' A -B +X  C')
})

test('diffText() shows a denial that was added to an article', () => {
  assert.equal(show(diffText('A\n\nB', 'A\n\nHe denied it.\n\nB')), ' A +He denied it.  B')
})

test('diffText() gives both texts back: what is not added is the old one, what is not removed the new one', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffText(before.join('\n\n'), after.join('\n\n'))
      assert.deepEqual(
        lines.filter(({ kind }) => kind !== 'added').map((line) => line.text),
        before,
      )
      assert.deepEqual(
        lines.filter(({ kind }) => kind !== 'removed').map((line) => line.text),
        after,
      )
    }),
  )
})

test('diffText() ends soon on two long texts that have nothing in common', () => {
  const lines = diffText('a\n'.repeat(30_000), 'b\n'.repeat(30_000))
  assert.equal(lines.length, 60_000)
})
