import type { PassedVisit, VisitKey } from '../src/domain/visit.ts'
import type { Work } from '../src/domain/work.ts'

/** The job ran before and its acknowledgement was lost: makes sure that the next stage has its job. */
export function passOn(key: VisitKey, stage: PassedVisit['stage']): Work[] {
  return stage === 'read' || stage === 'tag' ? [{ stage, ...key, tries: 0 }] : []
}
