import { z } from 'zod'
import { listOutlets } from '../../db/outlets.ts'
import type { HttpApp, HttpDeps } from '../httpDeps.ts'
import { outlet } from '../schemas/outletSchema.ts'
import { anyProblem } from '../schemas/problemSchema.ts'

const all = z.object({
  data: z.array(outlet).readonly(),
  next: z.null(),
  meta: z.object({ count: z.number().int() }),
})

export function addOutletRoutes(app: HttpApp, { database }: HttpDeps): void {
  const schema = {
    tags: ['data'],
    summary: 'All outlets, by name, with what others say about who controls them',
    querystring: z.strictObject({}),
    response: { 200: all, default: anyProblem },
  }
  app.get('/v1/outlets', { schema }, async () => {
    const outlets = await listOutlets(database)
    const data = outlets.map(({ country = null, ...rest }) => ({ ...rest, country }))
    return { data, next: null, meta: { count: data.length } }
  })
}
