import { randomUUID } from 'node:crypto'
import type { RunSummary } from '../domain/run.ts'
import type { Work } from '../domain/work.ts'
import { claimDueFeeds } from './polls.ts'
import type { Database } from './schema.ts'
import { type TallyOf, tallyWork } from './tallyWork.ts'
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
 * Counts what became of a run, or of all that ended since a moment: `entries.seen = new + known + skipped`, and visits are
 * either waiting or ended with one outcome.
 */
export async function loadRunSummary(database: Database, which: TallyOf): Promise<RunSummary> {
  const { polls, entries, visits } = await tallyWork(database, which)
  return {
    polls: polls.map((poll) => ({ ...poll, outcome: poll.outcome ?? 'waiting' })),
    entries,
    visits: visits.map(({ stage, outcome, ...visit }) => ({ ...visit, outcome: outcome ?? `waiting for ${stage}` })),
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
