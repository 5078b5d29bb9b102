import type { MentionKind } from '../../../domain/mention.ts'
import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import type { AccusedRole } from '../scene/findAccused.ts'
import type { TokenRange } from '../text/findParagraphs.ts'

export type Modality = 'asserted' | 'hedged' | 'presupposed' | 'possible'

/** What a judge found: a Mention before its spans, election, methods and links. */
export interface Draft {
  readonly kind: MentionKind
  readonly subtype: string
  readonly ruleId: string
  readonly sentence: number
  readonly cue: TokenRange | undefined
  readonly content: TokenRange | undefined
  readonly target: TokenRange | undefined
  readonly speaker: Actor | undefined
  readonly isNarrator: boolean
  readonly isContinuation: boolean
  readonly via: Actor | undefined
  readonly accused: AccusedRole | undefined
  /** Whom a denial means that names nobody: the side of a state or its spokesman. */
  readonly own: AccusedRole | undefined
  readonly act: Act | undefined
  readonly modality: Modality
  readonly flags: readonly string[]
  readonly confidence: number
}

/** Why an act gave no Mention. */
export interface NearMiss {
  readonly reason: string
}

/** What a judge must say; the rest has a usual value. */
export type DraftParts = Pick<Draft, 'kind' | 'subtype' | 'ruleId' | 'sentence'> & Partial<Draft>

/**
 * Completes what a judge says with the usual values.
 *
 * @throws Never.
 */
export function draftMention(parts: DraftParts): Draft {
  return {
    cue: undefined,
    content: undefined,
    target: undefined,
    speaker: undefined,
    isNarrator: false,
    isContinuation: false,
    via: undefined,
    accused: undefined,
    own: undefined,
    act: undefined,
    modality: 'asserted',
    flags: [],
    confidence: 0.85,
    ...parts,
  }
}
