import type { RobotsAnswer, RobotsCopy } from '../domain/robots.ts'
import type { Database } from './schema.ts'

/** @returns What is remembered of the robots.txt of each of these origins that was ever asked for. */
export async function listRobots(database: Database, origins: readonly string[]): Promise<Map<string, RobotsCopy>> {
  if (origins.length === 0) return new Map()
  const rows = await database.selectFrom('robots').where('origin', 'in', origins).selectAll().execute()
  return new Map(
    rows.map((row) => [
      row.origin,
      {
        ...(row.body === null ? {} : { body: row.body }),
        ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
        checkedAt: row.checked_at,
      },
    ]),
  )
}

/** Remembers an answer. One that says nothing leaves what was said before. */
export async function saveRobots(database: Database, origin: string, answer: RobotsAnswer, now: Date): Promise<void> {
  const said =
    answer.kind === 'unreachable'
      ? { failure: answer.code }
      : // PostgreSQL stores no NUL.
        { body: answer.kind === 'body' ? answer.body.replaceAll('\0', '') : null, answered_at: now, failure: null }
  await database
    .insertInto('robots')
    .values({ origin, checked_at: now, ...said })
    .onConflict((conflict) => conflict.column('origin').doUpdateSet({ checked_at: now, ...said }))
    .execute()
}

/** Keeps how much time the robots.txt of an origin asks for between two requests to its site. */
export async function saveCrawlDelay(
  database: Database,
  origin: string,
  siteKey: string,
  delayMs: number,
): Promise<void> {
  await database
    .updateTable('robots')
    .set({ site_key: siteKey, crawl_delay_ms: delayMs })
    .where('origin', '=', origin)
    .execute()
}
