import type { Database } from './schema.ts'

/** What the store counts about its own work, over all processes and since its beginning. */
export interface Operations {
  readonly polls: readonly { readonly outcome: string; readonly reason: string | null; readonly count: number }[]
  readonly entries: { readonly new: number; readonly known: number; readonly skipped: number }
  readonly visits: readonly { readonly outcome: string; readonly reason: string | null; readonly count: number }[]
  /** What has not ended yet, by the stage that it waits for. */
  readonly openWork: readonly { readonly stage: string; readonly count: number }[]
  /** What waits for a person. */
  readonly setAsides: readonly { readonly stage: string; readonly code: string; readonly count: number }[]
}

export async function loadOperations(database: Database): Promise<Operations> {
  const polls = await database
    .selectFrom('poll')
    .select((row) => [
      'outcome',
      'reason',
      row.fn.countAll<string>().as('count'),
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
    .select((row) => ['stage', 'outcome', 'reason', row.fn.countAll<string>().as('count')])
    .groupBy(['stage', 'outcome', 'reason'])
    .orderBy('stage')
    .orderBy('outcome')
    .orderBy('reason')
    .execute()
  const setAsides = await database
    .selectFrom('set_aside')
    .where('resolved_at', 'is', null)
    .select((row) => ['stage', 'code', row.fn.countAll<string>().as('count')])
    .groupBy(['stage', 'code'])
    .orderBy('stage')
    .orderBy('code')
    .execute()
  const total = (column: 'new' | 'known' | 'skipped') => polls.reduce((sum, poll) => sum + Number(poll[column]), 0)
  const waiting = new Map<string, number>([
    ['poll', 0],
    ['fetch', 0],
    ['read', 0],
    ['tag', 0],
  ])
  for (const poll of polls) if (poll.outcome === null) waiting.set('poll', Number(poll.count))
  for (const visit of visits) if (visit.outcome === null) waiting.set(visit.stage, Number(visit.count))
  return {
    polls: polls.flatMap(ended),
    entries: { new: total('new'), known: total('known'), skipped: total('skipped') },
    visits: visits.flatMap(ended),
    openWork: [...waiting].map(([stage, count]) => ({ stage, count })),
    setAsides: setAsides.map((row) => ({ ...row, count: Number(row.count) })),
  }
}

function ended(row: { outcome: string | null; reason: string | null; count: string }) {
  return row.outcome === null ? [] : [{ outcome: row.outcome, reason: row.reason, count: Number(row.count) }]
}
