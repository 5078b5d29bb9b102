import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize } from './tag.ts'

const TAGGED: readonly (readonly [text: string, ...mentions: string[]])[] = [
  [
    "The Danish minister laid the blame for the hack of the election servers at Beijing's door.",
    'claim by Danish minister against China',
  ],
  ['Ghana put the blame for the forged ballots of its election on Togo.', 'claim by Ghana against Togo'],
  [
    'Vilnius pointed the finger at Minsk over the fake leaflets that reached voters before the election.',
    'claim by Lithuania against Belarus',
  ],
  ['Iran spent millions to swing the parliamentary election.', 'claim by narrator against Iran'],
  [
    'Milorad Dodik said that Kenyan intelligence was funnelling money to two parties before the election.',
    'claim by Milorad Dodik against Kenya',
  ],
  ['The CIA’s assessment that Iran meddled in the election has been disputed.', 'claim by CIA against Iran'],
  [
    'It is the conclusion of the FBI that Iran tried to sway the election, and it was made public on Friday.',
    'claim by FBI against Iran',
  ],
  [
    'The finding by the Ghanaian committee that Togo interfered in the election was unanimous.',
    'claim by Ghanaian committee against Togo',
  ],
  [
    'Serbian minister Goran Ilic accused Turkey of meddling in the election. "They want to dictate who governs us," Ilic said.',
    'claim by Goran Ilic against Turkey',
    'claim by Goran Ilic against Turkey',
  ],
]

const NOT_TAGGED = [
  'There is a widespread belief in Accra that Togo interfered in the vote.',
  '“There are attempts to put up new posters before the election,” she said.',
  'The coach laid the blame for the defeat on the referee before the election.',
  'The minister put the blame for the blackout on the storm during the election.',
  'The mayor warned parties against vote buying ahead of the election.',
  'He warned that hooligans who disrupt the vote would be jailed.',
  'Iran plans to spend millions to repair roads before the election.',
  '"They want to decide who leads the choir," the teacher said of the parents after the election.',
]

for (const [text, ...mentions] of TAGGED) {
  test(`${mentions.join(', ')} in: ${text}`, () => {
    assert.deepEqual(summarize(text), mentions)
  })
}

for (const text of NOT_TAGGED) {
  test(`nothing is tagged in: ${text}`, () => {
    assert.deepEqual(summarize(text), [])
  })
}
