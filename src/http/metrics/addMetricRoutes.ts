import { collectDefaultMetrics, Registry } from 'prom-client'
import type { HttpApp, HttpDeps } from '../httpDeps.ts'
import { withDeadline } from '../withDeadline.ts'
import { type Family, formatFamilies } from './formatFamilies.ts'
import { loadQueueFamilies } from './queueFamilies.ts'
import { loadStoreFamilies } from './storeFamilies.ts'

const ANSWER_TIMEOUT_MS = 5_000

/**
 * Metrics for Prometheus. All but those of this process come from the store and the queues, so any process that serves
 * HTTP tells the same. When one of the two is away the rest is still told, with `claimwire_up` 0.
 */
export function addMetricRoutes(app: HttpApp, deps: HttpDeps): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  app.addHook('onClose', async () => registry.clear())

  let reading: Promise<Family[]> | undefined
  const read = () => {
    // Scrapes that overlap share one reading.
    reading ??= readFamilies(deps).finally(() => {
      reading = undefined
    })
    return reading
  }
  const schema = { tags: ['operations'], summary: 'Metrics in the Prometheus text format' }
  app.get('/metrics', { schema }, async (_request, reply) => {
    const ours = formatFamilies(await read())
    return reply.type(Registry.PROMETHEUS_CONTENT_TYPE).send(ours + (await registry.metrics()))
  })
}

async function readFamilies(deps: HttpDeps): Promise<Family[]> {
  const now = deps.now()
  const store = await settle('store', loadStoreFamilies(deps, now), deps)
  const queues = await settle('queues', loadQueueFamilies(deps.queues, now), deps)
  const up: Family = {
    name: 'claimwire_up',
    help: 'Whether the store and the queues answer',
    type: 'gauge',
    samples: [
      { labels: { part: 'store' }, value: store ? 1 : 0 },
      { labels: { part: 'queues' }, value: queues ? 1 : 0 },
    ],
  }
  return [up, ...(store ?? []), ...(queues ?? [])]
}

async function settle(part: string, families: Promise<Family[]>, { log }: HttpDeps): Promise<Family[] | undefined> {
  try {
    return await withDeadline(families, ANSWER_TIMEOUT_MS, `read the metrics of the ${part}`)
  } catch (error) {
    log.warn({ err: error }, 'metrics are incomplete')
    return undefined
  }
}
