import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize } from './tag.ts'

const TAGGED: readonly (readonly [text: string, mention: string])[] = [
  ['The election was stolen by Chinese agents, the Fijian premier said.', 'claim by Fijian premier against China'],
  [
    'The Serbian vote was skewed by Turkish money, the opposition leader said.',
    'claim by opposition leader against Turkey',
  ],
  [
    'The vote was rigged by the ruling party, opposition leader Ana Sula said.',
    'claim by Ana Sula against ruling party',
  ],
  ['Officials in Oslo said that Russia favoured the populist candidate.', 'claim by Officials against Russia'],
  [
    'At least nine candidates were supported by Iran in the Bahraini election, the minister said.',
    'claim by minister against Iran',
  ],
  ['He said that Turkey was plotting to oust him before the election.', 'claim by nobody against Turkey'],
  [
    'The premier said the United States was bent on regime change in his country before the election.',
    'claim by premier against United States',
  ],
  [
    'The premier said that Kenya had conspired against his government before the election.',
    'claim by premier against Kenya',
  ],
  [
    'Russia is stoking division ahead of the Finnish vote, the Finnish minister said.',
    'claim by Finnish minister against Russia',
  ],
  ['Russia tried to sway the Finnish election.', 'claim by narrator against Russia'],
  ['Turkey continues to meddle in the Bulgarian election.', 'claim by narrator against Turkey'],
  ['The committee confirmed Russian meddling in the Finnish election.', 'claim by committee against Russia'],
  ['Russian meddling in the Finnish election was confirmed by the committee.', 'claim by committee against Russia'],
  ['The committee pointed to Chinese meddling in the Fijian election.', 'claim by committee against China'],
  ['The leader complained about Russian meddling in the Finnish election.', 'claim by leader against Russia'],
  ['The commission attributed the hack of the voter rolls to Belarus.', 'claim by commission against Belarus'],
  [
    'The attack on the election servers was traced to North Korea, officials in Seoul said.',
    'claim by officials against North Korea',
  ],
  [
    'Investigators linked the fake accounts that attacked the candidate in the election to Belarus.',
    'claim by Investigators against Belarus',
  ],
  ['The party faced accusations of vote buying in the Ghanaian election.', 'claim by nobody against party'],
  ['It came amid allegations the army rigged the vote.', 'claim by nobody against army'],
  ['Russia meddled in the Finnish election: spy chief', 'claim by spy chief against Russia'],
  ['Togo is believed to have paid Ghanaian voters before the election.', 'claim by nobody against Togo'],
  ['The ruling party allegedly bought votes.', 'claim by nobody against ruling party'],
  ['There was foreign interference in the Finnish vote, the committee said.', 'claim by committee against nobody'],
  [
    'U.S. agencies concluded that Russia intervened to help Trump in the election.',
    'claim by U.S. agencies against Russia',
  ],
  [
    'The ministry described the Turkish envoy’s tour as interference in the election.',
    'claim by ministry against Turkey',
  ],
  [
    'The minister said that Iran had sent forged mails to scare voters before the election.',
    'claim by minister against Iran',
  ],
  ['The senator called out Turkey for meddling in the election.', 'claim by senator against Turkey'],
  ['The senator criticised the Turkish envoy for his meddling in the election.', 'claim by senator against Turkey'],
  ['The senator objected to interference in the election.', 'claim by senator against nobody'],
  ['Turkey inserted itself into the Bulgarian election.', 'claim by narrator against Turkey'],
  [
    'Voters got letters, officials said, calling out Turkey for meddling in the election.',
    'claim by officials against Turkey',
  ],
  [
    'The premier claimed, without offering proof, that Turkey was meddling in the election.',
    'claim by premier against Turkey',
  ],
  ['Russian propaganda tried to sway the Finnish election, the premier said.', 'claim by premier against Russia'],
]

for (const [text, mention] of TAGGED) {
  test(`${mention} in: ${text}`, () => {
    assert.deepEqual(summarize(text), [mention])
  })
}

const NOT_TAGGED = [
  'The committee discussed Russian meddling in the Finnish election.',
  'The committee published a report on Russian meddling in the Finnish election.',
  'The committee will examine Russian meddling in the Finnish election.',
  'The minister asked the panel to produce evidence of Russian meddling in the Finnish election.',
  'The candidate said that he favoured Russia.',
  'The candidate tried to sway voters before the election.',
  'The president helped his party win the election.',
  'The opposition wants to oust the president at the election.',
  'The opposition leader said that his party would topple the government at the election.',
  'The minister said his party wanted the premier to lose the election.',
  'Turnout decided the election, the minister said.',
  'The election was decided by postal ballots, the minister said.',
  'The minister said the result was influenced by the weather.',
  'Russia tried to restore ties with Finland after the election.',
  'The minister traced his roots to Russia before the election.',
  'The commission linked the delay of the vote to the storm.',
  'Germany finances the party foundations, which train observers for the election.',
  'Russia is said to be rebuilding the stadium before the election.',
  'The accounts leaked were those of the candidate, the minister said after the election.',
  'It is absurd to say that Iran favoured the candidate.',
  'The police chief warned that foreigners who come to disrupt the election would be jailed.',
  'The candidates faced accusations of muzzling an expert on foreign influence before the election.',
  'The union pressed for better pay before the election.',
  'The senator took a swipe at the commission for printing ballots late.',
  'The senator was criticised for doubting that Turkey meddled in the election.',
  'There was no evidence, he found, of a plot against the election, or that Beijing had paid eleven candidates.',
]

for (const text of NOT_TAGGED) {
  test(`nothing is claimed in: ${text}`, () => {
    assert.deepEqual(
      summarize(text).filter((mention) => mention.startsWith('claim')),
      [],
    )
  })
}
