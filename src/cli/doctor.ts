import type { Command } from 'commander'
import { listFeeds } from '../db/feeds.ts'
import { loadHeartbeat } from '../db/telemetry.ts'
import { openServices } from '../runtime/openServices.ts'
import { type Context, openContext, openLists } from './context.ts'
import { EXIT } from './exitCodes.ts'
import { printLine, printTable } from './output.ts'

interface Finding {
  readonly check: string
  readonly isOk: boolean
  readonly found: string
}

const OLDEST_NODE = 24

/** Adds `doctor`: says whether everything that a start needs is there. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check Node, lists, store, queues and feeds')
    .action(async (_options, command: Command) => {
      const context = openContext(command)
      const findings = [checkNode(), ...(await checkServices(context))]
      if (context.isJson) for (const finding of findings) await printLine(JSON.stringify(finding))
      else
        await printTable(
          ['', 'CHECK', 'FOUND'],
          findings.map((f) => [f.isOk ? 'ok' : 'NOT OK', f.check, f.found]),
        )
      if (findings.some((finding) => !finding.isOk)) process.exitCode = EXIT.failed
    })
}

function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0])
  return { check: 'node', isOk: major >= OLDEST_NODE, found: process.version }
}

async function checkServices(context: Context): Promise<Finding[]> {
  const lists = openLists(context)
  const services = await openServices(context.env, lists, context.log)
  try {
    const feeds = await listFeeds(services.database)
    const enabled = feeds.filter((feed) => feed.isEnabled)
    const lastTick = await loadHeartbeat(services.database, 'scheduler')
    return [
      { check: 'lists', isOk: true, found: `${lists.outlets.length} outlets, ${lists.feeds.length} feeds` },
      { check: 'store', isOk: true, found: services.embedded ? `embedded in ${context.env.dataDir}` : 'PostgreSQL' },
      { check: 'queues', isOk: true, found: services.embedded ? 'on the embedded store' : 'Redis' },
      { check: 'feeds', isOk: true, found: `${enabled.length} of ${feeds.length} enabled` },
      { check: 'scheduler', isOk: true, found: lastTick ? `last tick ${lastTick.toISOString()}` : 'has never ticked' },
    ]
  } finally {
    await services.close()
  }
}
