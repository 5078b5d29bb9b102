import { z } from 'zod'
import { apiSchemas } from './apiSchemas.ts'

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string().describe('Stable, for programs'),
  errors: z
    .array(z.object({ detail: z.string(), pointer: z.string().describe('JSON pointer to the parameter') }))
    .optional(),
  version: z.number().int().optional().describe('Of a deleted record: its last version'),
})
apiSchemas.add(problem, { id: 'Problem' })

/** What any route may answer instead of data. */
export const anyProblem = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: problem } },
}
