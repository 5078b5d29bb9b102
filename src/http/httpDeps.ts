import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Queue } from 'bullmq'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Log } from '../../config/log.ts'
import type { QueueName } from '../../config/queues.ts'
import type { Database } from '../db/schema.ts'

export interface Credentials {
  readonly user: string
  readonly password: string
}

/** What the routes read from. They write nothing. */
export interface HttpDeps {
  readonly database: Database
  readonly queues: Readonly<Record<QueueName, Queue>>
  /** False where the queues cannot tell which workers there are. */
  readonly knowsWorkers?: boolean
  readonly log: Log
  /** Undefined: everybody who reaches the address may read. */
  readonly credentials: Credentials | undefined
  /** How often the scheduler should tick. */
  readonly tickMs: number
  readonly now: () => Date
}

/** A server, or a part of one, whose schemas are written with zod. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>
