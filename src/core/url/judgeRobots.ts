import type { Limits } from '../../domain/limits.ts'
import type { RobotsAnswer, RobotsCopy } from '../../domain/robots.ts'
import type { BlockedBy } from '../../domain/visit.ts'
import { ALLOW_ALL, findCrawlDelayMs, isAllowed, parseRobots } from './parseRobots.ts'

/**
 * Says whether a robots.txt is to be fetched before it is asked about.
 *
 * @param copy What is remembered of it.
 * @param limits `config/limits.json`, section `robots`.
 * @returns True when it was never asked for, when its answer is too old, or when it failed a while ago.
 * @throws Never.
 */
export function isRobotsDue(copy: RobotsCopy | undefined, now: Date, limits: Limits['robots']): boolean {
  if (!copy) return true
  if (copy.answeredAt && now.getTime() - copy.answeredAt.getTime() < limits.maxAgeMs) return false
  const hasFailed = copy.answeredAt?.getTime() !== copy.checkedAt.getTime()
  return !hasFailed || now.getTime() - copy.checkedAt.getTime() >= limits.retryAfterMs
}

/**
 * Says whether we may fetch a page (RFC 9309, sections 2.3.1 and 2.4).
 *
 * @param copy What is remembered of the robots.txt of the page's origin, after a fetch if one was due.
 * @param url Of the page.
 * @param product Our name, as in the User-Agent.
 * @param limits `config/limits.json`, section `robots`.
 * @returns What forbids it; undefined when nothing does. An answer that cannot be renewed holds for `maxStaleMs` longer.
 * @throws Never.
 */
export function judgeRobots(
  copy: RobotsCopy | undefined,
  url: string,
  product: string,
  now: Date,
  limits: Limits['robots'],
): BlockedBy | undefined {
  const isUsable = copy?.answeredAt && now.getTime() - copy.answeredAt.getTime() <= limits.maxAgeMs + limits.maxStaleMs
  if (!isUsable) return 'robots_unreachable'
  const robots = copy.body === undefined ? ALLOW_ALL : parseRobots(copy.body)
  return isAllowed(robots, product, url) ? undefined : 'robots'
}

/**
 * Says how much time a site gets between two requests beyond what every site gets.
 *
 * @param answer Of the robots.txt of one of its origins.
 * @param product Our name, as in the User-Agent.
 * @param limits `config/limits.json`, section `robots`.
 * @returns Whole milliseconds, at most `maxCrawlDelayMs`; 0 when it asks for none; undefined when it did not answer.
 * @throws Never.
 */
export function judgeCrawlDelay(answer: RobotsAnswer, product: string, limits: Limits['robots']): number | undefined {
  if (answer.kind === 'unreachable') return undefined
  const delayMs = answer.kind === 'body' ? findCrawlDelayMs(parseRobots(answer.body), product) : undefined
  return Math.min(Math.ceil(delayMs ?? 0), limits.maxCrawlDelayMs)
}
