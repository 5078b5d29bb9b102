import { countFeedHealth } from '../../db/countFeedHealth.ts'
import { loadOperations, type Operations } from '../../db/loadOperations.ts'
import { listDurations, loadHeartbeat } from '../../db/telemetry.ts'
import type { HttpDeps } from '../httpDeps.ts'
import { durationFamily } from './durationFamily.ts'
import type { Family, Sample } from './formatFamilies.ts'

/** Reads what the store knows of the work of all processes. */
export async function loadStoreFamilies({ database, tickMs }: HttpDeps, now: Date): Promise<Family[]> {
  const operations = await loadOperations(database)
  const { counts, alerts } = await countFeedHealth(database)
  const durations = await listDurations(database)
  const lastTickAt = await loadHeartbeat(database, 'scheduler')
  return [
    ...operationFamilies(operations),
    {
      name: 'claimwire_feeds',
      help: 'Feeds, by how they do: failing, answering pages or challenges, silent beyond their habit',
      type: 'gauge',
      samples: Object.entries(counts).map(([state, value]) => ({ labels: { state }, value })),
    },
    {
      name: 'claimwire_feed_alerts_total',
      help: 'Times in which a feed was not heard, ended or not',
      type: 'counter',
      samples: alerts.map(({ state, count }) => ({ labels: { state }, value: count })),
    },
    durationFamily(durations),
    {
      name: 'claimwire_scheduler_lateness_seconds',
      help: 'How long the next tick is overdue; absent before the first',
      type: 'gauge',
      samples: lastTickAt ? [{ value: Math.max(0, now.getTime() - lastTickAt.getTime() - tickMs) / 1000 }] : [],
    },
  ]
}

function operationFamilies({ polls, entries, visits, openWork, setAsides }: Operations): Family[] {
  return [
    { name: 'claimwire_polls_total', help: 'Ended polls', type: 'counter', samples: polls.map(outcome) },
    {
      name: 'claimwire_entries_total',
      help: 'Entries that polls saw',
      type: 'counter',
      samples: Object.entries(entries).map(([fate, value]) => ({ labels: { fate }, value })),
    },
    { name: 'claimwire_visits_total', help: 'Ended visits of articles', type: 'counter', samples: visits.map(outcome) },
    {
      name: 'claimwire_open_work',
      help: 'Polls and visits that have not ended, by the stage that they wait for',
      type: 'gauge',
      samples: openWork.map(({ stage, count }) => ({ labels: { stage }, value: count })),
    },
    {
      name: 'claimwire_set_aside',
      help: 'What waits for a person',
      type: 'gauge',
      samples: setAsides.map(({ stage, code, count }) => ({ labels: { stage, code }, value: count })),
    },
  ]
}

function outcome(row: { outcome: string; reason: string | null; count: number }): Sample {
  return { labels: { outcome: row.outcome, reason: row.reason ?? 'none' }, value: row.count }
}
