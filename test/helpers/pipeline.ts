import { type Env, readEnv } from '../../config/env.ts'
import { loadLists } from '../../config/lists.ts'
import { type Log, openLog } from '../../config/log.ts'
import { listChanges } from '../../src/db/listChanges.ts'
import { loadRunSummary } from '../../src/db/runs.ts'
import { streamRecords } from '../../src/db/streamRecords.ts'
import type { Feed } from '../../src/domain/feed.ts'
import type { Outlet } from '../../src/domain/outlet.ts'
import type { ChangeOfRecord, TaggedRecord } from '../../src/domain/record.ts'
import type { RunSummary } from '../../src/domain/run.ts'
import { openServices, type Services } from '../../src/runtime/openServices.ts'
import { drain } from '../../workers/drain.ts'
import { startWorkers, type Workers } from '../../workers/main.ts'

const DRAIN_MS = 240_000
const MAX_CHANGES = 10_000

export interface TestPipeline {
  readonly services: Services
  readonly workers: Workers
  /** Makes every feed due, runs, and waits for the end of all that follows. */
  ingest(): Promise<RunSummary>
  /** Every living record, by id. */
  records(): Promise<TaggedRecord[]>
  /** What happened to records. */
  changes(): Promise<ChangeOfRecord[]>
  close(): Promise<void>
}

/** What serves the feeds. */
export interface Site {
  readonly origin: string
  readonly feeds: readonly Feed[]
  readonly outlets: readonly Outlet[]
}

/** The settings of a test: a newsstand that may be asked at any pace, and where the store is. */
export function pipelineEnv(stand: Pick<Site, 'origin'>, variables: Record<string, string>): Env {
  const { env } = readEnv({
    CLAIMWIRE_ALLOW_PRIVATE: new URL(stand.origin).host,
    CLAIMWIRE_HOST_GAP_MS: '0',
    CLAIMWIRE_HTTP_PORT: '0',
    CLAIMWIRE_LOG_LEVEL: 'silent',
    ...variables,
  })
  return env
}

/** Opens the whole pipeline in this process, over a newsstand; it logs nothing unless it is given a log. */
export async function openPipeline(stand: Site, variables: Record<string, string>, log?: Log): Promise<TestPipeline> {
  const env = pipelineEnv(stand, variables)
  const { limits } = loadLists(env.configDir)
  const lists = { outlets: stand.outlets, feeds: stand.feeds, limits }
  const services = await openServices(env, lists, log ?? openLog(env.logLevel))
  const workers = await startWorkers(services, ['stages']).catch(async (error) => {
    await services.close()
    throw error
  })
  return {
    services,
    workers,
    async ingest() {
      await services.database
        .updateTable('feed')
        .set({ next_poll_at: new Date(0) })
        .execute()
      const runId = await workers.runOnce()
      const openCount = await drain(services, workers, DRAIN_MS, () => undefined)
      if (runId === undefined || openCount > 0) throw new Error(`the run did not end: ${openCount} left`)
      return await loadRunSummary(services.database, { runId })
    },
    async records() {
      const records = await Array.fromAsync(streamRecords(services.database))
      return records.sort((a, b) => (a.id < b.id ? -1 : 1))
    },
    async changes() {
      const { changes, last } = await listChanges(services.database, 0, MAX_CHANGES)
      if (changes.length < last) throw new Error(`there are more than ${MAX_CHANGES} changes`)
      return changes.filter((change) => change.subject === 'record')
    },
    async close() {
      await workers.close(10_000)
      await services.close()
    },
  }
}

/** What a record says, without what differs from run to run: times of our own, and the newsstand's port. */
export function contentOf(record: TaggedRecord): unknown {
  const text = JSON.stringify({ ...record, article: { ...record.article, firstSeenAt: '' } })
  return JSON.parse(text.replace(/127\.0\.0\.1:\d+/g, 'stand'))
}
