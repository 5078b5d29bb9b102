import { getDomain } from 'tldts'
import lists from './trackingParameters.json' with { type: 'json' }

const PREFIXES: ReadonlySet<string> = new Set(lists.hostPrefixes)

/**
 * Gives a host without the labels that do not count in a URL key: `www.`, `m.`, `amp.` and their like.
 *
 * @param hostname Lower case.
 * @returns `hostname` itself when it has no public suffix.
 * @throws Never.
 */
export function keyHost(hostname: string): string {
  const domain = getDomain(hostname)
  if (!domain) return hostname
  const labels = hostname.slice(0, -domain.length).split('.').filter(Boolean)
  return [...labels.filter((label) => !PREFIXES.has(label)), domain].join('.')
}
