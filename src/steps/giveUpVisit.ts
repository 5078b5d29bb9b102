import { planNextVisit } from '../core/visit/planNextVisit.ts'
import { FATES, type PipelineError } from '../domain/error.ts'
import type { VisitKey, VisitState } from '../domain/visit.ts'

export interface GiveUpVisitDeps {
  readonly now: () => Date
  readonly recheckAfterMs: readonly number[]
  readonly loadVisit: (key: VisitKey) => Promise<VisitState | undefined>
  readonly setAsideVisit: (
    key: VisitKey,
    stage: 'fetch' | 'read' | 'tag',
    why: PipelineError,
    nextVisitAt: Date | undefined,
  ) => Promise<boolean>
}

/**
 * Ends a Visit that has no tries left. What may pass, as an outlet that was away for an hour, is looked at again with the
 * article's next visit; what will not pass waits for a person.
 */
export async function giveUpVisit(
  key: VisitKey,
  stage: 'fetch' | 'read' | 'tag',
  failure: PipelineError,
  deps: GiveUpVisitDeps,
): Promise<void> {
  const visit = await deps.loadVisit(key)
  if (!visit) return
  const mayPass = FATES[failure.code] === 'retry'
  const nextVisitAt = mayPass ? planNextVisit(visit.firstSeenAt, deps.now(), deps.recheckAfterMs) : undefined
  await deps.setAsideVisit(key, stage, failure, nextVisitAt)
}
