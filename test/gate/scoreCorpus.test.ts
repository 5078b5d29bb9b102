import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mention } from '../../src/domain/mention.ts'
import { compareFloors, liftFloors, listFigures } from './compareFloors.ts'
import type { CorpusCase, GoldLabel, GoldName } from './loadCorpus.ts'
import { foldName, matchName } from './matchName.ts'
import { scoreCorpus } from './scoreCorpus.ts'

const TEXT = 'Vilnius accused Minsk of meddling. Minsk denied it. Riga watched.'
const CLAIM = { start: 0, end: 33 }
const DENIAL = { start: 35, end: 50 }

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'country:LT': ['Lithuania'],
  'country:BY': ['Belarus'],
  'person:a': ['Ivo Pellegrin', 'Pellegrin'],
}
const namesOf = (entityId: string): readonly string[] => NAMES[entityId] ?? []

function name(value: string | null, more: Partial<GoldName> = {}): GoldName {
  return { name: value, accepted: [], mention: null, printed: null, ...more }
}

function label(more: Partial<GoldLabel> = {}): GoldLabel {
  return {
    id: 'c1',
    kind: 'claim',
    subtype: 'accusation',
    span: CLAIM,
    cue: null,
    speaker: name('Lithuania'),
    accused: name('Belarus'),
    election: undefined,
    methods: ['unspecified'],
    scope: 'foreign',
    modality: 'asserted',
    respondsTo: undefined,
    contradicts: [],
    cluster: undefined,
    isScored: true,
    ...more,
  }
}

const DENIAL_LABEL = label({
  id: 'd1',
  kind: 'denial',
  subtype: 'flat_denial',
  span: DENIAL,
  speaker: name('Belarus'),
  methods: undefined,
  respondsTo: ['c1'],
})

function mention(more: Partial<Mention> = {}): Mention {
  return {
    id: 'm1',
    articleId: 'a',
    textSha256: '',
    taggerVersion: '1',
    kind: 'claim',
    subtype: 'accusation',
    also: [],
    span: CLAIM,
    sentence: CLAIM,
    cue: null,
    content: null,
    target: null,
    quote: { exact: '', prefix: '', suffix: '' },
    section: 'body',
    speaker: actor('country:LT', 'Lithuania'),
    via: null,
    accused: { entityId: 'country:BY', name: 'Belarus', mention: null },
    election: { id: null, country: null, year: null },
    scope: 'foreign',
    methods: ['unspecified'],
    allegedTechniques: [],
    mode: 'indirect',
    modality: 'asserted',
    evidenceStatus: 'unspecified',
    respondsTo: [],
    contradicts: [],
    statementId: null,
    confidence: 1,
    ruleIds: ['claim.accuse'],
    flags: [],
    ...more,
  }
}

function actor(entityId: string | null, printed: string | null, resolution = 'explicit'): Mention['speaker'] {
  return { entityId, name: printed, mention: null, resolution, onBehalfOf: null, denierRole: null }
}

const DENIAL_MENTION = mention({
  id: 'm2',
  kind: 'denial',
  subtype: 'flat_denial',
  span: DENIAL,
  speaker: actor('country:BY', 'Belarus'),
  methods: [],
  respondsTo: ['m1'],
})

function score(labels: readonly GoldLabel[], mentions: readonly Mention[], traps: CorpusCase['traps'] = []) {
  const one: CorpusCase = { id: 'a', split: 'develop', text: TEXT, publishedAt: undefined, labels, traps }
  return scoreCorpus([one], new Map([['a', mentions]]), namesOf)
}

test('scoreCorpus() finds nothing to complain about in a perfect answer', () => {
  const { rows, shares, misses } = score([label(), DENIAL_LABEL], [mention(), DENIAL_MENTION])
  assert.deepEqual(misses, [])
  assert.equal(rows.claim.f1, 1)
  assert.equal(rows.denial.f1, 1)
  assert.deepEqual(shares.link, { right: 1, of: 1, share: 1 })
})

