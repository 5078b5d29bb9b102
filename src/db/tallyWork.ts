import type { Database } from './schema.ts'

/** How many polls and visits came to what; `outcome` is null while they wait. */
export interface WorkTally {
  readonly polls: readonly { readonly outcome: string | null; readonly reason: string | null; readonly count: number }[]
  readonly entries: { readonly seen: number; readonly new: number; readonly known: number; readonly skipped: number }
  readonly visits: readonly {
    readonly stage: string
    readonly outcome: string | null
    readonly reason: string | null
    readonly count: number
  }[]
}

export type TallyOf = { readonly runId: string } | { readonly endedSince: Date }

/**
 * Counts polls, entries and visits from the rows themselves, so that the numbers add up at any moment.
 *
 * @param which Of one run, or what ended since a moment; undefined for all.
 */
export async function tallyWork(database: Database, which?: TallyOf): Promise<WorkTally> {
  const runId = which && 'runId' in which ? which.runId : undefined
  const since = which && 'endedSince' in which ? which.endedSince : undefined
  const polls = await database
    .selectFrom('poll')
    .$if(runId !== undefined, (query) => query.where('run_id', '=', runId!))
    .$if(since !== undefined, (query) => query.where('finished_at', '>=', since!))
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
    .$if(runId !== undefined, (query) => query.where('run_id', '=', runId!))
    .$if(since !== undefined, (query) => query.where('stage', '=', 'done').where('stage_since', '>=', since!))
    .select((row) => ['stage', 'outcome', 'reason', row.fn.countAll<string>().as('count')])
    .groupBy(['stage', 'outcome', 'reason'])
    .orderBy('stage')
    .orderBy('outcome')
    .orderBy('reason')
    .execute()
  const total = (column: 'seen' | 'new' | 'known' | 'skipped') =>
    polls.reduce((sum, poll) => sum + Number(poll[column]), 0)
  return {
    polls: polls.map(({ outcome, reason, count }) => ({ outcome, reason, count: Number(count) })),
    entries: { seen: total('seen'), new: total('new'), known: total('known'), skipped: total('skipped') },
    visits: visits.map((visit) => ({ ...visit, count: Number(visit.count) })),
  }
}
