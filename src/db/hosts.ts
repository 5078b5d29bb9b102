import { sql } from 'kysely'
import type { Database } from './schema.ts'

/**
 * Reserves the next request slots of a site, so that its requests start `gapMs` apart whoever makes them.
 *
 * @param key Registrable domain.
 * @param slots How many requests are to be made.
 * @param leastGapMs Milliseconds between two starts; more where a robots.txt of the site asks for more.
 * @returns Milliseconds from `now` to each slot, in order, whole numbers.
 */
export async function reserveSlots(
  database: Database,
  key: string,
  slots: number,
  leastGapMs: number,
  now: Date,
): Promise<number[]> {
  const { crawlDelayMs } = await database
    .selectFrom('robots')
    .where('site_key', '=', key)
    .select((row) => row.fn.max('crawl_delay_ms').as('crawlDelayMs'))
    .executeTakeFirstOrThrow()
  const gapMs = Math.max(leastGapMs, crawlDelayMs ?? 0)
  const reserved = `${slots * gapMs} milliseconds`
  const row = await database
    .insertInto('host')
    .values({ key, next_at: new Date(now.getTime() + slots * gapMs) })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        next_at: sql<Date>`greatest(host.next_at, ${now}::timestamptz) + ${reserved}::interval`,
      }),
    )
    .returning('next_at')
    .executeTakeFirstOrThrow()
  const first = row.next_at.getTime() - slots * gapMs - now.getTime()
  return Array.from({ length: slots }, (_, index) => Math.max(0, Math.ceil(first + index * gapMs)))
}