test('scoreCorpus() counts what is missed and what is extra', () => {
  const { rows, misses } = score(
    [label(), DENIAL_LABEL],
    [mention(), mention({ id: 'm3', span: { start: 52, end: 64 } })],
  )
  assert.deepEqual([rows.claim.found, rows.claim.missed, rows.claim.extra], [1, 0, 1])
  assert.deepEqual([rows.denial.found, rows.denial.missed, rows.denial.recall], [0, 1, 0])
  assert.deepEqual(
    misses.map(({ what, text }) => [what, text]),
    [
      ['missed', 'Minsk denied it'],
      ['extra', 'Riga watched'],
    ],
  )
})

test('scoreCorpus() does not let a denial stand for a claim', () => {
  const { rows } = score([label()], [mention({ kind: 'denial' })])
  assert.deepEqual([rows.claim.missed, rows.denial.extra], [1, 1])
})

test('scoreCorpus() uses a mention for one label only', () => {
  const { rows } = score([label(), label({ id: 'c2', span: { start: 16, end: 33 } })], [mention()])
  assert.deepEqual([rows.claim.found, rows.claim.missed], [1, 1])
})

test('scoreCorpus() prefers the mention with the right speaker over the one with more overlap', () => {
  const short = mention({ id: 'm3', span: { start: 0, end: 15 } })
  const { shares, rows } = score([label()], [mention({ speaker: actor(null, 'Oslo') }), short])
  assert.deepEqual([shares.speaker.right, rows.claim.extra], [1, 1])
})

test('scoreCorpus() ignores unscored labels on both sides', () => {
  const unscored = label({ isScored: false })
  assert.deepEqual(score([unscored], []).misses, [])
  assert.deepEqual(score([unscored], [mention(), DENIAL_MENTION]).misses.length, 1)
})

test('scoreCorpus() keeps warnings in a row of their own', () => {
  const { rows } = score([label({ subtype: 'warning' })], [])
  assert.deepEqual([rows.warning.missed, rows.claim.missed], [1, 0])
})

test('scoreCorpus() names the trap that was walked into', () => {
  const span = { start: 52, end: 64 }
  const { misses } = score([], [mention({ span })], [{ span, why: 'nobody speaks' }])
  assert.deepEqual(
    misses.map(({ what, detail }) => [what, detail]),
    [['trap', 'accusation claim.accuse (trap: nobody speaks)']],
  )
})

test('scoreCorpus() asks for election and methods only where the label gives them', () => {
  const { shares } = score([label({ methods: undefined })], [mention()])
  assert.deepEqual([shares.election.of, shares.method.of, shares.election.share], [0, 0, 1])
  const asked = score(
    [label({ election: null, methods: ['cyber', 'leak'] })],
    [mention({ methods: ['leak', 'cyber'] })],
  )
  assert.deepEqual([asked.shares.election.right, asked.shares.method.right], [1, 1])
})

test('scoreCorpus() accepts a link to any claim of the cluster', () => {
  const again = label({ id: 'c2', span: { start: 52, end: 64 } })
  const other = mention({ id: 'm3', span: { start: 52, end: 64 } })
  const { shares } = score(
    [label(), DENIAL_LABEL, again],
    [mention(), { ...DENIAL_MENTION, respondsTo: ['m3'] }, other],
  )
  assert.deepEqual([shares.link.right, shares.link.of], [1, 1])
})

test('scoreCorpus() refuses a missing link, and a link to another cluster', () => {
  const other = label({ id: 'c2', span: { start: 52, end: 64 }, speaker: name('Latvia') })
  const found = [mention(), mention({ id: 'm3', span: { start: 52, end: 64 }, speaker: actor(null, 'Latvia') })]
  for (const respondsTo of [[], ['m3'], ['m1', 'm3']]) {
    const { shares } = score([label(), DENIAL_LABEL, other], [...found, { ...DENIAL_MENTION, respondsTo }])
    assert.deepEqual([shares.link.right, shares.link.of], [0, 1])
  }
})

test('scoreCorpus() does not ask for a link to a claim that was not found', () => {
  const { shares } = score([label(), DENIAL_LABEL], [{ ...DENIAL_MENTION, respondsTo: [] }])
  assert.equal(shares.link.of, 0)
})

