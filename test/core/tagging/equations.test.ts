import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize } from './tag.ts'

const CLAIMS: readonly (readonly [string, string])[] = [
  [
    'Ghana’s foreign minister called the German ambassador’s remarks direct interference in the election.',
    'claim by Ghana’s foreign minister against Germany',
  ],
  [
    'The ruling party said that the report amounted to interference in the electoral process.',
    'claim by ruling party against nobody',
  ],
  ['“The letter constitutes foreign meddling in our democracy,” the premier said.', 'claim by premier against nobody'],
  [
    'Nicaragua’s government considers the Spanish resolution interference in its elections.',
    'claim by Nicaragua’s government against Spain',
  ],
  [
    'The Serbian embassy’s tweets are nothing but interference in our referendum, the speaker of parliament said.',
    'claim by speaker of parliament against Serbia',
  ],
  [
    'The speech was a clear act of interference in our election by Norway, Ana Lovric said.',
    'claim by Ana Lovric against Norway',
  ],
]

for (const [sentence, expected] of CLAIMS) {
  test(`a deed is called interference: ${sentence}`, () => {
    assert.deepEqual(
      summarize(sentence).map((line) => line.replaceAll("'", '’')),
      [expected],
    )
  })
}

const OTHERS = [
  '“It was interference of the electrical kind,” the engineer said of the radio on election night.',
  'The minister said that the law is about interference in elections.',
  'She said that the debate was over interference in the vote.',
]

for (const sentence of OTHERS) {
  test(`no deed is called interference: ${sentence}`, () => {
    assert.deepEqual(summarize(sentence), [])
  })
}
