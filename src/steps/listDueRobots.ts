import { isRobotsDue } from '../core/url/judgeRobots.ts'
import type { Limits } from '../domain/limits.ts'
import type { RobotsCopy } from '../domain/robots.ts'

export interface ListDueRobotsDeps {
  readonly now: () => Date
  readonly robotsLimits: Limits['robots']
  readonly listRobots: (origins: readonly string[]) => Promise<ReadonlyMap<string, RobotsCopy>>
}

/** @returns Those of the origins that are asked for their robots.txt before a page of theirs is. */
export async function listDueRobots(
  origins: readonly string[],
  { now, robotsLimits, listRobots }: ListDueRobotsDeps,
): Promise<ReadonlySet<string>> {
  const copies = await listRobots(origins)
  return new Set(origins.filter((origin) => isRobotsDue(copies.get(origin), now(), robotsLimits)))
}
