import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { type Job, UnrecoverableError, type Worker } from 'bullmq'
import { PipelineError } from '../../src/domain/error.ts'
import { openQueues } from '../../src/queue/openQueues.ts'
import { openEmbedded } from '../../src/store/openEmbedded.ts'

const embedded = await openEmbedded({ dataDir: 'memory://', maintenanceEveryMs: 60_000 })
const errors: Error[] = []
const queues = await openQueues({ kind: 'embedded', poolConfig: embedded.poolConfig }, (error) => errors.push(error))
after(async () => {
  await queues.close()
  await embedded.close()
})

const articleId = `a${'1'.repeat(24)}`
const job = (jobId: string, visit = 1, delayMs = 0) => ({ jobId, payload: { articleId, visit }, delayMs })

/** Works on a queue until `until` has happened. */
async function workOn(
  name: 'read' | 'tag',
  process: (job: Job) => Promise<unknown>,
  until: (worker: Worker) => Promise<unknown>,
) {
  const worker = queues.openWorker(name, process)
  const waiting = until(worker)
  const running = worker.run()
  await waiting
  await worker.close()
  await running
}

const ended = (event: 'completed' | 'failed') => (worker: Worker) => once(worker, event)

test('add() of one id twice makes one job', async () => {
  await queues.add('fetch', [job('twice'), job('twice')])
  await Promise.all([queues.add('fetch', [job('twice')]), queues.add('fetch', [job('twice')])])
  assert.equal(await queues.all.fetch.getJobCountByTypes('waiting', 'delayed'), 1)
})

test('add() takes more jobs than fit one batch, and none', async () => {
  const jobs = Array.from({ length: 1200 }, (_, index) => ({
    jobId: `p${index}-0`,
    payload: { pollId: String(index) },
  }))
  await queues.add('poll', jobs)
  await queues.add('poll', [])
  assert.equal(await queues.all.poll.getJobCountByTypes('waiting'), 1200)
})

test('add() makes whole milliseconds of a delay', async () => {
  await queues.add('fetch', [job('delayed', 1, 60_000.25)])
  const found = (await queues.all.fetch.getJob('delayed')) as Job
  assert.equal(found.opts.delay, 60_001)
  assert.equal(await found.getState(), 'delayed')
})

test('isLive() is true while a job waits, is delayed or runs, and false before, after and when it failed', async () => {
  assert.equal(await queues.isLive('read', 'one-1'), false)
  assert.equal(await queues.isLive('fetch', 'twice'), true)
  assert.equal(await queues.isLive('fetch', 'delayed'), true)
  await queues.add('read', [job('one-1', 7)])
  const seen: unknown[] = []
  const process = async (running: Job) => {
    seen.push(running.data, await queues.isLive('read', 'one-1'))
    return 'read'
  }
  await workOn('read', process, ended('completed'))
  assert.deepEqual(seen, [{ articleId, visit: 7 }, true])
  assert.equal(await queues.isLive('read', 'one-1'), false)

  await queues.add('read', [job('one-2')])
  const fail = async () => {
    throw new UnrecoverableError('given up')
  }
  await workOn('read', fail, ended('failed'))
  assert.equal(await queues.isLive('read', 'one-2'), false)
  assert.equal(await ((await queues.all.read.getJob('one-2')) as Job).getState(), 'failed', 'kept for the dashboard')
})

test('a failed job waits as long as the other side asked for', async () => {
  await queues.add('read', [job('patient')])
  const fail = async () => {
    throw new PipelineError('FETCH_RATE_LIMITED', 'Cannot fetch "x": status is 429', { retryAfterMs: 1_234_567 })
  }
  await workOn('read', fail, ended('failed'))
  const found = (await queues.all.read.getJob('patient')) as Job
  assert.equal(await found.getState(), 'delayed')
  assert.equal(found.delay, 1_234_567)
  assert.equal(found.attemptsMade, 1)
  assert.equal(await queues.isLive('read', 'patient'), true)
})

test('a failed job is tried again after a short wait', async () => {
  await queues.add('tag', [job('again')])
  const attempts: number[] = []
  const process = async (running: Job) => {
    attempts.push(running.attemptsMade)
    if (attempts.length === 1) throw new PipelineError('THREAD_TIMEOUT', 'Cannot run "x": too slow')
    return 'tagged'
  }
  await workOn('tag', process, ended('completed'))
  assert.deepEqual(attempts, [0, 1])
})

test('a NUL or a lone surrogate in the message of a PipelineError does not wedge its job', async () => {
  await queues.add('tag', [job('nul')])
  const fail = async () => {
    const failure = new PipelineError('INTERNAL_ERROR', 'odd \u0000 \ud800 text')
    throw Object.assign(new UnrecoverableError(`${failure.code}: ${failure.message}`), { cause: failure })
  }
  await workOn('tag', fail, ended('failed'))
  const found = (await queues.all.tag.getJob('nul')) as Job
  assert.equal(await found.getState(), 'failed')
  assert.equal(found.failedReason, 'INTERNAL_ERROR: odd   \ufffd text')
  assert.equal(await queues.all.tag.getActiveCount(), 0)
})

test('no connection broke meanwhile', () => assert.deepEqual(errors, []))
