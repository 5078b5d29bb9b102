import { type Command, Option } from 'commander'
import { drain } from '../../workers/drain.ts'
import { startWorkers } from '../../workers/main.ts'
import { holdRunLock } from '../db/holdRunLock.ts'
import { loadRunSummary } from '../db/runs.ts'
import { PipelineError } from '../domain/error.ts'
import type { RunSummary } from '../domain/run.ts'
import { openServices, type Services } from '../runtime/openServices.ts'
import { type Context, openContext, openLists } from './context.ts'
import { EXIT } from './exitCodes.ts'
import { interruptible } from './interruptible.ts'
import { note, printLine, printTable, showProgress } from './output.ts'

/** Adds `run --once`: one background run, for cron or a systemd timer. */
export function addRunCommand(program: Command): void {
  program
    .command('run')
    .description('poll what is due, finish all that follows from it, print what became of it')
    .requiredOption('--once', 'one run, then end; to run for good, use "start"')
    .addOption(
      new Option('--deadline <seconds>', 'give up waiting after so long').default(1800).argParser((value) => {
        const seconds = Number(value)
        if (!(seconds > 0))
          throw new PipelineError('INPUT_INVALID', `Cannot use "--deadline ${value}": not a number of seconds`)
        return seconds
      }),
    )
    .action(async ({ deadline }: { deadline: number }, command: Command) => {
      const context = openContext(command)
      const services = await openServices(context.env, openLists(context), context.log)
      try {
        await interruptible(services, (signal) => runOnce(context, services, deadline * 1000, signal))
      } finally {
        await services.close()
      }
    })
}

async function runOnce(context: Context, services: Services, deadlineMs: number, signal: AbortSignal): Promise<void> {
  await using _lock = await holdRunLock(services.database)
  const workers = await startWorkers(services, ['stages'])
  try {
    const startedAt = new Date()
    await workers.runOnce()
    const openCount = await drain(services, workers, deadlineMs, (count) => showProgress(`${count} left`), signal)
    showProgress('')
    // Also what an earlier run left open, or somebody gave another go, has ended here.
    const summary = await loadRunSummary(services.database, { endedSince: startedAt })
    await printSummary(context, summary, openCount)
    if (openCount > 0 || isPartial(summary)) process.exitCode ??= EXIT.partial
  } finally {
    await workers.close(context.env.shutdownMs)
  }
}

const isPartial = (summary: RunSummary) =>
  summary.polls.some((poll) => poll.outcome === 'failed') ||
  summary.visits.some((visit) => visit.outcome === 'set_aside')

async function printSummary(context: Context, summary: RunSummary, openCount: number): Promise<void> {
  if (context.isJson) return await printLine(JSON.stringify({ run: summary, open: openCount }))
  if (openCount > 0) note(`${openCount} left open: they wait for their time`)
  if (summary.polls.length + summary.visits.length === 0) return await printLine('nothing was due')
  const { seen, new: fresh, known, skipped } = summary.entries
  await printLine(`entries: ${seen} seen = ${fresh} new + ${known} known + ${skipped} skipped`)
  await printTable(
    ['WHAT', 'OUTCOME', 'REASON', 'COUNT'],
    [
      ...summary.polls.map((poll) => ['poll', poll.outcome, poll.reason ?? '', String(poll.count)]),
      ...summary.visits.map((visit) => ['visit', visit.outcome, visit.reason ?? '', String(visit.count)]),
    ],
  )
}
