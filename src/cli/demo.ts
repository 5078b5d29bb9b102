import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Command } from 'commander'
import { drain } from '../../workers/drain.ts'
import { startWorkers, type Workers } from '../../workers/main.ts'
import { loadRunSummary } from '../db/runs.ts'
import { streamRecords } from '../db/streamRecords.ts'
import { type Newsstand, openNewsstand } from '../demo/openNewsstand.ts'
import { startHttp } from '../http/main.ts'
import { openServices, type Services } from '../runtime/openServices.ts'
import { type Context, openContext, openLists } from './context.ts'
import { EXIT } from './exitCodes.ts'
import { interruptible } from './interruptible.ts'
import { note, showProgress } from './output.ts'
import { printDemo } from './printDemo.ts'

const DEADLINE_MS = 300_000

/** Adds `demo`: the whole pipeline on the embedded store and our own newsstand; no network, nothing kept. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('ingest our own newsstand, show what was found, then serve it')
    .option('--once', 'end when everything is ingested')
    .action(async ({ once = false }: { once?: boolean }, command: Command) => {
      const context = openContext(command)
      const dataDir = await mkdtemp(path.join(os.tmpdir(), 'claimwire-demo-'))
      const newsstand = await openNewsstand()
      try {
        await runDemo(context, newsstand, dataDir, once)
      } finally {
        await newsstand.close()
        await rm(dataDir, { recursive: true, force: true })
      }
    })
}

async function runDemo(context: Context, newsstand: Newsstand, dataDir: string, isOnce: boolean): Promise<void> {
  const env = {
    ...context.env,
    databaseUrl: undefined,
    redisUrl: undefined,
    dataDir,
    hostGapMs: 0,
    allowPrivate: [new URL(newsstand.origin).host],
    ...(isOnce ? { httpPort: 0 } : {}),
  }
  const { limits } = openLists(context)
  note('opening the embedded store …')
  const services = await openServices(env, { outlets: newsstand.outlets, feeds: newsstand.feeds, limits }, context.log)
  await using closing = new AsyncDisposableStack()
  closing.defer(() => services.close())
  const workers = await startWorkers(services, ['stages', 'scheduler'])
  closing.defer(() => workers.close(env.shutdownMs))
  const http = await startHttp(services)
  closing.defer(() => http.close())
  await interruptible(services, async (signal) => {
    await ingest(services, workers, signal)
    if (isOnce || signal.aborted) return
    note(`\nrecords    ${http.address}/\nAPI        ${http.address}/v1/records\nqueues     ${http.address}/queues`)
    note(`newsstand  ${newsstand.origin}/\n\nCtrl-C ends the demo; nothing is kept.`)
    await once(signal, 'abort')
    process.exitCode = EXIT.ok
  })
}

async function ingest(services: Services, workers: Workers, signal: AbortSignal): Promise<void> {
  const startedAt = new Date()
  await workers.runOnce()
  const openCount = await drain(
    services,
    workers,
    DEADLINE_MS,
    (open) => showProgress(`ingesting: ${open} left`),
    signal,
  )
  showProgress('')
  const records = await Array.fromAsync(streamRecords(services.database))
  const summary = await loadRunSummary(services.database, { endedSince: startedAt })
  await printDemo(records, summary, Date.now() - startedAt.getTime())
  if (openCount > 0) process.exitCode ??= EXIT.partial
}
