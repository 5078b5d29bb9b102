import { z } from 'zod'

const MAX_LIMIT = 500
const DEFAULT_LIMIT = 50

/** How many items a page may have. */
export const limit = z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT)

/** Free text of a filter: PostgreSQL takes no NUL, and nobody needs the other control characters. */
export const word = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'must not hold control characters')

/** A day, or a moment with its zone. */
export const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'must be a date, or a date and time with a zone')
  .transform((text) => new Date(text))
  .refine((at) => at.getUTCFullYear() > 0, 'must be a date of our era')

/** Every id that we give out has this form. */
export const idParams = z.object({ id: z.string().regex(/^[\w.-]{1,100}$/) })
