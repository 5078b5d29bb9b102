import assert from 'node:assert/strict'
import { QUEUE_NAMES } from '../../config/queues.ts'
import type { Services } from '../../src/runtime/openServices.ts'

/** Asserts the invariants that hold whenever all work has ended, whatever happened on the way. */
export async function assertSettled({ database, queues }: Services): Promise<void> {
  for (const name of QUEUE_NAMES) {
    const { active = 0, waiting = 0 } = await queues.all[name].getJobCounts('active', 'waiting')
    assert.deepEqual({ active, waiting }, { active: 0, waiting: 0 }, `queue "${name}" is empty`)
  }
  const polls = await database.selectFrom('poll').selectAll().execute()
  for (const poll of polls) {
    assert.notEqual(poll.outcome, null, `poll ${poll.id} has ended`)
    assert.equal(poll.seen_count, poll.new_count + poll.known_count + poll.skipped_count, `poll ${poll.id} adds up`)
  }
  const visits = await database.selectFrom('visit').selectAll().execute()
  for (const visit of visits) assert.equal(visit.stage, 'done', `${visit.article_id} has ended`)
  const articles = await database.selectFrom('article').select('id').execute()
  const newCount = polls.reduce((sum, poll) => sum + poll.new_count, 0)
  assert.equal(newCount, articles.length, 'each new entry is one article')
  assert.equal(
    visits.filter((visit) => visit.cause === 'new').length,
    articles.length,
    'each article has a first visit',
  )

  const changes = await database
    .selectFrom('change')
    .select(['sequence', 'record_id', 'version'])
    .orderBy('sequence')
    .execute()
  assert.deepEqual(
    changes.map((change) => Number(change.sequence)),
    changes.map((_change, index) => index + 1),
    'the change log has no gap',
  )
  const records = await database.selectFrom('record').select(['id', 'version']).execute()
  for (const record of records) {
    const versions = changes.filter((change) => change.record_id === record.id).map((change) => change.version)
    assert.deepEqual(
      versions,
      Array.from({ length: record.version }, (_, index) => index + 1),
      `history of ${record.id}`,
    )
  }
}
