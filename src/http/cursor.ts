import { z } from 'zod'
import type { RecordPosition } from '../db/listRecords.ts'

// PostgreSQL refuses dates that JavaScript has.
const YEAR_1000 = Date.UTC(1000, 0)
const YEAR_9999 = Date.UTC(9999, 11)

const FORM = z.tuple([
  z.literal(1),
  z.number().int().min(YEAR_1000).max(YEAR_9999),
  z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\u0000-\u001f]+$/),
])

/** @returns A position as text that means nothing to anybody but `parseCursor`. */
export function formatCursor({ sortAt, id }: RecordPosition): string {
  return Buffer.from(JSON.stringify([1, sortAt.getTime(), id])).toString('base64url')
}

/** @returns The position; undefined when the text is not a cursor of ours. */
export function parseCursor(text: string): RecordPosition | undefined {
  const result = FORM.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')))
  if (!result.success) return undefined
  const [, time, id] = result.data
  return { sortAt: new Date(time), id }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}
