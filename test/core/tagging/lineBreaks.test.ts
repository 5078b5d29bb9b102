import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize } from './tag.ts'

const SOFT: readonly (readonly [string, string])[] = [
  ['The spokesman said that the\nBelarusian envoy had meddled in the vote.', 'claim by spokesman against Belarus'],
  ['Latvia\nsays that Belarus meddled in the vote.', 'claim by Latvia against Belarus'],
  ['Latvia accused\nBelarus of meddling in the vote.', 'claim by Latvia against Belarus'],
  ['“Belarus\nmeddles in our vote,” Latvia said.', 'claim by Latvia against Belarus'],
  [
    'Officials of South\nKorea accused Belarus of meddling in the vote.',
    'claim by Officials of South Korea against Belarus',
  ],
]

for (const [text, expected] of SOFT) {
  test(`a line break inside a sentence: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(
      summarize(text).map((mention) => mention.replace(/\s+/g, ' ')),
      [expected],
    )
  })
}

test('between paragraphs with blank lines a break before a name means nothing', () => {
  const text = 'The vote was calm.\n\nVoters came early.\n\nThe envoy, Oleg\nBaranau, denied meddling in the vote.'

  assert.deepEqual(summarize(text.replace('\nB', ' B')), summarize(text))
})

for (const line of ['Politics', 'Read more', 'Belarus Denies Meddling in Latvian Vote', 'By Ilze Berzina']) {
  test(`a line of its own stays one: ${line}`, () => {
    const body = 'Latvia accused Belarus of meddling in the vote.'

    assert.ok(
      summarize(`${line}\n${body}\n\nThe vote was calm.\n\nPolls closed.`).includes('claim by Latvia against Belarus'),
    )
  })
}
