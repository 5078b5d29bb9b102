import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Queue } from 'bullmq'
import type { Log } from '../../config/log.ts'
import type { Database } from '../../src/db/schema.ts'
import { PipelineError } from '../../src/domain/error.ts'
import type { Work } from '../../src/domain/work.ts'
import { type FetchWorkerDeps, fetch as fetchJob } from '../../workers/fetch.ts'
import { openGiveUp } from '../../workers/openGiveUp.ts'
import type { Stages } from '../../workers/openStages.ts'
import { passOn } from '../../workers/passOn.ts'
import { startScheduler, tick } from '../../workers/schedule.ts'
import { KEY, visitAt } from '../steps/visits.ts'

test('passOn() makes sure of the job of the stage that a visit waits for', () => {
  assert.deepEqual(passOn(KEY, 'read'), [{ stage: 'read', ...KEY, tries: 0 }])
  assert.deepEqual(passOn(KEY, 'tag'), [{ stage: 'tag', ...KEY, tries: 0 }])
  for (const stage of ['fetch', 'done', 'gone'] as const) assert.deepEqual(passOn(KEY, stage), [])
})

test('a fetch job whose acknowledgement was lost queues the next stage again and fetches nothing', async () => {
  const queued: Work[] = []
  const deps = {
    loadVisit: async () => visitAt('read'),
    fetchPage: () => assert.fail('fetched twice'),
    enqueue: async (works: readonly Work[]) => void queued.push(...works),
  } as unknown as FetchWorkerDeps
  assert.equal(await fetchJob(KEY, deps), 'passed')
  assert.deepEqual(queued, [{ stage: 'read', ...KEY, tries: 0 }])
})

test('giving up names no work when nobody can read the payload, and nothing for a tick', async () => {
  const giveUp = openGiveUp({} as Database, {} as Stages)
  await giveUp('read', { any: 'thing' }, new PipelineError('JOB_INVALID', 'x'))
  await giveUp('schedule', {}, new PipelineError('INTERNAL_ERROR', 'x'))
})

test('tick() opens a run, sweeps, and beats the heart last', async () => {
  const log: string[] = []
  const note = (line: string) => async () => void log.push(line)
  const word = await tick({
    openRun: async () => {
      log.push('run')
      return undefined
    },
    claimStaleWork: async () => {
      log.push('sweep')
      return []
    },
    enqueue: note('queue'),
    hasJob: async () => true,
    markTry: note('mark'),
    giveUp: note('give up'),
    maxTries: 5,
    markHeartbeat: note('beat'),
  })
  assert.deepEqual(log, ['run', 'sweep', 'beat'])
  assert.equal(word, 'idle, 0 found again, 0 given up')
})

test('startScheduler() makes the scheduler anew when it is late, and leaves one alone that ticks', async () => {
  const madeBy = async (lastTickAt: () => Promise<Date | undefined>, looks: number) => {
    const log: string[] = []
    const seen = Promise.withResolvers<void>()
    let looked = 0
    const queue = {
      upsertJobScheduler: async () => void log.push('make'),
      removeJobScheduler: async () => void log.push('remove'),
    } as unknown as Queue
    const look = async () => {
      looked += 1
      if (looked > looks) seen.resolve()
      return await lastTickAt()
    }
    const stop = await startScheduler(queue, 3, look, { warn: () => undefined } as unknown as Log)
    const alive = setInterval(() => undefined, 1000)
    await seen.promise
    clearInterval(alive)
    stop()
    return log
  }
  assert.deepEqual(await madeBy(async () => new Date(Date.now() + 60_000), 2), ['make'])
  assert.deepEqual((await madeBy(async () => undefined, 1)).slice(0, 3), ['make', 'remove', 'make'])
  const away = await madeBy(async () => {
    throw new Error('the store is away')
  }, 2)
  assert.deepEqual(away, ['make'], 'and the watch goes on')
})
