import { hostKey } from '../core/url/hostKey.ts'
import { PipelineError } from '../domain/error.ts'
import type { SiteKeyKind } from '../domain/limits.ts'

export interface TakeTurnDeps {
  readonly siteKey: SiteKeyKind
  /** Milliseconds from now to the next free slot of a site, which is then ours. */
  readonly reserveSlot: (siteKey: string) => Promise<number>
  readonly sleep: (ms: number) => Promise<unknown>
  /** Who would have to wait longer comes back. */
  readonly maxWaitMs: number
}

/**
 * Waits for the turn of the site that a redirect leads to.
 *
 * @param fromKey The site that is being asked.
 * @param target Where the redirect leads.
 * @throws PipelineError SITE_BUSY, with `retryAfterMs`, when it is far off.
 */
export async function takeTurn(fromKey: string, target: string, deps: TakeTurnDeps): Promise<void> {
  const targetKey = hostKey(target, deps.siteKey)
  if (targetKey === fromKey) return
  const waitMs = await deps.reserveSlot(targetKey)
  if (waitMs > deps.maxWaitMs) {
    const message = `Cannot ask "${targetKey}" now: a redirect leads there`
    throw new PipelineError('SITE_BUSY', message, { retryAfterMs: waitMs })
  }
  if (waitMs > 0) await deps.sleep(waitMs)
}
