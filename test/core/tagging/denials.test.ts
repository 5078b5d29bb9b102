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
  ['There is no truth to these allegations, the Belarusian embassy said.', 'denial by Belarus against Belarus'],
  [
    'The claims have no basis in reality, Belarusian spokesman Oleg Baranau told reporters.',
    'denial by Oleg Baranau against Belarus',
  ],
  ['"That\'s nonsense," Belarusian spokesman Oleg Baranau said.', 'denial by Oleg Baranau against Belarus'],
  ['The accusation, dismissed as absurd by Minsk, made headlines in Vilnius.', 'denial by Belarus against Belarus'],
  ['It is a charge denied by Minsk.', 'denial by Belarus against Belarus'],
  ['Minsk brushed the accusations aside.', 'denial by Belarus against Belarus'],
  ['Minsk shot the story down.', 'denial by Belarus against Belarus'],
  ['Minsk has vehemently denied all of that.', 'denial by Belarus against Belarus'],
  ['The Belarusian embassy posted a denial on Sunday.', 'denial by Belarus against Belarus'],
  ['Minsk strongly excludes any involvement.', 'denial by Belarus against Belarus'],
  ['"We do not do that," Belarusian spokesman Oleg Baranau said.', 'denial by Oleg Baranau against Belarus'],
  [
    'Belarus lacks both the motive and the desire to meddle in the election, the Belarusian embassy said.',
    'denial by Belarus against Belarus',
  ],
  [
    'The Latvian Social Alliance denied any contact with Minsk.',
    'denial by Latvian Social Alliance against Latvian Social Alliance',
  ],
  [
    'The Social Alliance rejected the suggestion that the money came from Belarus.',
    'denial by Social Alliance against Social Alliance',
  ],
  ['Minsk rejected a claim that its embassy poisoned a dog.', null],
  ['Minsk refused to discuss the claim.', null],
  ['Minsk rejects foreign interference in the elections of others.', null],
  ['The media were told not to publish the hacked mails of the candidates.', null],
  ['"We will not put up with meddling in our elections," the mayor of Riga said.', null],
  ['Observers may not interfere in the election, the mission said.', null],
  [
    'There has been no evidence so far that Belarus tampered with the vote, said Mart Kask, an observer.',
    'denial by Mart Kask against Belarus',
  ],
  [
    'There is no evidence whatsoever that Belarus interfered in the election, said Mart Kask.',
    'denial by Mart Kask against Belarus',
  ],
  [
    '"No, that is not true, there was no interference, and the accusations are unfounded," Belarusian spokesman Oleg Baranau said.',
    'denial by Oleg Baranau against Belarus',
  ],
  [
    '"It is not Belarus that interferes in the vote, it is Poland," Belarusian spokesman Oleg Baranau said.',
    'denial by Oleg Baranau against Belarus',
  ],
  [
    '"Far from meddling in the election, Belarus wanted a fair vote," Belarusian spokesman Oleg Baranau said.',
    'denial by Oleg Baranau against Belarus',
  ],
  [
    'Estonia has yet to see any sign of Belarusian interference in the vote, Mart Kask said.',
    'denial by Mart Kask against Belarus',
  ],
  [
    'Lithuania said it has seen no evidence of Belarusian interference in the vote.',
    'denial by Lithuania against Belarus',
  ],
  ['"Why would Belarus meddle in the election?" Belarusian spokesman Oleg Baranau asked.', null],
  ['"They say we interfered in the election," Belarusian spokesman Oleg Baranau said.', null],
  ['"They accuse us of interfering in the election," Belarusian spokesman Oleg Baranau said.', null],
  ['Britain said it had not seen evidence of Belarusian interference in its votes.', null],
  [
    '“Belarus did not meddle, does not have the habit of meddling in elections, and is not doing so,” Belarusian spokesman Oleg Baranau said.',
    'denial by Oleg Baranau against Belarus',
  ],
  ['Minsk dismissed the Latvian indictments for election interference.', null],
  ['The minister blamed Minsk for it, a charge Minsk rejects.', 'denial by Belarus against Belarus'],
  ['The minister blamed Minsk for it — allegations Minsk has rejected.', 'denial by Belarus against Belarus'],
  ['The minister blamed Minsk for it, claims that Minsk rejects.', 'denial by Belarus against Belarus'],
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

