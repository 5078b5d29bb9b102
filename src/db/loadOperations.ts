import type { Database } from './schema.ts'
import { tallyWork, type WorkTally } from './tallyWork.ts'

/** What the store counts about its own work, over all processes and since its beginning. */
export interface Operations {
  readonly polls: readonly { readonly outcome: string; readonly reason: string | null; readonly count: number }[]
  readonly entries: Omit<WorkTally['entries'], 'seen'>
  readonly visits: readonly { readonly outcome: string; readonly reason: string | null; readonly count: number }[]
  /** What has not ended yet, by the stage that it waits for. */
  readonly openWork: readonly { readonly stage: string; readonly count: number }[]
  /** What waits for a person. */
  readonly setAsides: readonly { readonly stage: string; readonly code: string; readonly count: number }[]
}

export async function loadOperations(database: Database): Promise<Operations> {
  const { polls, entries, visits } = await tallyWork(database)
  const { seen: _seen, ...fates } = entries
  const setAsides = await database
    .selectFrom('set_aside')
    .where('resolved_at', 'is', null)
    .select((row) => ['stage', 'code', row.fn.countAll<string>().as('count')])
    .groupBy(['stage', 'code'])
    .orderBy('stage')
    .orderBy('code')
    .execute()
  const waitingFor = (stage: string) => visits.find((visit) => visit.stage === stage)?.count ?? 0
  return {
    polls: polls.flatMap(ended),
    entries: fates,
    visits: visits.flatMap(ended),
    openWork: [
      { stage: 'poll', count: polls.find((poll) => poll.outcome === null)?.count ?? 0 },
      ...['fetch', 'read', 'tag'].map((stage) => ({ stage, count: waitingFor(stage) })),
    ],
    setAsides: setAsides.map((row) => ({ ...row, count: Number(row.count) })),
  }
}

function ended({ outcome, reason, count }: WorkTally['polls'][number]) {
  return outcome === null ? [] : [{ outcome, reason, count }]
}
