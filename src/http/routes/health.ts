import { z } from 'zod'
import { QUEUE_NAMES } from '../../../config/queues.ts'
import { listMissingMigrations } from '../../db/listMissingMigrations.ts'
import type { HttpApp, HttpDeps } from '../httpDeps.ts'
import { HttpProblem } from '../problem.ts'
import { anyProblem } from '../schemas/problemSchema.ts'
import { withDeadline } from '../withDeadline.ts'

const ANSWER_TIMEOUT_MS = 3_000

const answer = z.object({ status: z.literal('ok') })

export function addHealthRoutes(app: HttpApp, deps: HttpDeps): void {
  const aliveSchema = { tags: ['operations'], summary: 'The process answers', response: { 200: answer } }
  app.get('/healthz', { schema: aliveSchema, config: { isPublic: true } }, async () => ({ status: 'ok' as const }))

  const readySchema = {
    tags: ['operations'],
    summary: 'Store and queue answer, and the tables are those of this program',
    response: { 200: answer, default: anyProblem },
  }
  app.get('/readyz', { schema: readySchema }, async () => {
    await refuse('the database does not answer', checkStore(deps))
    await refuse('the queue does not answer', checkQueue(deps))
    return { status: 'ok' as const }
  })
}

async function checkStore({ database }: HttpDeps): Promise<void> {
  const missing = await withDeadline(listMissingMigrations(database), ANSWER_TIMEOUT_MS, 'ask the database')
  if (missing.length > 0) throw notReady(`migrations are missing: ${missing.join(', ')}`)
}

async function checkQueue({ queues }: HttpDeps): Promise<void> {
  await withDeadline(queues[QUEUE_NAMES[0]!].getJobCounts('active'), ANSWER_TIMEOUT_MS, 'ask the queue')
}

async function refuse(why: string, check: Promise<void>): Promise<void> {
  try {
    await check
  } catch (error) {
    throw error instanceof HttpProblem ? error : Object.assign(notReady(why), { cause: error })
  }
}

const notReady = (why: string) => new HttpProblem(503, 'NOT_READY', `Not ready: ${why}`)
