import { setTimeout as sleep } from 'node:timers/promises'

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
  readonly waiting: (() => void)[]
  nextStartAt: number
}

/**
 * @param maxAtOnce Requests to one site that may be under way in this process.
 * @param gapMs Milliseconds between two starts.
 * @returns A gate; it holds no memory for sites that nobody asks.
 */
export function openHostGate(maxAtOnce: number, gapMs: number): HostGate {
  const sites = new Map<string, Site>()
  const forget = (key: string, site: Site) => {
    if (site.running === 0 && performance.now() >= site.nextStartAt) sites.delete(key)
  }
  return {
    async run(key, request) {
      const site = sites.get(key) ?? { running: 0, waiting: [], nextStartAt: 0 }
      sites.set(key, site)
      if (site.running >= maxAtOnce) await new Promise<void>((resolve) => site.waiting.push(resolve))
      else site.running += 1
      try {
        const waitMs = site.nextStartAt - performance.now()
        site.nextStartAt = Math.max(site.nextStartAt, performance.now()) + gapMs
        if (waitMs > 0) await sleep(waitMs)
        return await request()
      } finally {
        const next = site.waiting.shift()
        if (next) next()
        else site.running -= 1
        if (site.running === 0 && gapMs > 0) setTimeout(forget, gapMs + 10, key, site).unref()
        forget(key, site)
      }
    },
  }
}
