import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planRecordChanges } from '../../../src/core/record/planRecordChanges.ts'
import type { RecordChange, StoredRecord, TaggedRecord } from '../../../src/domain/record.ts'
import { recordOf } from './records.ts'

const alive = (record: TaggedRecord): StoredRecord => ({ record, isDeleted: false })
const deleted = (record: TaggedRecord): StoredRecord => ({ record, isDeleted: true })
const short = (changes: RecordChange[]) =>
  changes.map(({ action, record }) => `${action} ${record.id} v${record.version}`)

test('planRecordChanges() creates what is new, in the order of the text, from version 1', () => {
  const built = [recordOf('m2'), recordOf('m1')]
  assert.deepEqual(short(planRecordChanges([], built)), ['create m2 v1', 'create m1 v1'])
})

test('planRecordChanges() says nothing when nothing changed, whatever order JSON gives the keys', () => {
  const { outlet, article, mention, ...rest } = recordOf('m1')
  const shuffled = { mention, outlet, article, ...rest }
  assert.deepEqual(planRecordChanges([alive(shuffled)], [recordOf('m1')]), [])
})

test('planRecordChanges() leaves a record alone that a new tagger finds as before', () => {
  const stored = alive(recordOf('m1', { taggerVersion: '1' }, 4))
  assert.deepEqual(planRecordChanges([stored], [recordOf('m1', { taggerVersion: '2' })]), [])
})

test('planRecordChanges() updates what changed, and the version counts up from the stored one', () => {
  const changes = planRecordChanges([alive(recordOf('m1', {}, 4))], [recordOf('m1', { confidence: 0.5 })])
  assert.deepEqual(short(changes), ['update m1 v5'])
  assert.equal(changes[0]!.record.mention.confidence, 0.5)
})

test('planRecordChanges() deletes what is gone, as it was, with a version of its own', () => {
  const changes = planRecordChanges([alive(recordOf('m1', { subtype: 'refuse' }, 2))], [])
  assert.deepEqual(short(changes), ['delete m1 v3'])
  assert.equal(changes[0]!.record.mention.subtype, 'refuse')
})

test('planRecordChanges() deletes once, and creates again what returns, the version counting on', () => {
  assert.deepEqual(planRecordChanges([deleted(recordOf('m1', {}, 3))], []), [])
  assert.deepEqual(short(planRecordChanges([deleted(recordOf('m1', {}, 3))], [recordOf('m1')])), ['create m1 v4'])
})

test('planRecordChanges() writes first and deletes last', () => {
  const stored = [alive(recordOf('m1')), alive(recordOf('m2')), deleted(recordOf('m3', {}, 2))]
  const built = [recordOf('m3'), recordOf('m2', { via: 'an agency' }), recordOf('m4')]
  assert.deepEqual(short(planRecordChanges(stored, built)), [
    'create m3 v3',
    'update m2 v2',
    'create m4 v1',
    'delete m1 v2',
  ])
})

test('planRecordChanges() does not take undefined for a change against its absence', () => {
  const record = recordOf('m1')
  const odd = { ...record, article: { ...record.article, extra: undefined } } as TaggedRecord
  assert.deepEqual(planRecordChanges([alive(record)], [odd]), [])
})
