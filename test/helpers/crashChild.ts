// A background run that is killed at a named point: `node crashChild.ts CONFIG_JSON`. See crashPoints.ts.
import pg from 'pg'
import { loadLists } from '../../config/lists.ts'
import { openLog } from '../../config/log.ts'
import { openServices } from '../../src/runtime/openServices.ts'
import { drain } from '../../workers/drain.ts'
import { startWorkers } from '../../workers/main.ts'
import { CRASH_POINTS, type CrashPointName } from './crashPoints.ts'
import { pipelineEnv, type Site } from './pipeline.ts'

interface CrashConfig {
  readonly stand: Site
  readonly variables: Record<string, string>
  readonly point?: CrashPointName
}

const { stand, variables, point }: CrashConfig = JSON.parse(process.argv[2]!)

if (point !== undefined) {
  const { pattern, occurrence, when } = CRASH_POINTS[point]
  let seen = 0
  const query = pg.Client.prototype.query
  // Every statement goes through here, those of the queue on the embedded store too.
  pg.Client.prototype.query = function (this: pg.Client, ...call: unknown[]) {
    const text = typeof call[0] === 'string' ? call[0] : String((call[0] as { text?: string }).text)
    if (!pattern.test(text) || ++seen < occurrence) return Reflect.apply(query, this, call)
    if (when === 'before') process.kill(process.pid, 'SIGKILL')
    const answer = Reflect.apply(query, this, call) as Promise<unknown> | undefined
    void answer?.then(() => process.kill(process.pid, 'SIGKILL'))
    return answer
  } as typeof query
}

const env = pipelineEnv(stand, variables)
const { limits } = loadLists(env.configDir)
const services = await openServices(env, { outlets: stand.outlets, feeds: stand.feeds, limits }, openLog(env.logLevel))
const workers = await startWorkers(services, ['stages'])
await workers.runOnce()
const openCount = await drain(services, workers, 120_000, () => undefined)
await workers.close(10_000)
await services.close()
process.exitCode = openCount === 0 ? 0 : 1
