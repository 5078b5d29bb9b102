import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tag } from './tag.ts'

const MATCHED: readonly (readonly [why: string, text: string, publishedAt: string | undefined, id: string | null])[] = [
  [
    'the accused state had an election of its own, but it is not the one meant',
    'Poland accuses Russia of meddling in vote\n\nPolish officials said the campaign in Poland was under attack. The Kremlin denied interfering in the Polish presidential election.',
    '2025-05-10',
    'PL-2025-president',
  ],
  [
    'Russian election meddling says whose the meddling is',
    'Prague warns voters\n\nThe Czech government accused Moscow of Russian election meddling in the Czech Republic.',
    '2025-09-20',
    'CZ-2025-parliament',
  ],
  [
    'a name of its own, without a state',
    'The Kremlin denied meddling in the Brexit vote.',
    '2018-03-01',
    'GB-2016-referendum-eu',
  ],
  [
    'the year at the word for an election comes before the date',
    'Russia interfered in the American election of 2016, the senator said.',
    '2018-07-20',
    'US-2016-president',
  ],
  [
    'general words mean no election',
    '"Belarus does not meddle in the elections of its neighbours," Minsk said.',
    '2020-10-01',
    null,
  ],
  [
    'elections all over a continent',
    'Estonia accused Russia of meddling in elections across Europe.',
    '2019-03-01',
    null,
  ],
  ['nothing says which', 'The mayor accused Belarus of meddling in the vote.', undefined, null],
]

for (const [why, text, publishedAt, id] of MATCHED) {
  test(`matchElections(): ${why}`, () => {
    const mentions = tag(text, publishedAt)
    assert.ok(mentions.length > 0)
    assert.deepEqual([...new Set(mentions.map((mention) => mention.election.id))], [id])
  })
}
