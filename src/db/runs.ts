import { randomUUID } from 'node:crypto'
import type { RunSummary } from '../domain/run.ts'
import type { Work } from '../domain/work.ts'
import { claimDueFeeds } from './polls.ts'
import type { Database } from './schema.ts'
import { claimDueVisits } from './visits.ts'

/** @returns The id of the new run. */
export async function insertRun(database: Database, trigger: 'schedule' | 'once', now: Date): Promise<string> {
  const id = randomUUID()
  await database.insertInto('run').values({ id, trigger, started_at: now }).execute()
  return id
}

/**
 * Opens a run over the feeds and articles that are due.
 *
 * @param limit At most so many feeds and so many articles; the rest is due at the next tick.
 * @returns The run and its first work; undefined, and no run, when nothing is due.
 */
export async function openRun(
  database: Database,
  trigger: 'schedule' | 'once',
  now: Date,
  limit: number,
): Promise<{ runId: string; works: Work[] } | undefined> {
  return await database.transaction().execute(async (tx) => {
    const runId = await insertRun(tx, trigger, now)
    const works = [...(await claimDueFeeds(tx, runId, now, limit)), ...(await claimDueVisits(tx, runId, now, limit))]
    if (works.length > 0) return { runId, works }
    await tx.deleteFrom('run').where('id', '=', runId).execute()
    return undefined
  })
}

/**
 * Counts what became of a run's polls, entries and visits. Derived from the rows themselves, so it adds up at any
 * moment: `entries.seen = new + known + skipped`, and the visits are either waiting or ended with one outcome.
 */
export async function loadRunSummary(database: Database, runId: string): Promise<RunSummary> {
  const polls = await database
    .selectFrom('poll')
    .where('run_id', '=', runId)
    .select((row) => [
      'outcome',
      'reason',
      row.fn.countAll<string>().as('count'),
      row.fn.sum<string>('seen_count').as('seen'),
      row.fn.sum<string>('new_count').as('new'),
      row.fn.sum<string>('known_count').as('known'),
      row.fn.sum<string>('skipped_count').as('skipped'),
    ])
    .groupBy(['outcome', 'reason'])
    .orderBy('outcome')
    .orderBy('reason')
    .execute()
  const visits = await database
    .selectFrom('visit')
    .where('run_id', '=', runId)
    .select((row) => ['stage', 'outcome', 'reason', row.fn.countAll<string>().as('count')])
    .groupBy(['stage', 'outcome', 'reason'])
    .orderBy('outcome')
    .orderBy('reason')
    .execute()
  const total = (column: 'seen' | 'new' | 'known' | 'skipped') =>
    polls.reduce((sum, poll) => sum + Number(poll[column]), 0)
  return {
    runId,
    polls: polls.map((poll) => ({
      outcome: poll.outcome ?? 'waiting',
      reason: poll.reason,
      count: Number(poll.count),
    })),
    entries: { seen: total('seen'), new: total('new'), known: total('known'), skipped: total('skipped') },
    visits: visits.map((visit) => ({
      outcome: visit.outcome ?? `waiting for ${visit.stage}`,
      reason: visit.reason,
      count: Number(visit.count),
    })),
  }
}

/** @returns How many polls and visits have not ended yet, over all runs. */
export async function countOpenWork(database: Database): Promise<number> {
  const { polls, visits } = await database
    .selectNoFrom((row) => [
      row
        .selectFrom('poll')
        .where('outcome', 'is', null)
        .select((poll) => poll.fn.countAll<string>().as('n'))
        .as('polls'),
      row
        .selectFrom('visit')
        .where('stage', '<>', 'done')
        .select((visit) => visit.fn.countAll<string>().as('n'))
        .as('visits'),
    ])
    .executeTakeFirstOrThrow()
  return Number(polls) + Number(visits)
}
