import { loadLists } from '../../config/lists.ts'
import { openLog } from '../../config/log.ts'
import { openServices } from '../../src/runtime/openServices.ts'
import { drain } from '../../workers/drain.ts'
import { startWorkers } from '../../workers/main.ts'
import { pipelineEnv, type Site } from '../helpers/pipeline.ts'

const DEADLINE_MS = 1_800_000

interface BenchConfig {
  readonly stand: Site
  readonly variables: Record<string, string>
  readonly articleCount: number
}

const { stand, variables, articleCount }: BenchConfig = JSON.parse(process.argv[2]!)
const env = pipelineEnv(stand, variables)
const { limits } = loadLists(env.configDir)
const durations = new Map<string, number[]>()
const openedAt = performance.now()
const services = await openServices(env, { outlets: stand.outlets, feeds: stand.feeds, limits }, openLog('error'))
const startedAt = performance.now()
const workers = await startWorkers(services, ['stages'], (stage, durationMs) => {
  durations.set(stage, [...(durations.get(stage) ?? []), durationMs])
})
await workers.runOnce()
const openCount = await drain(services, workers, DEADLINE_MS, () => undefined)
const seconds = (performance.now() - startedAt) / 1000
const { count } = await services.database
  .selectFrom('visit')
  .where('outcome', '=', 'tagged')
  .select((row) => row.fn.countAll<string>().as('count'))
  .executeTakeFirstOrThrow()
await workers.close(10_000)
await services.close()

console.log(`opened in ${((startedAt - openedAt) / 1000).toFixed(1)} s`)
console.log(
  `${count} of ${articleCount} articles in ${seconds.toFixed(1)} s: ${(Number(count) / seconds).toFixed(1)} articles/s end to end`,
)
for (const [stage, all] of durations) {
  console.log(
    `${stage.padEnd(6)} ${String(all.length).padStart(6)} jobs  median ${at(all, 0.5)} ms  p95 ${at(all, 0.95)} ms`,
  )
}
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
process.exitCode = openCount === 0 ? 0 : 1

function at(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1).padStart(7)
}
