import { z } from 'zod'
import { listRecords, loadRecord } from '../../db/listRecords.ts'
import { formatCursor, parseCursor } from '../cursor.ts'
import type { HttpApp, HttpDeps } from '../httpDeps.ts'
import { nextLink } from '../nextLink.ts'
import { HttpProblem } from '../problem.ts'
import { kind } from '../schemas/mentionSchema.ts'
import { anyProblem } from '../schemas/problemSchema.ts'
import { idParams, limit, moment, word } from '../schemas/querySchema.ts'
import { record } from '../schemas/recordSchema.ts'

const query = z.strictObject({
  kind: kind.optional(),
  election: word.optional().describe('Election id'),
  speaker: word.optional().describe('Entity id, or the whole name in any case'),
  accused: word.optional().describe('Entity id, or the whole name in any case'),
  outlet: word.optional().describe('Outlet id'),
  language: word.optional(),
  from: moment.optional().describe('Dated at this moment or later'),
  to: moment.optional().describe('Dated before this moment'),
  limit,
  cursor: z
    .string()
    .max(500)
    .transform((text, context) => {
      const position = parseCursor(text)
      if (position) return position
      context.addIssue({ code: 'custom', message: 'is not a cursor that this server gave out' })
      return z.NEVER
    })
    .optional()
    .describe('`next` of the page before'),
})

const page = z.object({
  data: z.array(record).readonly(),
  next: z.string().nullable().describe('Cursor of the next page; null at the end'),
  meta: z.object({ count: z.number().int(), limit: z.number().int() }),
})

export function addRecordRoutes(app: HttpApp, { database }: HttpDeps): void {
  const listSchema = {
    tags: ['data'],
    summary: 'Records, the newest first',
    querystring: query,
    response: { 200: page, default: anyProblem },
  }
  app.get('/v1/records', { schema: listSchema }, async (request, reply) => {
    const { limit: size, cursor, ...filter } = request.query
    const found = await listRecords(database, filter, size + 1, cursor)
    const rows = found.slice(0, size)
    const last = rows.at(-1)
    const next = found.length > size && last ? formatCursor(last) : null
    if (next !== null) reply.header('link', nextLink(request.url, { cursor: next }))
    return { data: rows.map((row) => row.record), next, meta: { count: rows.length, limit: size } }
  })

  const oneSchema = {
    tags: ['data'],
    summary: 'One record; 410 when it was deleted',
    params: idParams,
    response: { 200: z.object({ data: record }), default: anyProblem },
  }
  app.get('/v1/records/:id', { schema: oneSchema }, async (request) => {
    const { id } = request.params
    const stored = await loadRecord(database, id)
    if (!stored) throw new HttpProblem(404, 'NOT_FOUND', `There is no record "${id}"`)
    const { version } = stored.record
    if (stored.isDeleted) {
      throw new HttpProblem(410, 'RECORD_DELETED', `Record "${id}" was deleted: its article no longer holds it`, {
        version,
      })
    }
    return { data: stored.record }
  })
}
