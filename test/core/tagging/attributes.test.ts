import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mention } from '../../../src/domain/mention.ts'
import { tag } from './tag.ts'

const CLAIM = 'Latvia accused Belarus of meddling in its parliamentary election.'

/** The last Mention of a text. */
function lastOf(text: string, publishedAt?: string): Mention {
  const mention = tag(text, publishedAt).at(-1)
  assert.ok(mention, `nothing is tagged in: ${text}`)
  return mention
}

const SUBTYPES: readonly (readonly [text: string, subtypes: string])[] = [
  ['Estonia accused Iran of hacking its election servers.', 'act_allegation accusation'],
  ['Estonia accused Iran of interfering in its election.', 'accusation'],
  ['Estonia said that Iran hired trolls to sway its election.', 'act_allegation accusation'],
  ['Iran said that it has never interfered in the Estonian election.', 'counter_assertion'],
  ['Iran said that it does not interfere in the Estonian election.', 'counter_assertion'],
  ['Iran said that it did not interfere in the Estonian election.', 'flat_denial'],
  [`${CLAIM} Belarus dismissed the accusation as nonsense.`, 'discredit_claim rejection'],
  [`${CLAIM} Belarus dismissed the accusation.`, 'rejection'],
  [`${CLAIM} Belarus laughed off the accusation.`, 'rejection discredit_claim'],
  [`${CLAIM} Belarus refuted the accusation.`, 'rejection flat_denial'],
  [`${CLAIM} Belarus denied the accusation.`, 'flat_denial rejection'],
  [`${CLAIM} Belarus said the accusation was untrue.`, 'rejection discredit_claim'],
  [`${CLAIM} Belarus said it was Latvia that meddled in its election.`, 'counter_accusation'],
  ['Norwegian minister Nils Aas said he saw no Chilean hand in the Estonian election.', 'third_party_doubt'],
]

for (const [text, subtypes] of SUBTYPES) {
  test(`${subtypes} in: ${text}`, () => {
    const { subtype, also } = lastOf(text)
    assert.equal([subtype, ...also].join(' '), subtypes)
  })
}

const SCOPES: readonly (readonly [text: string, scope: Mention['scope']])[] = [
  ['Peru accused Chile of meddling in its election.', 'foreign'],
  ['The auditor said Havana bankrolled the campaign of the winner of the election.', 'foreign'],
  ['Peru accused foreign powers of meddling in its election.', 'foreign'],
  ['Iran said it has never interfered in the elections of other countries.', 'foreign'],
  ['Monitors said soldiers beat voters in the north on election day.', 'domestic'],
  ['Peruvian candidate Luz Arce accused the ruling party of rigging the Peruvian election.', 'domestic'],
  ['Peruvian candidate Luz Arce denied that her party took Chilean money in the Peruvian election.', 'foreign'],
]

for (const [text, scope] of SCOPES) {
  test(`${scope} interference in: ${text}`, () => assert.equal(lastOf(text).scope, scope))
}

test('an evidence note has the scope of the claim that it is about', () => {
  assert.equal(lastOf(`${CLAIM} Its foreign minister offered no evidence for the accusation.`).scope, 'foreign')
})

const METHODS: readonly (readonly [text: string, methods: string])[] = [
  ['Ghana said that Togo paid for online adverts to sway its election.', 'paid_ads'],
  ['Ghana said that Togo paid voters to sway its election.', 'malign_finance'],
  ['Ghana said that Togo spread deepfake videos to sway its election.', 'fabricated_media'],
  ['Ghana accused Togo of meddling in its election.', 'unspecified'],
]

for (const [text, methods] of METHODS) {
  test(`${methods} in: ${text}`, () => assert.equal(lastOf(text).methods.join(' '), methods))
}

test('the words by which a claim is rejected name no method', () => {
  assert.deepEqual(lastOf(`${CLAIM} Belarus said the accusation was disinformation.`).methods, ['unspecified'])
})

const STANDINGS: readonly (readonly [denial: string, standing: string])[] = [
  ['Minsk denied the accusation.', 'accused country:BY'],
  ['The Belarusian embassy denied the accusation.', 'representative country:BY'],
  ['Belarusian foreign ministry spokesman Oleg Baranau denied the accusation.', 'representative country:BY'],
  ['"I do not believe the Belarusians did it," said the Estonian senator Mart Kask.', 'third_party null'],
]

for (const [denial, standing] of STANDINGS) {
  test(`${standing} in: ${denial}`, () => {
    const { denierRole, onBehalfOf } = lastOf(`${CLAIM} ${denial}`).speaker
    assert.equal(`${denierRole} ${onBehalfOf}`, standing)
  })
}

test('an official who accuses speaks for himself, a spokesman for his state', () => {
  const onBehalf = (who: string) => lastOf(`${who} accused Belarus of meddling in the Latvian election.`).speaker
  assert.equal(onBehalf('Latvian foreign minister Janis Ozols').onBehalfOf, null)
  assert.equal(onBehalf('Latvian government spokesman Janis Ozols').onBehalfOf, 'country:LV')
})

