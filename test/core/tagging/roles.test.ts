import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tag } from './tag.ts'

/** `claim Latvia > Belarus`, with the one who passes it on behind `via`. */
function roles(text: string): string[] {
  return tag(text).map(({ kind, speaker, accused, via }) => {
    const passed = via === null ? '' : ` via ${via}`
    return `${kind} ${speaker.name ?? 'nobody'} > ${accused.name ?? 'nobody'}${passed}`
  })
}

const CASES: readonly (readonly [what: string, text: string, wanted: readonly string[]])[] = [
  [
    'the official whom an outlet cites is the speaker',
    'Minsk tried to sway the Latvian election, the Baltic Times reported on Monday, citing two security officials.',
    ['claim two security officials > Belarus via Baltic Times'],
  ],
  [
    'an outlet that quotes somebody only passes it on',
    '“Belarus did not interfere in the election,” a media report said, quoting minister Ihar Valatovich.',
    ['denial Ihar Valatovich > Belarus via media report'],
  ],
  [
    'papers that an outlet cites say nothing by themselves',
    'Minsk tried to sway the Latvian election, the Baltic Times reported, citing a document.',
    ['claim Baltic Times > Belarus'],
  ],
  [
    'whoever issues a statement is the one who calls it so',
    'Norway said Iran hacked the election servers.\nIran’s embassy issued a statement calling the allegation baseless.',
    ['claim Norway > Iran', 'denial Iran > Iran'],
  ],
  [
    'the statement is that of the embassy which spoke before',
    'Norway said Iran hacked the election servers. The Iranian embassy rejected the allegation in a statement. Oslo was silent. ' +
      '“These claims are baseless,” the statement said.',
    ['claim Norway > Iran', 'denial Iran > Iran', 'denial Iran > Iran'],
  ],
  [
    'a state before `statement` is its author',
    'The Latvian statement said Belarus had meddled in the election.',
    ['claim Latvia > Belarus'],
  ],
  [
    'our country is the speaker’s',
    '“Our country has never interfered in the Latvian election,” Belarusian foreign minister Ihar Valatovich said.',
    ['denial Ihar Valatovich > Belarus'],
  ],
  [
    'a deed that acts belongs to somebody',
    'Belarusian interference involved funding the opposition in the Latvian election, Andris Kalnins said.',
    ['claim Andris Kalnins > Belarus'],
  ],
  [
    'whoever uses the army to rig a vote rigs it',
    'Andris Kalnins said the Unity League used the security forces to alter the outcome of the ballot.',
    ['claim Andris Kalnins > Unity League'],
  ],
  [
    'money that is sent does not act',
    'Police said Petras Zukas used a bank to transfer €2 million in May, in addition to €1 million channelled in ' +
      'April, to pay off voters before the election.',
    ['claim Police > Petras Zukas'],
  ],
  [
    'a report is a noun before its verb',
    'A Latvian intelligence report says Belarus meddled in the election.',
    ['claim Latvian intelligence report > Belarus'],
  ],
  [
    'a family name that stands first is a name too',
    'Chinese ministry spokesperson Wu Tian held a briefing. Wu denied that Beijing meddled in the Latvian election.',
    ['denial Wu Tian > China'],
  ],
  [
    'the possessive says on whose side somebody is',
    'Latvia accused Belarus of meddling in the election. Belarus’s Valatovich dismissed allegations of interference.',
    ['claim Latvia > Belarus', 'denial Valatovich > Belarus'],
  ],
  [
    'the state before a word for an election votes, and does not meddle',
    'The Latvian election is on Saturday.\nKremlin dismisses Latvian election meddling accusations.\n' +
      'Latvia said Russia had hacked the election.',
    ['denial Kremlin > Russia', 'claim Latvia > Russia'],
  ],
  [
    'a party’s name may stand behind a comma',
    'The country’s main opposition party, the Unity League (UL), alleged that Belarus was trying to rig the election.',
    ['claim Unity League > Belarus'],
  ],
  [
    'somebody else takes the floor behind `and`',
    'Petras Zukas denies any wrongdoing, and the Kremlin has denied interfering in the Latvian vote.',
    ['denial Kremlin > Russia'],
  ],
  [
    'a negation in the clause before does not undo one',
    'Latvia said the Unity League had rigged the election.\nThe Unity League said: “They are not winning and we are not ' +
      'trying to rig this election.”',
    ['claim Latvia > Unity League', 'denial Unity League > Unity League'],
  ],
  ['what you cannot do is no denial', '“You cannot use the army to rig the election,” Andris Kalnins said.', []],
  [
    'a description that names another party is another leader',
    'UDP leader says Latvia rigged the election.\nUnity League leader Petras Zukas said Latvia had meddled in the election.',
    ['claim UDP leader > Latvia', 'claim Petras Zukas > Latvia'],
  ],
  [
    'he is not the one whose adviser was named',
    'For Dace Kalnina’s adviser on security, Petras Zukas, nothing is open. “Belarus is interfering in our election,” he said.',
    ['claim Petras Zukas > Belarus'],
  ],
  [
    'it is the state whose position the sentence before was about',
    'Latvia accused Belarus of meddling in the election.\nBelarus’s position has not changed. It rejects any suggestion that ' +
      'it is meddling.',
    ['claim Latvia > Belarus', 'denial Belarus > Belarus'],
  ],
  [
    'it is the state of the same speech',
    '“Minsk wants a governor here,” Petras Zukas told a rally. “It is interfering in our election.”',
    ['claim Petras Zukas > Belarus'],
  ],
  [
    'it, the writer, is no state of the quotation',
    'The Belarusian embassy answered on Monday. “Minsk does not intervene in the elections of Latvia, our neighbour,” it wrote.',
    ['denial Belarus > Belarus'],
  ],
  [
    'who accuses it is not it',
    'Belarus denied interfering in the election. Four years ago the same agencies accused it of hacking the election.',
    ['denial Belarus > Belarus', 'claim same agencies > Belarus'],
  ],
  [
    'whoever has no interest in it is the one who was accused',
    '“Belarus has no interest in interfering in the Latvian election,” spokesman Petras Zukas said.',
    ['denial Petras Zukas > Belarus'],
  ],
  [
    'whoever would have a hand in it is the one who was accused',
    'Petras Zukas denied that Belarus would have any intervention in the elections.',
    ['denial Petras Zukas > Belarus'],
  ],
  [
    'whoever stands accused is accused',
    'Sofia expelled a diplomat before elections in which Minsk stands accused of meddling.',
    ['claim nobody > Belarus'],
  ],
  [
    'a palace is nobody’s name',
    'Latvia accused Belarus of meddling in the election.\nAt the Castle, the president’s spokesman dismissed the allegation.',
    ['claim Latvia > Belarus', 'denial president’s spokesman > Belarus'],
  ],
  [
    'a network that somebody runs is used by whoever uses it',
    'Petras Zukas said Minsk had used couriers and a network run by Ivan Marek to bribe voters before the election.',
    ['claim Petras Zukas > Belarus'],
  ],
  [
    'they are the outlets, not the side of the one who says it',
    'President Ana Popescu banned RT and Sputnik reporters, claiming that they were spreading fake news to sway the election.',
    ['claim Ana Popescu > RT; Sputnik'],
  ],
  [
    'two who say it together are both speakers',
    'Latvia and Estonia said Belarus had meddled in the election.',
    ['claim Latvia; Estonia > Belarus'],
  ],
  [
    'what stands before which is meant, whatever governs it',
    'Latvia said Belarus had hacked the election.\nThe rebuke is among the harshest by Minsk, which has denied hacking the election.',
    ['claim Latvia > Belarus', 'denial Belarus > Belarus'],
  ],
  [
    'lawyers who say something are not their client',
    'He cited lawyers for President Petras Zukas who say that Belarus rigged the election.',
    ['claim lawyers > Belarus'],
  ],
  [
    'a description may lack its closing comma',
    'Latvia accused Sputnik of spreading fake news before the election.\nVera Marek, the editor-in-chief of one channel and the ' +
      'Sputnik news agency rejected the allegations.',
    ['claim Latvia > Sputnik', 'denial Vera Marek > Sputnik'],
  ],
  [
    'a spokesman who stands behind with speaks',
    'Latvia said Belarus had meddled in the election.\nMinsk reacted to the claim, with government spokesman Ihar Valatovich ' +
      'calling it absurd.',
    ['claim Latvia > Belarus', 'denial Ihar Valatovich > Belarus'],
  ],
  [
    'whoever is involved in efforts makes them',
    'Ihar Valatovich was personally involved in efforts to intervene in the Latvian election, the Baltic Times reported.',
    ['claim Baltic Times > Ihar Valatovich'],
  ],
  [
    'bodies interfere, evidence of them does not',
    'Latvia said there was no evidence of Belarusian bodies interfering in the election.',
    ['denial Latvia > Belarus'],
  ],
  [
    'things that are written say nothing',
    'Petras Zukas said algorithms written in Minsk had rigged the election.',
    ['claim Petras Zukas > nobody'],
  ],
  [
    'the one who uses a speech to charge something is the speaker',
    'Prime minister Petras Zukas used a session on trade to charge that Belarus was meddling in the election.',
    ['claim Petras Zukas > Belarus'],
  ],
  [
    'a review is by whoever wrote it',
    'Belarus ran a disinformation campaign to sway the election, according to a review by the European Commission.',
    ['claim European Commission > Belarus'],
  ],
  [
    'a capital tells for which state a ministry speaks',
    'Latvia accused Belarus of meddling in the election.\nIn Minsk, foreign ministry spokesman Petras Zukas called the claim ridiculous.',
    ['claim Latvia > Belarus', 'denial Petras Zukas > Belarus'],
  ],
  [
    'to ask others not to meddle denies nothing',
    '“We don’t want them to meddle in our election,” Petras Zukas said.',
    [],
  ],
  [
    'to speak of accusations is not to make them',
    'Latvia accused Belarus of meddling in the election.\n“These absurd accusations of meddling in the election are fake news,” ' +
      'Belarusian minister Ihar Valatovich said.',
    ['claim Latvia > Belarus', 'denial Ihar Valatovich > Belarus'],
  ],
  [
    'the embassy is the one that was named before',
    'Latvia has complained to the Belarusian embassy.\nTurnout was high.\nPetras Zukas said the embassy had hired trolls to ' +
      'spread fake news before the election.',
    ['claim Petras Zukas > Belarus'],
  ],
  [
    'a dateline’s country is not the spokesman’s',
    'RIGA, Latvia — Beijing’s foreign ministry dismissed accusations that China is trying to sway the Latvian election.\n“We have ' +
      'no interest in interfering in Latvian elections,” foreign ministry spokesperson Guo Jiakun told reporters.',
    ['denial Beijing’s foreign ministry > China', 'denial Guo Jiakun > China'],
  ],
  [
    'attempts are made by whom they are by',
    'He said there had been attempts by Belarusian actors to interfere in the election.\nPetras Zukas said there had been ' +
      'attempts by Belarusian actors to interfere in the election.',
    ['claim nobody > Belarus', 'claim Petras Zukas > Belarus'],
  ],
  [
    'a spokesperson’s description may lack its comma',
    'Latvia accused China of meddling in the election. “We have no interest in interfering in Latvian elections,” Guo Jiakun, a ' +
      'spokesperson for the ministry said.',
    ['claim Latvia > China', 'denial Guo Jiakun > China'],
  ],
]

for (const [what, text, wanted] of CASES) {
  test(`findMentions() knows that ${what}`, () => assert.deepEqual(roles(text), wanted))
}

test('a short subject before `he said` is whose deed it is', () => {
  assert.deepEqual(roles('Togo, Ivars Kalnins said, has meddled for years in the elections of Latvia.'), [
    'claim Ivars Kalnins > Togo',
  ])
})

test('he is no woman, she no man', () => {
  const before =
    'Latvia accused Belarus of meddling in the vote.\nPresident Ivars Kalnins met Foreign Minister Maria Ozola.\n'

  assert.deepEqual(
    roles(`${before}Maria Ozola said that it was cold. “Belarus meddled in our election,” he told reporters.`).at(-1),
    'claim Ivars Kalnins > Belarus',
  )
  assert.deepEqual(
    roles(`${before}Maria Ozola said that it was cold. “Belarus meddled in our election,” she told reporters.`).at(-1),
    'claim Maria Ozola > Belarus',
  )
})
