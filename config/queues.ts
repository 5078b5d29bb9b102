import { z } from 'zod'

const articleJob = z.strictObject({ articleId: z.string().regex(/^a[0-9a-f]{24}$/), visit: z.number().int().min(1) })

interface QueuePlan {
  readonly payload: z.ZodType
  /** How often a job is tried before it is set aside. */
  readonly attempts: number
  /** First wait before another try; doubled each time, half of it random. */
  readonly backoffMs: number
  /** Jobs at once in one worker process. */
  readonly concurrency: number
  readonly means: string
}

/** Every queue, in the order that data moves. Jobs carry ids only. */
export const QUEUES = {
  schedule: {
    payload: z.strictObject({}),
    attempts: 1,
    backoffMs: 1000,
    concurrency: 1,
    means: 'one tick: claims what is due and hands it to the other queues',
  },
  poll: {
    payload: z.strictObject({ pollId: z.string().regex(/^\d{1,18}$/) }),
    attempts: 6,
    backoffMs: 1000,
    concurrency: 8,
    means: 'Feed → Entries',
  },
  fetch: {
    payload: articleJob,
    attempts: 6,
    backoffMs: 2000,
    concurrency: 8,
    means: 'Entry → FetchedDocument',
  },
  read: {
    payload: articleJob,
    attempts: 5,
    backoffMs: 1000,
    concurrency: 4,
    means: 'FetchedDocument → Article',
  },
  tag: {
    payload: articleJob,
    attempts: 5,
    backoffMs: 1000,
    concurrency: 4,
    means: 'Article → Mentions and records',
  },
} as const satisfies Record<string, QueuePlan>

export type QueueName = keyof typeof QUEUES
export type JobPayload<Q extends QueueName> = z.output<(typeof QUEUES)[Q]['payload']>

export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[]

/** How long failed jobs stay visible in the dashboard; the set-aside table keeps them for good. */
export const KEEP_FAILED_SECONDS = 30 * 24 * 3600

/** A crash of the process makes a job "stalled"; this many times it is started again. */
export const MAX_STALLED_COUNT = 5
