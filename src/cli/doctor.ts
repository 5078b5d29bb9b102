import type { Command } from 'commander'
import { loadExtractionRules } from '../../config/extraction.ts'
import { loadLexicon } from '../../config/lexicon.ts'
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
const LATE_TICKS = 5

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
  const lexicon = loadLexicon(context.env.configDir)
  loadExtractionRules(context.env.configDir)
  const services = await openServices(context.env, lists, context.log)
  try {
    const feeds = await listFeeds(services.database)
    const enabled = feeds.filter((feed) => feed.isEnabled)
    const lastTick = await loadHeartbeat(services.database, 'scheduler')
    return [
      { check: 'lexicon', isOk: true, found: `tagger ${lexicon.version}` },
      { check: 'lists', isOk: true, found: `${lists.outlets.length} outlets, ${lists.feeds.length} feeds` },
      { check: 'store', isOk: true, found: services.embedded ? `embedded in ${context.env.dataDir}` : 'PostgreSQL' },
      { check: 'queues', isOk: true, found: services.embedded ? 'on the embedded store' : 'Redis' },
      { check: 'feeds', isOk: true, found: `${enabled.length} of ${feeds.length} enabled` },
      checkScheduler(lastTick, services.embedded ? Number.POSITIVE_INFINITY : context.env.tickMs),
    ]
  } finally {
    await services.close()
  }
}

/** Never is no fault, as `run --once` needs no scheduler; late is one, but on the embedded store, where nobody else runs now. */
function checkScheduler(lastTick: Date | undefined, tickMs: number): Finding {
  if (!lastTick) return { check: 'scheduler', isOk: true, found: 'has never ticked' }
  const isLate = Date.now() - lastTick.getTime() > LATE_TICKS * tickMs
  return { check: 'scheduler', isOk: !isLate, found: `last tick ${lastTick.toISOString()}` }
}
