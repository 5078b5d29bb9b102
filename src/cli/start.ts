import type { Command } from 'commander'
import { type Role, startWorkers } from '../../workers/main.ts'
import { startHttp } from '../http/main.ts'
import { openServices, type Services } from '../runtime/openServices.ts'
import { untilStopped } from '../runtime/untilStopped.ts'
import { openContext, openLists } from './context.ts'

interface Part {
  close(timeoutMs: number): Promise<void>
}

/** Adds the long-running commands: all roles in one process, or one role each. */
export function addStartCommands(program: Command): void {
  add(program, 'start', 'poll, fetch, read, tag and serve in one process', async (services) => [
    await startWorkers(services, ['stages', 'scheduler']),
    await serve(services),
  ])
  add(program, 'worker', 'do the jobs of all stages', (services) => startRoles(services, ['stages']))
  add(program, 'schedule', 'tick: queue what is due; run one of these', (services) =>
    startRoles(services, ['scheduler']),
  )
  add(program, 'serve', 'serve the API, the metrics and the queue dashboard', async (services) => [
    await serve(services),
  ])
}

function add(program: Command, name: string, summary: string, startParts: (services: Services) => Promise<Part[]>) {
  program
    .command(name)
    .description(summary)
    .action(async (_options, command: Command) => {
      const context = openContext(command)
      const services = await openServices(context.env, openLists(context), context.log)
      const parts = await startParts(services).catch(async (error) => {
        await services.close()
        throw error
      })
      context.log.info({ role: name, store: services.embedded ? 'embedded' : 'server' }, 'started')
      try {
        await untilStopped(services.failure, context.env.shutdownMs + 5000)
      } finally {
        context.log.info({ role: name }, 'stopping')
        for (const part of parts.reverse()) await part.close(context.env.shutdownMs)
        await services.close()
      }
      context.log.info({ role: name }, 'stopped')
    })
}

async function startRoles(services: Services, roles: Role[]): Promise<Part[]> {
  return [await startWorkers(services, roles)]
}

async function serve(services: Services): Promise<Part> {
  const http = await startHttp(services)
  services.log.info({ address: http.address }, 'serving')
  return http
}
