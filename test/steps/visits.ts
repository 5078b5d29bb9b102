import type { VisitKey, VisitStage, VisitState, VisitStep } from '../../src/domain/visit.ts'

export const NOW = new Date('2026-11-20T12:00:00Z')
export const KEY: VisitKey = { articleId: 'a000000000000000000000001', visit: 2 }
export const RECHECK = [3_600_000]

/** A visit that waits for a stage; the article was first seen a minute ago. */
export function visitAt(stage: VisitStage, more: Partial<VisitState> = {}): VisitState {
  return {
    ...KEY,
    stage,
    url: 'https://news.example/a',
    outletId: 'example',
    firstSeenAt: new Date(NOW.getTime() - 60_000),
    ...more,
  }
}

export const NEXT_VISIT_AT = new Date(NOW.getTime() - 60_000 + RECHECK[0]!)

/** Remembers how visits were ended. */
export function openEnds() {
  const ends: { from: string; step: VisitStep }[] = []
  const endVisit = async (_key: VisitKey, from: string, step: VisitStep) => {
    ends.push({ from, step })
    return true
  }
  return { ends, endVisit }
}
