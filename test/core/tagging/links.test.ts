import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tag } from './tag.ts'

/** Of each denial, challenge and evidence note: the numbers of the mentions that it answers, `x` before other occasions. */
function links(text: string): string[] {
  const mentions = tag(text)
  const number = (ids: readonly string[]) => ids.map((id) => mentions.findIndex((mention) => mention.id === id) + 1)
  return mentions.flatMap(({ kind, respondsTo, contradicts }, at) =>
    kind === 'claim'
      ? []
      : [
          `${at + 1}: ${number(respondsTo).join(' ')}${contradicts.length > 0 ? `x ${number(contradicts).join(' ')}` : ''}`,
        ],
  )
}

const CASES: readonly (readonly [what: string, text: string, wanted: readonly string[]])[] = [
  [
    'the nearest claim before with the same accused',
    'Latvia accused Belarus of meddling in the election. Estonia accused Russia of rigging the vote. Minsk denied ' +
      'interfering in the election.',
    ['3: 1'],
  ],
  [
    'the claim of the one whose words the denial names',
    'Prime minister Andris Kalnins said Belarus had meddled in the election.\nPetras Zukas accused Belarus of rigging the ' +
      'vote.\nMinsk called Kalnins’s remarks baseless.',
    ['3: 1'],
  ],
  [
    'the claim of the state that the denial names',
    'The Latvian government said Belarus had meddled in the election.\nThe OSCE accused Belarus of rigging the vote.\n' +
      'Minsk dismissed the Latvian allegations.',
    ['3: 1'],
  ],
  [
    'the claim that says what the denial names',
    'Latvia said Belarus had hacked the election servers.\nEstonia said Belarus had bribed voters to swing the election.\n' +
      'Minsk dismissed the hacking allegations.',
    ['3: 1'],
  ],
  [
    'all mentions of the claim, wherever they stand',
    'Latvia accused Belarus of meddling in the election.\nTurnout was high on Sunday.\nThe weather was good.\nThe roads were ' +
      'dry.\nLatvia said Belarus had hacked the election servers.\nMinsk denied the allegations.',
    ['3: 1 2'],
  ],
  [
    'not the demand to stop that was made elsewhere',
    'Latvia accused Belarus of meddling in the election.\nTurnout was high on Sunday.\nThe weather was good.\nThe roads were ' +
      'dry.\n“Belarus must take its hands off the Latvian election,” Latvia said.\nThe roads were wet.\nEstonia was calm.\n' +
      'Poland was calm.\nLatvia said Belarus had hacked the election servers.\nMinsk denied the allegations.',
    ['4: 1 3'],
  ],
  [
    'a claim below, when the denial says itself what the claim is',
    'The Belarusian embassy waved off claims that Minsk had rigged the Latvian election.\nTurnout was high.\nThe weather ' +
      'was good.\nThe roads were dry.\nThe night was calm.\nLatvia accused Belarus of rigging the election.',
    ['1: 2'],
  ],
  [
    'a claim against some foreign power, when there is no other',
    'Security chief Andris Kalnins said a foreign country was meddling in the election.\nMinsk said Belarus had never ' +
      'interfered in the election.',
    ['2: 1'],
  ],
  [
    'a claim against the state of whose money it speaks',
    'Andris Kalnins accused Belarus of funding the opposition before the election.\nThe Unity League denied that it got ' +
      'Belarusian money to sway the election.',
    ['2: 1'],
  ],
  [
    'on another occasion when it was given before',
    'Latvia accused Belarus of meddling in the election.\nLast year Minsk denied meddling in the election.',
    ['2: x 1'],
  ],
  [
    'on another occasion when it is an old refrain',
    'Latvia accused Belarus of meddling in the election.\nBelarus has repeatedly denied meddling in the election.',
    ['2: x 1'],
  ],
  [
    'nobody but others, not the speaker’s own claim',
    'Minsk accused Latvia of meddling in the election.\nMinsk denied meddling in the election.',
    ['2: '],
  ],
]

for (const [what, text, wanted] of CASES) {
  test(`findMentions() links to ${what}`, () => assert.deepEqual(links(text), wanted))
}
