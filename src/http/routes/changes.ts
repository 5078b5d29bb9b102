import { z } from 'zod'
import { listChanges } from '../../db/listChanges.ts'
import type { HttpApp, HttpDeps } from '../httpDeps.ts'
import { nextLink } from '../nextLink.ts'
import { HttpProblem } from '../problem.ts'
import { anyProblem } from '../schemas/problemSchema.ts'
import { limit } from '../schemas/querySchema.ts'
import { change } from '../schemas/recordSchema.ts'

const query = z.strictObject({
  since: z.coerce.number().int().min(0).default(0).describe('The last sequence that you have'),
  limit,
})

const page = z.object({
  data: z.array(change).readonly(),
  next: z.number().int().describe('Ask with this as `since` next time, also when nothing new came'),
  meta: z.object({ count: z.number().int(), limit: z.number().int(), last: z.number().int() }),
})

export function addChangeRoutes(app: HttpApp, { database }: HttpDeps): void {
  const schema = {
    tags: ['data'],
    summary: 'What happened to records, and which feeds are not heard, in order and without a gap',
    querystring: query,
    response: { 200: page, default: anyProblem },
  }
  app.get('/v1/changes', { schema }, async (request, reply) => {
    const { since, limit: size } = request.query
    const { changes, last } = await listChanges(database, since, size)
    if (since > last) {
      // Silence here would leave a reader waiting for ever, for example after the store was restored from a dump.
      throw new HttpProblem(422, 'INPUT_INVALID', `The last change is ${last}: copy the records again`, {
        errors: [{ detail: `is beyond the last change, ${last}`, pointer: '#/since' }],
      })
    }
    const next = changes.at(-1)?.sequence ?? since
    if (next < last) reply.header('link', nextLink(request.url, { since: String(next) }))
    return { data: changes, next, meta: { count: changes.length, limit: size, last } }
  })
}
