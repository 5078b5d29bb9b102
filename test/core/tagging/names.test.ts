import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize } from './tag.ts'

const NAMES = [
  'Anna van der Hoeck',
  'Abd el-Karim de la Cruz',
  'Đỗ Minh Khoa',
  'Ó Faoláin',
  'J. R. Østervang',
  'Jean-Baptiste al-Maskuri',
]

for (const name of NAMES) {
  test(`${name} is one name, first in a sentence and behind a title`, () => {
    assert.deepEqual(summarize(`${name} accused Belarus of meddling in the vote.`), [
      `claim by ${name} against Belarus`,
    ])
    assert.deepEqual(summarize(`The mayor ${name} denied that Belarus had meddled in the vote.`), [
      `denial by ${name} against Belarus`,
    ])
  })
}

test('a surname of several words goes to the full name', () => {
  const text = 'The envoy, Anna van der Hoeck, was angry.\n“Belarus meddled in our vote,” Van der Hoeck said.'

  assert.deepEqual(summarize(text), ['claim by Anna van der Hoeck against Belarus'])
})

test('a surname that the text names in full further down is a name in the headline', () => {
  const body = 'Voters in Lima cheered the mayor, Toma Quispe, on Monday.'

  assert.deepEqual(summarize(`Quispe allies accuse Belarus of meddling in vote\n\n${body}`), [
    'claim by Quispe allies against Belarus',
  ])
})
