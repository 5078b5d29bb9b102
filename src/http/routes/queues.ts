import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import { QUEUE_NAMES, QUEUES } from '../../../config/queues.ts'
import type { HttpApp, HttpDeps } from '../httpDeps.ts'
import { HttpProblem } from '../problem.ts'
import { addQueuesPolicy } from '../securityHeaders.ts'

const BASE_PATH = '/queues'

/** The queue dashboard (bull-board) over all queues, to look at only. Register with the prefix `/queues`. */
export function addQueueRoutes(app: HttpApp, { queues, knowsWorkers = true }: HttpDeps): void {
  const board = new FastifyAdapter()
  board.setBasePath(BASE_PATH)
  createBullBoard({
    queues: QUEUE_NAMES.map((name) => {
      const adapter = new BullMQAdapter(queues[name], { readOnlyMode: true, description: QUEUES[name].means })
      // An empty list would be shown as "No workers"; a failure is shown as nothing.
      if (!knowsWorkers) adapter.getWorkers = () => Promise.reject(new Error('The embedded store does not tell'))
      return adapter
    }),
    serverAdapter: board,
    options: { uiConfig: { boardTitle: 'claimwire queues', hideRedisDetails: true } },
  })
  // Its own would show the message of the store; thrown again, the failure gets to the handler of all routes.
  board.setErrorHandler((error) => {
    throw error
  })

  app.addHook('onRequest', addQueuesPolicy)
  app.addHook('onRequest', async (request, reply) => {
    // PostgreSQL takes no NUL, and bull-board asks for a job of any id.
    if (request.url.includes('%00')) throw new HttpProblem(404, 'NOT_FOUND', 'There is nothing of this id')
    if (request.method === 'GET' || request.method === 'HEAD') return
    reply.header('allow', 'GET, HEAD')
    throw new HttpProblem(405, 'METHOD_NOT_ALLOWED', 'The queue dashboard is read-only')
  })
  app.register(board.registerPlugin())
}
