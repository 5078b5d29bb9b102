import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize } from './tag.ts'

/** Deeds that name no interference: who does them to what makes them a claim. */
const TAGGED: readonly (readonly [text: string, ...mentions: string[]])[] = [
  [
    'The minister said that Minsk wired two million euros to pensioners in the north before the election.',
    'claim by minister against Belarus',
  ],
  [
    'The challenger said the governor promised money to villages that vote for the ruling party.',
    'claim by challenger against governor',
  ],
  [
    '"The commission worked like a branch office of the ruling party," Adam Salim alleged after the vote.',
    'claim by Adam Salim against commission',
  ],
  [
    'The EU foreign policy chief said before the election that the president had locked up every serious candidate.',
    'claim by EU foreign policy chief against president',
  ],
  ['Twitter said that 300 accounts run by Iran tweeted about the referendum.', 'claim by X against Iran'],
  [
    'The premier said that officials of France had asked him to delay the announcement of the election results.',
    'claim by premier against France',
  ],
  [
    'The founder of the app said a Norwegian spy chief told him to gag conservative voices before the vote.',
    'claim by founder of the app against Norway',
  ],
  [
    'The opposition insists that the head of the commission cooked the figures of the election.',
    'claim by opposition against head of the commission',
  ],
  ['The candidate alleged that the police had torn up ballots in two districts.', 'claim by candidate against police'],
  [
    'The company said that Chinese hackers went after people close to the nominee before the election.',
    'claim by company against China',
  ],
  [
    'Spy agencies blame Tehran for an effort to help the challenger in the election.',
    'claim by Spy agencies against Iran',
  ],
  [
    'Opposition leader Tom Banda accused the army of deploying soldiers to frighten his supporters before the election.',
    'claim by Tom Banda against army',
  ],
  [
    'The senator said that money from Libya had found its way to the campaign of the winner.',
    'claim by senator against Libya',
  ],
  [
    'Observers said the ministry was using state resources for the campaign of the president.',
    'claim by Observers against ministry',
  ],
  [
    'The institute said before the election that the threats to polling places originated in Russia.',
    'claim by institute against Russia',
  ],
  [
    'The president denounced that hackers financed by Spain attacked the electoral system.',
    'claim by president against Spain',
  ],
  [
    'Russian hackers (Moscow denies it) broke into the election servers, Sofia said.',
    'denial by Russia against Russia',
    'claim by Bulgaria against Russia',
  ],
  [
    'The report said that people linked to Russian intelligence had fed misleading stories to the media before the vote.',
    'claim by report against Russia',
  ],
  [
    'The minister accused Norway of meddling in the election. She said Norway had courted editors and voters in the north.',
    'claim by minister against Norway',
    'claim by minister against Norway',
  ],
  [
    'The director accused Iran of sending hate mail to voters before the election. The mails were designed to frighten voters, the director said.',
    'claim by director against Iran',
    'claim by director against Iran',
  ],
  ['The candidate insisted that Spain stole his victory.', 'claim by candidate against Spain'],
  [
    'The premier said before the election that her party was the target of Russian hackers.',
    'claim by premier against Russia',
  ],
  [
    'The minister said that Norwegian diplomats had urged opponents of the president to boycott the vote.',
    'claim by minister against Norway',
  ],
]

const NOT_TAGGED = [
  'The minister said that Minsk wired two million euros to flood victims before the election.',
  'The president said before the election that France asked him to stop the fighting.',
  'The commission said it had asked the stations to stop the count because of the flood.',
  'The court told the commission to publish the election results within a week, the judge said.',
  'The candidate said he would work like a horse for the party before the vote.',
  'Observers said that clerks took down the names of voters before handing out ballots.',
  'The court barred the candidate from the ballot because she has a conviction, the judge said.',
  'The commission said soldiers carried the ballot boxes to the airport under guard.',
  'The pollster said that young people could decide the election.',
  'The premier said his party had drawn up a campaign plan for the summer before the election.',
  'The minister said that Turkey was campaigning for membership of the council before the election.',
  'Facebook said it had banned 300 accounts that sold shoes before the election.',
  'The senator said Germany had helped the mayor rebuild a school before the election.',
  'If Moscow wired money to voters before the election, the minister said, the law would be applied.',
  'The minister asked whether Iran had sent hate mail to voters.',
  'The minister said Norway had courted editors and voters in the north before the election.',
  'The general said that he acted on orders from the president to guard the polling stations.',
  'The minister said Germany had funded a bridge in the north before the election.',
  'The minister said the country had become the target of Russian tourists before the vote.',
  'The mayor said the town was hit by Iranian missiles before the election.',
  'The minister said that the goods originated in China before the election.',
  'The candidate said that the money for the school came from Norway.',
  'The minister said that the videos were designed to teach voters how to mark the ballot.',
  'The agency said it could not say whether the attack originated in Russia before the election.',
  'The government said it would not allow foreign states to send money to candidates.',
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
