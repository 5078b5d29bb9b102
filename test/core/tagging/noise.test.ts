import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize, tag } from './tag.ts'

const LINES_LEFT_OUT = [
  'Watch: Latvia accuses Belarus of meddling in its vote',
  'Read more | Latvia accuses Belarus of meddling in its vote',
  'Related Latvia accuses Belarus of meddling',
  'Subscribe to our letter. Latvia accuses Belarus of meddling',
  'The premier of Latvia, who accuses Belarus of meddling in the vote, in Riga. Credit: Ilze Berzina for The Courier',
  'Belarus Foreign Minister Maxim Ryzhenkov (L), who denied meddling in the vote, in Minsk.',
]

for (const line of LINES_LEFT_OUT) {
  test(`is no prose: ${line}`, () => {
    assert.deepEqual(summarize(`Voters in Riga went to the polls.\n${line}\nPolls close at eight.`), [])
  })
}

const LINES_READ: readonly (readonly [string, string])[] = [
  ['UPDATE: Belarus denied that it had meddled in the vote.', 'denial by Belarus against Belarus'],
  ['Advertisement Latvia accused Belarus of meddling in the vote.', 'claim by Latvia against Belarus'],
  [
    'Trending on social media, a clip shows the premier of Latvia, who accuses Belarus of interfering in the vote.',
    'claim by premier of Latvia against Belarus',
  ],
  [
    'Comments on Monday did not calm anybody: Latvia again accused Belarus of meddling in the vote.',
    'claim by Latvia against Belarus',
  ],
  ['In April/April polls Latvia accused Belarus of meddling in the vote.', 'claim by Latvia against Belarus'],
]

for (const [line, expected] of LINES_READ) {
  test(`is prose: ${line}`, () => {
    assert.ok(summarize(`Latvia accused Belarus of meddling.\n${line}`).includes(expected))
  })
}

test('a link inside a paragraph ends the words before it', () => {
  const [claim] = tag(
    'Latvia said that Belarus had paid voters READ MORE: Party barred as police search offices in Riga. Polls close at eight.',
  )

  assert.equal(claim!.quote.exact, 'Latvia said that Belarus had paid voters')
})

test('a caption that lost its line break is not part of the sentence behind it', () => {
  const mentions = tag(
    'Latvia accused Belarus of meddling.\nMinister Maxim Ryzhenkov (R) at a meeting (File/AP)Belarus denied that it had meddled in the vote.',
  )

  assert.equal(mentions[1]!.quote.exact, 'Belarus denied that it had meddled in the vote')
})

test('a year or an hour glued to the first word of a text is cut off', () => {
  assert.deepEqual(summarize('Updated 3 May 2019Belarus denied meddling in the vote of Latvia.'), [
    'denial by Belarus against Belarus',
  ])
})

test('No at the end of an answer is no abbreviation', () => {
  const text = 'Latvia accused Belarus of meddling.\n“No. Belarus did not meddle in the vote,” the envoy said.'

  assert.deepEqual(summarize(text), ['claim by Latvia against Belarus', 'denial by envoy against Belarus'])
})

const DATELINES = [
  'MINSK: ',
  'NEW DELHI: ',
  'MUMBAI (Reuters): ',
  'Riga, Jan. 3 (LETA) ',
  'MINSK, Sept. 20 (BelTA) – ',
  'RIGA/MINSK, May 6 (Reuters) - ',
  'WASHINGTON, D.C. -- ',
  '(LETA) -- ',
  'RIGA, May 3. /LETA/. ',
]

for (const dateline of DATELINES) {
  test(`nobody speaks in the dateline ${dateline}`, () => {
    const text = `${dateline}Belarus denied on Monday that it had meddled in the vote.`
    const mentions = tag(`Latvia accused Belarus of meddling.\n${text}\n`.concat(text.replace('Monday', 'Friday')))

    assert.deepEqual(
      mentions.map(({ speaker, via }) => [speaker.name, via]),
      [
        ['Latvia', null],
        ['Belarus', null],
        ['Belarus', null],
      ],
    )
  })
}

test('a capital before a colon in a headline still speaks', () => {
  assert.deepEqual(summarize('MINSK: LATVIA MEDDLED IN OUR VOTE\nThe paper had no more on Monday.').length, 1)
})

test('a grave or acute accent may stand for an apostrophe', () => {
  assert.deepEqual(summarize('Belarus denied claims by Latvia`s premier that it had meddled in the vote.'), [
    'denial by Belarus against Belarus',
  ])
  assert.deepEqual(summarize('Belarus didn´t meddle in Latvia´s election, the envoy said.'), [
    'denial by envoy against Belarus',
  ])
})