test('scoreCorpus() does not ask for links where the label gives none', () => {
  const { shares } = score([label(), { ...DENIAL_LABEL, respondsTo: undefined }], [mention(), DENIAL_MENTION])
  assert.equal(shares.link.of, 0)
})

test('matchName() knows an entity by any of its names and by the printed words', () => {
  const found = { entityId: 'person:a', name: null }
  assert.ok(matchName(name('Pellegrin'), found, namesOf))
  assert.ok(matchName(name('Belarus', { printed: 'Minsk' }), { entityId: null, name: 'Minsk' }, namesOf))
  assert.ok(matchName(name('Belarus', { accepted: ['Lithuania'] }), { entityId: 'country:LT', name: null }, namesOf))
  assert.ok(matchName(name('Stanislav Secrieru'), { entityId: null, name: 'adviser Stanislav Secrieru' }, namesOf))
  assert.ok(!matchName(name('Belarus'), { entityId: 'country:LT', name: 'Lithuania' }, namesOf))
})

test('matchName() takes nobody for nobody only', () => {
  const nobody = { entityId: null, name: null }
  assert.ok(matchName(name(null), nobody, namesOf))
  assert.ok(!matchName(name('Belarus'), nobody, namesOf))
  assert.ok(!matchName(name(null), { entityId: 'country:BY', name: 'Belarus' }, namesOf))
  assert.ok(matchName(name('narrator'), { ...nobody, resolution: 'narrator' }, namesOf))
  assert.ok(!matchName(name('narrator'), nobody, namesOf))
  assert.ok(matchName(name('Belarus', { accepted: [null] }), nobody, namesOf))
  assert.ok(!matchName(name('Belarus', { printed: 'it' }), { entityId: null, name: 'it' }, namesOf))
})

test('matchName() compares several names as a set', () => {
  const found = { entityId: null, name: 'Belarus; Lithuania' }
  assert.ok(matchName(name('Lithuania;Belarus'), found, namesOf))
  assert.ok(!matchName(name('Lithuania'), found, namesOf))
})

test('foldName() drops case, marks, titles and leading articles, and nothing else', () => {
  assert.equal(foldName('The Kremlin'), 'kremlin')
  assert.equal(foldName('Mr. Kılıçdaroğlu'), 'kilicdaroglu')
  assert.equal(foldName('Prime Minister Péter Szijjártó'), 'peter szijjarto')
  assert.equal(foldName('U.S.'), 'us')
  assert.equal(foldName('Lithuania’s envoy'), 'lithuania envoy')
  assert.equal(foldName('the president'), 'president')
})

test('compareFloors() names each figure that sank and a changed corpus', () => {
  const floors = { version: '1', corpusSha256: 'x', floors: { 'check.claim.f1': 0.9 } }
  assert.deepEqual(compareFloors(floors, 'x', { 'check.claim.f1': 0.9, 'check.speaker': 0 }), [])
  assert.equal(compareFloors(floors, 'x', { 'check.claim.f1': 0.89 }).length, 1)
  assert.equal(compareFloors(floors, 'y', {}).length, 1)
})

test('liftFloors() raises floors, and lowers them only when that is allowed', () => {
  const floors = { version: '1', corpusSha256: 'x', floors: { a: 0.9, b: 0.5 } }
  assert.deepEqual(liftFloors(floors, 'y', { a: 0.80009, b: 0.60009 }, false), {
    version: '1',
    corpusSha256: 'y',
    floors: { a: 0.9, b: 0.6 },
  })
  assert.deepEqual(liftFloors(floors, 'y', { a: 0.80009 }, true).floors, { a: 0.8, b: 0.5 })
})

test('listFigures() holds rates of every row and the questions that have a promise', () => {
  const figures = listFigures('check', score([label()], [mention()]))
  assert.equal(figures['check.claim.f1'], 1)
  assert.equal(figures['check.link'], 1)
  assert.equal(figures['check.subtype'], undefined)
})
