import { setTimeout as sleep } from 'node:timers/promises'
import { PipelineError } from '../domain/error.ts'

/**
 * Lets through a bounded number of requests to one site at a time, and starts them a while apart, whatever the queue's
 * delays add up to.
 */
export interface HostGate {
  /** @param siteKey Names the site. */
  run<T>(siteKey: string, request: () => Promise<T>): Promise<T>
}

interface Site {
  running: number
  readonly waiting: Set<() => void>
  nextStartAt: number
}

/** A job that would wait longer gives its place to the jobs of other sites. */
const MAX_WAIT_MS = 250
/** And comes back no sooner than this. */
const MIN_RETURN_MS = 1000

/**
 * @param maxAtOnce Requests to one site that may be under way in this process.
 * @param gapMs Milliseconds between two starts.
 * @returns A gate; it holds no memory for sites that nobody asks, and makes nobody wait for long: `run` throws PipelineError
 *   SITE_BUSY, with `retryAfterMs`, where the site's turn is not near.
 */
export function openHostGate(maxAtOnce: number, gapMs: number): HostGate {
  const sites = new Map<string, Site>()
  const forget = (key: string, site: Site) => {
    if (site.running === 0 && performance.now() >= site.nextStartAt) sites.delete(key)
  }
  return {
    async run(key, request) {
      const site = sites.get(key) ?? { running: 0, waiting: new Set(), nextStartAt: 0 }
      sites.set(key, site)
      if (site.running < maxAtOnce) site.running += 1
      else if (!(await hasTurn(site))) throw busy(key, Math.max(MIN_RETURN_MS, 2 * gapMs))
      try {
        const waitMs = site.nextStartAt - performance.now()
        if (waitMs > MAX_WAIT_MS) throw busy(key, Math.max(MIN_RETURN_MS, waitMs))
        site.nextStartAt = Math.max(site.nextStartAt, performance.now()) + gapMs
        if (waitMs > 0) await sleep(waitMs)
        return await request()
      } finally {
        const [next] = site.waiting
        if (next) next()
        else site.running -= 1
        if (site.running === 0 && gapMs > 0) setTimeout(forget, gapMs + 10, key, site).unref()
        forget(key, site)
      }
    },
  }
}

/** Waits a little for a place of another request. @returns Whether there was one. */
async function hasTurn(site: Site): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const take = () => {
    site.waiting.delete(take)
    resolve(true)
  }
  site.waiting.add(take)
  const timer = setTimeout(() => resolve(!site.waiting.delete(take)), MAX_WAIT_MS)
  const isTaken = await promise
  clearTimeout(timer)
  return isTaken
}

const busy = (key: string, retryAfterMs: number) =>
  new PipelineError('SITE_BUSY', `Cannot ask "${key}" now: it has as many requests as we allow ourselves`, {
    retryAfterMs: Math.ceil(retryAfterMs),
  })
