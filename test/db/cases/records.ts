import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { listChanges } from '../../../src/db/listChanges.ts'
import { listRecords, loadRecord } from '../../../src/db/listRecords.ts'
import { loadArticle } from '../../../src/db/loadArticle.ts'
import { saveTagging } from '../../../src/db/records.ts'
import { listOutdatedArticles } from '../../../src/db/revisions.ts'
import { countOpenWork, openRun } from '../../../src/db/runs.ts'
import { streamRecords } from '../../../src/db/streamRecords.ts'
import { advanceVisit, loadVisit } from '../../../src/db/visits.ts'
import type { Mention } from '../../../src/domain/mention.ts'
import type { RecordChange, StoredRecord, TaggedRecord, Tagging } from '../../../src/domain/record.ts'
import type { VisitKey } from '../../../src/domain/visit.ts'
import { mentionOf, recordOf } from '../../core/record/records.ts'
import { database, later, moveTo, NOW, reset, saveText, seedArticles } from './store.ts'

const TAGGED = { to: 'done', outcome: 'tagged' } as const

suite('records', () => {
  beforeEach(() => reset())

  const tagging = (key: VisitKey, mentions: readonly Mention[], more: Partial<Tagging> = {}): Tagging => ({
    articleId: key.articleId,
    revision: 1,
    taggerVersion: '1',
    mentions,
    visit: { ...key, end: TAGGED },
    sortAt: NOW,
    ...more,
  })

  function recordIn(key: VisitKey, id: string, more: Partial<Mention> = {}, version = 1): TaggedRecord {
    const record = recordOf(id, more, version)
    return { ...record, article: { ...record.article, id: key.articleId } }
  }

  /** Makes one record of each id. */
  const creating =
    (key: VisitKey, ...ids: string[]) =>
    (): RecordChange[] =>
      ids.map((id) => ({ action: 'create', record: recordIn(key, id) }))

  async function tagged(...names: string[]): Promise<VisitKey[]> {
    const keys = await seedArticles(...names)
    for (const key of keys) await moveTo(key, 'tag')
    return keys
  }

  const sequences = async () => (await listChanges(database, 0, 1000)).changes.map((change) => change.sequence)
  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

  test('saveTagging() writes mentions, records and changes together, and ends the visit', async () => {
    const [key] = (await tagged('a')) as [VisitKey]
    const mentions = [mentionOf('m1'), mentionOf('m2')]
    const ending = tagging(key, mentions, { visit: { ...key, end: { ...TAGGED, nextVisitAt: later(5) } } })
    const changes = await saveTagging(database, ending, creating(key, 'm1', 'm2'), later(1))
    assert.equal(changes?.length, 2)
    assert.equal((await loadVisit(database, key))?.stage, 'done')
    assert.equal(await countOpenWork(database), 0)
    const listed = await listChanges(database, 0, 10)
    assert.deepEqual(listed.last, 2)
    assert.deepEqual(listed.changes[1], {
      sequence: 2,
      action: 'create',
      subject: 'record',
      recordId: 'm2',
      version: 1,
      at: later(1).toISOString(),
      record: recordIn(key, 'm2'),
    })
    assert.equal((await openRun(database, 'once', later(5), 10))?.works.length, 1, 'the next look')
  })

  test('saveTagging() writes nothing at all when the plan fails', async () => {
    const [key] = (await tagged('a')) as [VisitKey]
    const plan = () => {
      throw new Error('a bug')
    }
    await assert.rejects(saveTagging(database, tagging(key, [mentionOf('m1')]), plan, NOW), /a bug/)
    assert.equal((await loadVisit(database, key))?.stage, 'tag')
    assert.deepEqual(await database.selectFrom('mention').selectAll().execute(), [])
    assert.deepEqual(await database.selectFrom('tagging').selectAll().execute(), [])
  })

  test('saveTagging() writes once a visit', async () => {
    const [key] = (await tagged('a')) as [VisitKey]
    const again = [1, 2, 3].map(() => saveTagging(database, tagging(key, []), creating(key, 'm1'), NOW))
    assert.equal((await Promise.all(again)).filter((changes) => changes !== undefined).length, 1)
    assert.deepEqual(await sequences(), [1])
  })

  test('the sequence of changes has no gap under twenty taggings at once', async () => {
    const keys = await tagged(...upTo(20).map((number) => `a${number}`))
    await Promise.all(
      keys.map((key, index) => saveTagging(database, tagging(key, []), creating(key, `m${index}`, `n${index}`), NOW)),
    )
    assert.deepEqual(await sequences(), upTo(40))
  })

  test('the sequence of changes has no gap after a tagging that was rolled back', async () => {
    const [one, two, three] = (await tagged('a', 'b', 'c')) as [VisitKey, VisitKey, VisitKey]
    await saveTagging(database, tagging(one, []), creating(one, 'm1'), NOW)
    // The same version twice fails after the sequence was taken.
    const twice = () => [...creating(two, 'm2')(), { action: 'update' as const, record: recordIn(one, 'm1') }]
    await assert.rejects(saveTagging(database, tagging(two, []), twice, NOW))
    await saveTagging(database, tagging(three, []), creating(three, 'm3'), NOW)
    assert.deepEqual(await sequences(), [1, 2])
    assert.equal((await loadVisit(database, two))?.stage, 'tag')
    assert.equal(await loadRecord(database, 'm2'), undefined)
  })

  test('saveTagging() gives the plan the records of this article, deleted ones too, with their versions', async () => {
    const [one, two] = (await tagged('a', 'b')) as [VisitKey, VisitKey]
    await saveTagging(database, tagging(one, []), creating(one, 'm1', 'm2'), NOW)
    await saveTagging(database, tagging(two, []), creating(two, 'm3'), NOW)
    const { visit: _visit, ...retagging } = tagging(one, [])
    const change = (action: 'update' | 'delete', id: string, version: number): RecordChange => ({
      action,
      record: recordIn(one, id, { subtype: `v${version}` }, version),
    })
    await saveTagging(database, retagging, () => [change('update', 'm1', 2), change('delete', 'm2', 2)], later(1))
    let seen: readonly StoredRecord[] = []
    await saveTagging(
      database,
      retagging,
      (stored) => {
        seen = stored
        return []
      },
      later(2),
    )
    const short = seen.map(({ record, isDeleted }) => [record.id, record.version, isDeleted]).sort()
    assert.deepEqual(short, [
      ['m1', 2, false],
      ['m2', 2, true],
    ])
    assert.deepEqual((await loadRecord(database, 'm2'))?.isDeleted, true)
    const living = (await listRecords(database, {}, 10)).map(({ id }) => id).sort()
    assert.deepEqual(living, ['m1', 'm3'])
    const article = await loadArticle(database, one.articleId)
    assert.deepEqual(
      article?.records.map((record) => [record.id, record.mention.subtype]),
      [['m1', 'v2']],
    )
  })

  test('a record that was deleted lives again with the next version, and every version is in the log', async () => {
    const [key] = (await tagged('a')) as [VisitKey]
    await saveTagging(database, tagging(key, []), creating(key, 'm1'), NOW)
    const { visit: _visit, ...retagging } = tagging(key, [])
    for (const [action, version] of [
      ['delete', 2],
      ['create', 3],
      ['update', 4],
    ] as const) {
      await saveTagging(database, retagging, () => [{ action, record: recordIn(key, 'm1', {}, version) }], NOW)
    }
    const { changes } = await listChanges(database, 0, 10)
    assert.deepEqual(
      changes.map(({ action, version }) => `${action} ${version}`),
      ['create 1', 'delete 2', 'create 3', 'update 4'],
    )
    assert.equal((await loadRecord(database, 'm1'))?.isDeleted, false)
    assert.deepEqual(
      (await listChanges(database, 2, 1)).changes.map((change) => change.sequence),
      [3],
    )
  })

  test('saveTagging() replaces the mentions of a revision and keeps their order', async () => {
    const [key] = (await tagged('a')) as [VisitKey]
    await saveTagging(database, tagging(key, [mentionOf('m2'), mentionOf('m1')]), () => [], NOW)
    const { visit: _visit, ...retagging } = tagging(key, [mentionOf('m3'), mentionOf('m2')], { taggerVersion: '2' })
    await saveTagging(database, retagging, () => [], NOW)
    const rows = await database.selectFrom('mention').orderBy('position').select('id').execute()
    assert.deepEqual(
      rows.map((row) => row.id),
      ['m3', 'm2'],
    )
  })

  test('listOutdatedArticles() pages through the articles of another tagger, by their newest revision', async () => {
    const keys = await tagged('a', 'b', 'c', 'd')
    for (const [index, key] of keys.entries()) {
      const taggerVersion = index === 3 ? '2' : '1'
      const more = { taggerVersion, visit: { ...key, end: { ...TAGGED, nextVisitAt: NOW } } }
      await saveTagging(database, tagging(key, [], more), () => [], NOW)
    }
    const old = keys
      .slice(0, 3)
      .map((key) => key.articleId)
      .sort()
    const first = await listOutdatedArticles(database, '2', '', 2)
    const second = await listOutdatedArticles(database, '2', first.at(-1)!, 2)
    assert.deepEqual([first, second], [old.slice(0, 2), old.slice(2)])

    await openRun(database, 'once', NOW, 10)
    const next = { ...keys[0]!, visit: 2 }
    await moveTo(next, 'tag')
    assert.ok(!(await listOutdatedArticles(database, '2', '', 9)).includes(next.articleId), 'waits for its visit')
    await saveTagging(database, tagging(next, [], { revision: 2, taggerVersion: '2' }), () => [], NOW)
    assert.deepEqual(
      await listOutdatedArticles(database, '2', '', 9),
      old.filter((id) => id !== next.articleId),
    )
  })

  test('streamRecords() yields every living record once, the last id first where dates are equal, through many batches', async () => {
    const [key] = (await tagged('a')) as [VisitKey]
    const ids = upTo(1203).map((number) => `m${String(number).padStart(5, '0')}`)
    await saveTagging(database, tagging(key, []), creating(key, ...ids), NOW)
    const { visit: _visit, ...retagging } = tagging(key, [])
    const gone: RecordChange = { action: 'delete', record: recordIn(key, ids[600]!, {}, 2) }
    await saveTagging(database, retagging, () => [gone], NOW)
    const found: string[] = []
    for await (const record of streamRecords(database)) found.push(record.id)
    assert.deepEqual(found, ids.filter((id) => id !== ids[600]).reverse())
    for await (const _record of streamRecords(database, { kind: 'claim' })) assert.fail('these are denials')
    for await (const _record of streamRecords(database, { outlet: 'other' })) assert.fail('of another outlet')
    for await (const record of streamRecords(database, { election: 'TR-2023-president-parliament' })) {
      assert.equal(record.mention.election.year, 2023)
      break
    }
  })

  test('saveTagging() leaves an article alone whose revision is not the newest any more', async () => {
    const [key] = (await tagged('a')) as [VisitKey]
    await saveTagging(
      database,
      tagging(key, [], { visit: { ...key, end: { ...TAGGED, nextVisitAt: NOW } } }),
      () => [],
      NOW,
    )
    await openRun(database, 'once', NOW, 10)
    await moveTo({ ...key, visit: 2 }, 'tag')
    const { visit: _visit, ...late } = tagging(key, [])
    assert.equal(await saveTagging(database, late, () => assert.fail('nothing is to be planned'), NOW), undefined)
  })

  test('a visit whose revision was saved can end without a tagging', async () => {
    const [key] = (await seedArticles('a')) as [VisitKey]
    await moveTo(key, 'read')
    await saveText(key, 'x')
    const step = { to: 'done', outcome: 'skipped', reason: 'LANGUAGE_NOT_SUPPORTED' } as const
    assert.equal(await advanceVisit(database, key, 'tag', step, NOW), true)
    assert.deepEqual(await listOutdatedArticles(database, '9', '', 9), [])
  })
})
