import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize } from './tag.ts'

const CLAIM = 'Latvia accused Belarus of meddling in its parliamentary election.'
const CLAIMED = 'claim by Latvia against Belarus'

/** What follows the claim, and the denial that it is; `null` for none. */
const ANSWERS: readonly (readonly [text: string, denial: string | null])[] = [
  [
    '"It was not Belarus," Foreign Minister Maxim Ryzhenkov told a briefing.',
    'denial by Maxim Ryzhenkov against Belarus',
  ],
  ['"We had nothing to do with it," Belarusian spokesman Oleg Baranau said.', 'denial by Oleg Baranau against Belarus'],
  ['Minsk said that it had no ties to the hackers or with Moscow.', 'denial by Belarus against Belarus'],
  [
    'Belarusian spokesman Oleg Baranau said the charges were childish and false.',
    'denial by Oleg Baranau against Belarus',
  ],
  [
    '"Nonsense," Belarusian spokesman Oleg Baranau said of claims that his country had bought votes.',
    'denial by Oleg Baranau against Belarus',
  ],
  [
    '"I do not believe the Belarusians did it," said the Estonian senator Mart Kask.',
    'denial by Mart Kask against Belarus',
  ],
  ['"It was Belarus," the minister said.', null],
  ['"Nobody doubts that it was Belarus," the minister said.', null],
  ['The court has no role in the dispute over the harbour, the mayor of Riga said.', null],
  ['The report noted Belarusian aid for the harbour, which Minsk denies.', null],
  ['The ministers called on states to refrain from absurd claims.', null],
]

for (const [text, denial] of ANSWERS) {
  test(`${denial ?? 'nothing'} in: ${text}`, () => {
    assert.deepEqual(summarize(`${CLAIM}\n\n${text}`), [CLAIMED, ...(denial === null ? [] : [denial])])
  })
}

test('a delegation of the EU denies for the EU', () => {
  assert.deepEqual(
    summarize(
      'Georgia accused the European Union of meddling in its election. The EU delegation denied meddling in the election.',
    ),
    ['claim by Georgia against EU', 'denial by EU delegation against EU'],
  )
})

test('a bare denial for a state is kept where the article spoke of interference by that state', () => {
  const topic = 'A committee looked into whether Iran swayed the Albanian election.'
  const denial = "Iran's embassy in Tirana said the accusations were petty and fake."
  assert.deepEqual(summarize(`The report is out.\n\n${topic}\n\nIt took a year.\n\n${denial}`), [
    'denial by Iran against Iran',
  ])
  assert.deepEqual(
    summarize(
      `The report is out.\n\n${topic}\n\nIt took a year.\n\nThe embassy of Chile said the accusations were fake.`,
    ),
    [],
  )
})
