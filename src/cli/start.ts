import type { Command } from 'commander'
import { type Role, startWorkers } from '../../workers/main.ts'
import { startHttp } from '../http/main.ts'
import { openServices, type Services } from '../runtime/openServices.ts'
import { untilStopped } from '../runtime/untilStopped.ts'
import { openContext, openLists } from './context.ts'
import { CLOSE_MS } from './interruptible.ts'

interface Part {
  close(timeoutMs: number): Promise<void>
}

/** Starts one part of a process; closed in the opposite order. */
type StartPart = (services: Services) => Promise<Part>

/** Adds the long-running commands: all roles in one process, or one role each. */
export function addStartCommands(program: Command): void {
  add(program, 'start', 'poll, fetch, read, tag and serve in one process', [work('stages', 'scheduler'), serve])
  add(program, 'worker', 'do the jobs of all stages', [work('stages')])
  add(program, 'schedule', 'tick: queue what is due; run one of these', [work('scheduler')])
  add(program, 'serve', 'serve the API, the metrics and the queue dashboard', [serve])
}

function add(program: Command, name: string, summary: string, parts: readonly StartPart[]): void {
  program
    .command(name)
    .description(summary)
    .action(async (_options, command: Command) => {
      const context = openContext(command)
      const { env, log } = context
      await using closing = new AsyncDisposableStack()
      closing.defer(() => log.info({ role: name }, 'stopped'))
      const services = await openServices(env, openLists(context), log)
      closing.defer(() => services.close())
      for (const start of parts) {
        const part = await start(services)
        closing.defer(() => part.close(env.shutdownMs))
      }
      log.info({ role: name, store: services.embedded ? 'embedded' : 'server' }, 'started')
      await untilStopped(services.failure, env.shutdownMs + CLOSE_MS)
      log.info({ role: name }, 'stopping')
    })
}

const work =
  (...roles: Role[]): StartPart =>
  (services) =>
    startWorkers(services, roles)

const serve: StartPart = async (services) => {
  const http = await startHttp(services)
  services.log.info({ address: http.address }, 'serving')
  return http
}
