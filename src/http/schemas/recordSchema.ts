import { z } from 'zod'
import type { Change, TaggedRecord } from '../../domain/record.ts'
import { apiSchemas } from './apiSchemas.ts'
import { mention } from './mentionSchema.ts'
import { outlet } from './outletSchema.ts'

/** The form of a TaggedRecord; what it lacks is not served. */
export const record = z.object({
  id: z.string().describe('Never changes'),
  version: z.number().int().describe('1 at first, one more with each change'),
  mention,
  article: z.object({
    id: z.string(),
    revision: z.number().int(),
    url: z.string(),
    title: z.string().nullable(),
    authors: z.array(z.string()).readonly(),
    language: z.string(),
    publishedAt: z.string().nullable().describe('As declared by the outlet'),
    firstSeenAt: z.string(),
    textSource: z.enum(['page', 'feed']),
  }),
  outlet: outlet.omit({ homepage: true }),
}) satisfies z.ZodType<TaggedRecord>
apiSchemas.add(record, { id: 'TaggedRecord' })

const line = {
  sequence: z.number().int().describe('1, 2, 3 … without a gap'),
  action: z.enum(['create', 'update', 'delete']),
  version: z.number().int(),
  at: z.string(),
}

const feedAlert = z.object({
  id: z.number().int(),
  feedId: z.string(),
  outletId: z.string(),
  state: z.enum(['failing', 'html', 'challenge', 'silent', 'disabled']),
  reason: z.string(),
  openedAt: z.string(),
  closedAt: z.string().nullable().describe('null while the feed is not heard'),
})
apiSchemas.add(feedAlert, { id: 'FeedAlert' })

export const change = z.discriminatedUnion('subject', [
  z.object({
    ...line,
    subject: z.literal('record'),
    recordId: z.string(),
    record: record.describe('As it was after the change; for a delete as it was before'),
  }),
  z.object({
    ...line,
    subject: z.literal('feed_alert'),
    feedAlert: feedAlert.describe('A time in which we do not hear an outlet: until it ends, silence says nothing'),
  }),
]) satisfies z.ZodType<Change>
apiSchemas.add(change, { id: 'Change' })
