import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Work } from '../../src/domain/work.ts'
import { scheduleRun } from '../../src/steps/scheduleRun.ts'

test('scheduleRun() queues the work of the run that it opened', async () => {
  const works: Work[] = [{ stage: 'poll', pollId: '7', url: 'https://news.example/rss', tries: 0 }]
  const queued: unknown[] = []
  const outcome = await scheduleRun({
    openRun: async () => ({ runId: 'run', works }),
    enqueue: async (given) => {
      queued.push(given)
    },
  })
  assert.deepEqual(outcome, { kind: 'opened', runId: 'run', workCount: 1 })
  assert.deepEqual(queued, [works])
})

test('scheduleRun() queues nothing when nothing is due', async () => {
  const enqueue = () => assert.fail('nothing is to be queued')
  assert.deepEqual(await scheduleRun({ openRun: async () => undefined, enqueue }), { kind: 'idle' })
})
