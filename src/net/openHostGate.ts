/** Lets through a bounded number of requests to one host at a time, whatever the queue's delays add up to. */
export interface HostGate {
  run<T>(url: string, request: () => Promise<T>): Promise<T>
}

/**
 * @param maxAtOnce Requests to one host that may be under way in this process.
 * @returns A gate; it holds no memory for hosts that nobody asks.
 */
export function openHostGate(maxAtOnce: number): HostGate {
  const hosts = new Map<string, { running: number; waiting: (() => void)[] }>()
  return {
    async run(url, request) {
      const key = URL.parse(url)?.host ?? url
      const host = hosts.get(key) ?? { running: 0, waiting: [] }
      hosts.set(key, host)
      if (host.running >= maxAtOnce) await new Promise<void>((resolve) => host.waiting.push(resolve))
      else host.running += 1
      try {
        return await request()
      } finally {
        const next = host.waiting.shift()
        if (next) next()
        else host.running -= 1
        if (host.running === 0) hosts.delete(key)
      }
    },
  }
}
