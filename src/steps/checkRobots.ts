import { hostKey } from '../core/url/hostKey.ts'
import { isRobotsDue, judgeCrawlDelay, judgeRobots } from '../core/url/judgeRobots.ts'
import type { Limits, SiteKeyKind } from '../domain/limits.ts'
import type { RobotsAnswer, RobotsCopy } from '../domain/robots.ts'
import type { BlockedBy } from '../domain/visit.ts'

export interface CheckRobotsDeps {
  readonly now: () => Date
  readonly robotsLimits: Limits['robots']
  /** Our name, as in the User-Agent. */
  readonly product: string
  readonly loadRobots: (origin: string) => Promise<RobotsCopy | undefined>
  readonly siteKey: SiteKeyKind
  readonly fetchRobots: (origin: string, siteKey: string) => Promise<RobotsAnswer>
  readonly saveRobots: (origin: string, answer: RobotsAnswer) => Promise<void>
  /** Keeps how much time an origin asks for between two requests to its site. */
  readonly saveCrawlDelay: (origin: string, siteKey: string, delayMs: number) => Promise<void>
}

/** @returns Whether we know, without asking anybody, that a page may be fetched. */
export async function isKnownAllowed(url: string, deps: CheckRobotsDeps): Promise<boolean> {
  const copy = await deps.loadRobots(new URL(url).origin)
  if (isRobotsDue(copy, deps.now(), deps.robotsLimits)) return false
  return judgeRobots(copy, url, deps.product, deps.now(), deps.robotsLimits) === undefined
}

/**
 * Asks whether a page may be fetched, fetching its robots.txt first when that is due.
 *
 * @returns What forbids it; undefined when nothing does.
 * @throws PipelineError FETCH_BLOCKED_ADDRESS or FETCH_BAD_URL: such a site is asked for nothing at all.
 */
export async function checkRobots(url: string, deps: CheckRobotsDeps): Promise<BlockedBy | undefined> {
  const { origin } = new URL(url)
  let copy = await deps.loadRobots(origin)
  if (isRobotsDue(copy, deps.now(), deps.robotsLimits)) {
    const siteKey = hostKey(url, deps.siteKey)
    const answer = await deps.fetchRobots(origin, siteKey)
    await deps.saveRobots(origin, answer)
    const delayMs = judgeCrawlDelay(answer, deps.product, deps.robotsLimits)
    if (delayMs !== undefined) await deps.saveCrawlDelay(origin, siteKey, delayMs)
    copy = await deps.loadRobots(origin)
  }
  return judgeRobots(copy, url, deps.product, deps.now(), deps.robotsLimits)
}