const MODES: readonly (readonly [denial: string, mode: Mention['mode']])[] = [
  ['"Belarus does not meddle in the Latvian election," spokesman Oleg Baranau said.', 'direct'],
  ['Minsk denied the accusation.', 'indirect'],
  ['Minsk called the accusation "a fairy tale".', 'mixed'],
  ['Minsk rejected the "meddling" claims.', 'indirect'],
  ['"Minsk denied the accusation," the Latvian minister Janis Ozols recalled.', 'indirect'],
]

for (const [denial, mode] of MODES) {
  test(`${mode} words in: ${denial}`, () => assert.equal(lastOf(`${CLAIM}\n\n${denial}`).mode, mode))
}

/** What is denied or claimed, exactly. */
const SPANS: readonly (readonly [text: string, part: 'span' | 'content' | 'target' | 'cue', wanted: string])[] = [
  [
    'The Chinese embassy dismissed claims by the Norwegian Police Security Service (PST) that China had tried to sway the vote in Oslo.',
    'target',
    'claims by the Norwegian Police Security Service (PST) that China had tried to sway the vote in Oslo',
  ],
  [
    'Serbia rejected allegations, first published in a daily, that it meddled in the Montenegrin election.',
    'target',
    'allegations, first published in a daily, that it meddled in the Montenegrin election',
  ],
  ['Iran, which has denied hacking the campaign, called the sanctions unlawful.', 'target', 'hacking the campaign'],
  [
    'Ana Petrova accused the commission of an "obvious scheme to rig the election".',
    'content',
    'an "obvious scheme to rig the election"',
  ],
  ['Chad said on Friday that Libya was meddling in its election.', 'content', 'Libya was meddling in its election'],
  [
    'Chad accused Libya of meddling in its election, a charge that Tripoli rejects.',
    'content',
    'meddling in its election',
  ],
  [
    '"Libya is meddling in our election," Chadian minister Ali Saleh told a radio station.',
    'span',
    '"Libya is meddling in our election," Chadian minister Ali Saleh told a radio station',
  ],
  [`${CLAIM} Belarus called the claim a fairy tale.`, 'span', 'Belarus called the claim a fairy tale'],
  [`${CLAIM} Belarus denied any involvement.`, 'span', 'Belarus denied any involvement'],
  [
    `${CLAIM} "We firmly reject such accusations," Belarusian spokesman Oleg Baranau said.`,
    'content',
    '"We firmly reject such accusations,"',
  ],
  [`${CLAIM} It did not provide any evidence for its accusation.`, 'cue', 'did not provide any evidence'],
  [`${CLAIM} It offered no evidence for its accusation.`, 'span', 'It offered no evidence for its accusation'],
]

for (const [text, part, wanted] of SPANS) {
  test(`the ${part} “${wanted}”`, () => {
    const found = tag(text).flatMap((mention) => {
      const span = mention[part]
      return span ? [text.slice(span.start, span.end)] : []
    })
    assert.ok(found.includes(wanted), found.join(' | '))
  })
}

for (const whom of ['foreign powers', 'three diplomats', 'unnamed hackers', 'the head of the army']) {
  test(`“${whom}” are accused, whatever follows the deed`, () => {
    assert.equal(lastOf(`Peru accused ${whom} of meddling in its election.`).kind, 'claim')
    assert.equal(tag(`Peru accused ${whom} of meddling in a lawsuit about fish.`).length, 0)
  })
}

test('a bracket that denies ends with the bracket, and belongs to whoever stands before it', () => {
  const text = 'Hackers tied to Minsk (which denies involvement) broke into the election servers, Vilnius said.'
  const denial = tag(text).find(({ kind }) => kind === 'denial')
  assert.equal(denial?.speaker.name, 'Belarus')
  assert.equal(denial?.content && text.slice(denial.content.start, denial.content.end), 'involvement')
})

const ELECTIONS: readonly (readonly [text: string, publishedAt: string | undefined, id: string | null])[] = [
  [
    'Marine Le Pen, Benoit Hamon and Emmanuel Macron lead. France accused Iran of meddling in the election.',
    undefined,
    'FR-2017-president',
  ],
  [
    'Emmanuel Macron meets Eric Zemmour and Marine Le Pen. France accused Iran of meddling in the election.',
    undefined,
    'FR-2022-president',
  ],
  ['Marine Le Pen and Emmanuel Macron ran twice. France accused Iran of meddling in the election.', undefined, null],
  ['France accused Iran of meddling in the election.', undefined, null],
  [
    'Four years ago the United States accused Russia of meddling in the American presidential election.',
    '2020-09-01',
    'US-2016-president',
  ],
  [
    'Polish Prime Minister Anna Kos told Turkish reporters that Iran meddles in our election.',
    '2023-09-20',
    'PL-2023-parliament',
  ],
]

for (const [text, publishedAt, id] of ELECTIONS) {
  test(`${id} in: ${text}`, () => assert.equal(lastOf(text, publishedAt).election.id, id))
}

test('what rules ask of each other is not told to consumers', () => {
  const text =
    'Latvia accused Belarus of meddling in the vote.\nMinsk called that absurd. It denied any contact with hackers.'

  assert.deepEqual([...new Set(tag(text).flatMap(({ flags }) => flags))], [])
})
