import { createPostgresBackend, type JobsOptions, type Processor, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type pg from 'pg'
import {
  type JobPayload,
  KEEP_FAILED_SECONDS,
  MAX_STALLED_COUNT,
  QUEUE_NAMES,
  QUEUES,
  type QueueName,
} from '../../config/queues.ts'
import { PipelineError } from '../domain/error.ts'
import { planBackoff } from './planBackoff.ts'

/** Where the jobs live: a Redis server, or the embedded store. */
export type QueueStore =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'embedded'; readonly poolConfig: pg.PoolConfig }

export interface JobToAdd<Q extends QueueName> {
  /** Makes adding safe twice: while a job of this id exists, another is not made. Without `:`. */
  readonly jobId: string
  readonly payload: JobPayload<Q>
  readonly delayMs?: number
}

export interface Queues {
  /** @throws PipelineError SERVICE_UNAVAILABLE when the queue does not answer in time. */
  add<Q extends QueueName>(name: Q, jobs: readonly JobToAdd<Q>[]): Promise<void>
  /** True while a job of this id waits or runs. */
  isLive(name: QueueName, jobId: string): Promise<boolean>
  openWorker(name: QueueName, processor: Processor): Worker
  /** False where one session serves all connections, so that nobody can tell which workers there are. */
  readonly knowsWorkers: boolean
  /** The queues themselves, for the dashboard, the metrics and the scheduler. */
  readonly all: Readonly<Record<QueueName, Queue>>
  close(): Promise<void>
}

const ANSWER_TIMEOUT_MS = 10_000
const BATCH_SIZE = 500

// The embedded store has one process: its crashed jobs may be taken up sooner than those of a fleet.
const LOCKS = {
  embedded: { lockDuration: 10_000, stalledInterval: 5_000 },
  redis: { lockDuration: 16_000, stalledInterval: 8_000 },
} as const

/**
 * Opens all queues of `config/queues.ts` on one of the two back ends.
 *
 * @param onError Told of connections that break; BullMQ connects again by itself.
 * @throws PipelineError SERVICE_UNAVAILABLE when nobody answers.
 */
export async function openQueues(store: QueueStore, onError: (error: Error) => void): Promise<Queues> {
  const redis = store.kind === 'redis' ? new Redis(store.url, { maxRetriesPerRequest: null }) : undefined
  redis?.on('error', onError)
  const link = redis
    ? ([{ connection: redis }] as const)
    : ([{ connection: embeddedConnection(store) as never }, createPostgresBackend as never] as const)

  const openQueue = (name: QueueName) => {
    const queue = new Queue(name, { ...link[0], defaultJobOptions: jobOptions(name) }, link[1])
    queue.on('error', onError)
    return queue
  }
  const all = {} as Record<QueueName, Queue>
  const close = async () => {
    await Promise.allSettled(Object.values(all).map((queue) => queue.close()))
    redis?.disconnect()
  }
  try {
    for (const name of QUEUE_NAMES) {
      all[name] = openQueue(name)
      // One after the other: the first makes the embedded tables.
      await inTime(all[name].waitUntilReady(), 'open the queues')
    }
  } catch (error) {
    // Who tries to connect again and again keeps the process alive.
    redis?.disconnect()
    await close()
    throw error
  }

  return {
    all,
    knowsWorkers: store.kind === 'redis',
    async add(name, jobs) {
      for (let start = 0; start < jobs.length; start += BATCH_SIZE) {
        const batch = jobs.slice(start, start + BATCH_SIZE).map(({ jobId, payload, delayMs = 0 }) => ({
          name,
          data: payload,
          opts: { jobId, delay: Math.ceil(delayMs) },
        }))
        await inTime(all[name].addBulk(batch), `add to queue "${name}"`)
      }
    },
    async isLive(name, jobId) {
      const state = await inTime(all[name].getJobState(jobId), `look into queue "${name}"`)
      return state !== 'failed' && state !== 'unknown' && state !== 'completed'
    },
    openWorker(name, processor) {
      const worker = new Worker(
        name,
        processor,
        {
          ...link[0],
          ...LOCKS[store.kind],
          autorun: false,
          concurrency: QUEUES[name].concurrency,
          maxStalledCount: MAX_STALLED_COUNT,
          settings: { backoffStrategy: (failures, _type, error) => backoff(name, failures, error) },
        },
        link[1],
      )
      worker.on('error', onError)
      return worker
    },
    close,
  }
}

function embeddedConnection(store: QueueStore) {
  return store.kind === 'embedded' ? { ...store.poolConfig, schema: 'bullmq', migrate: true, max: 3 } : {}
}

function jobOptions(name: QueueName): JobsOptions {
  const { attempts } = QUEUES[name]
  return {
    attempts,
    backoff: { type: 'custom' },
    removeOnComplete: true,
    removeOnFail: { age: KEEP_FAILED_SECONDS },
  }
}

function backoff(name: QueueName, failures: number, error: Error | undefined): number {
  const atLeastMs = error instanceof PipelineError ? (error.retryAfterMs ?? 0) : 0
  return planBackoff(QUEUES[name].backoffMs, failures, Math.random(), atLeastMs)
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(new PipelineError('SERVICE_UNAVAILABLE', `Cannot ${what}: no answer within ${ANSWER_TIMEOUT_MS} ms`)),
    ANSWER_TIMEOUT_MS,
  )
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