test('what a denial calls false is not claimed again beside it', () => {
  assert.deepEqual(
    summarize('Claims that Chad rigged the Gabonese election are baseless, said the Chadian spokesman Idriss Abbo.'),
    ['denial by Idriss Abbo against Chad'],
  )
  assert.deepEqual(
    summarize(
      "There is no truth to Mali's claim that Ghana hacked its election commission, the Ghanaian embassy said.",
    ),
    ['denial by Ghana against Ghana'],
  )
})

test('a denial holds in an article about interference that nobody is said to claim', () => {
  assert.deepEqual(
    summarize(
      'A report on meddling in the Fijian election is out.\n\nIt fills ninety pages.\n\nIt took a year.\n\n“These allegations are a fabrication,” the Tongan government spokesman Sione Taufa said.',
    ),
    ['denial by Sione Taufa against Tonga'],
  )
})

test('people did not vote because of any interference: a denial', () => {
  assert.deepEqual(
    summarize(
      '“Norwegians did not vote to leave because of Russian interference in the referendum,” the premier said.',
    ),
    ['denial by premier against Russia'],
  )
})

/** What follows the claim, and the Mentions that it gives beside it. */
const OTHERS: readonly (readonly [text: string, ...mentions: string[]])[] = [
  ["Foreign Minister Maxim Ryzhenkov said Latvia's advisers were liars.", 'denial by Maxim Ryzhenkov against Belarus'],
  [
    '“These are groundless accusations,” Belarusian Foreign Minister Maxim Ryzhenkov said.',
    'denial by Maxim Ryzhenkov against Belarus',
  ],
  [
    '“These are groundless accusations,” the Estonian senator Mart Kask said.',
    'challenge by Mart Kask against Belarus',
  ],
  ['“This is a witch hunt,” the Estonian senator Mart Kask said.', 'challenge by Mart Kask against Belarus'],
  ['“This is no witch hunt,” the Latvian minister Ilze Berzina said.'],
  ['The Estonian senator Mart Kask chided Latvia for crying wolf.', 'challenge by Mart Kask against Belarus'],
  ['The Estonian senator Mart Kask chided Chad for raising taxes.'],
  ['An inquiry did not establish that Belarus had meddled in the election.', 'denial by inquiry against Belarus'],
  ['An inquiry has not established whether Belarus had meddled in the election.'],
  ['Latvia did not name its sources.', 'evidence_note by narrator against Belarus'],
  ['The claim could not be independently verified.', 'evidence_note by narrator against Belarus'],
  [
    '“The Social Alliance has not received a cent from Belarus,” its leader Jan Ozols said.',
    'denial by Jan Ozols against Social Alliance',
  ],
  ['“We have not received a letter from our landlord,” the leader of the Social Alliance, Jan Ozols, said.'],
  ['“The allegations are a flood of absurdities,” the Belarusian embassy said.', 'denial by Belarus against Belarus'],
  ['“We categorically reject these false stories,” the Belarusian embassy said.', 'denial by Belarus against Belarus'],
  ['The harbour master did not name his dog.'],
]

for (const [text, ...mentions] of OTHERS) {
  test(`${mentions.join(', ') || 'nothing'} in: ${text}`, () => {
    assert.deepEqual(summarize(`${CLAIM}\n\n${text}`), [CLAIMED, ...mentions])
  })
}

test('no evidence of one thing, or that another was done: a denial of both', () => {
  assert.deepEqual(
    summarize(
      'There was no evidence, the judge Ana Costa found, of a Chadian plan to sway the Gabonese election, or that Chad had paid candidates.',
    ),
    ['denial by Ana Costa against Chad'],
  )
})

test('the owner of an accusation is not the one who is accused', () => {
  assert.deepEqual(summarize("Chad dismisses Gabon's election interference charge as baseless"), [
    'denial by Chad against Chad',
  ])
})

test('a stray comma does not part a spokesman from his verb', () => {
  assert.deepEqual(
    summarize(`${CLAIM}\n\nBelarusian spokesman Oleg Baranau, dismissed the allegations as unfounded on Friday.`),
    [CLAIMED, 'denial by Oleg Baranau against Belarus'],
  )
})

test('what is said against us is denied, whatever the article calls it', () => {
  assert.deepEqual(
    summarize(
      'Votes are counted in Gabon.\n\nPeople queue.\n\nIt rains.\n\n“We are used to unfounded accusations against us,” the Chadian foreign minister Idriss Abbo said.\n\n“They wanted regime change before the vote,” the Gabonese premier said of the neighbours.',
    ).filter((line) => line.startsWith('denial')),
    ['denial by Idriss Abbo against Chad'],
  )
})
