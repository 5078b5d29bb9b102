import type { TokenRange } from '../text/findParagraphs.ts'
import type { Draft } from './draftMention.ts'

/** A draft with those of the same speaker and kind in its sentence. */
export interface MergedDraft extends Draft {
  readonly also: readonly string[]
  readonly ruleIds: readonly string[]
  /** All tokens that the span must hold. */
  readonly parts: readonly TokenRange[]
}

/**
 * Keeps one draft a speaker and kind in a sentence: the first, with the subtypes of the others.
 *
 * @param drafts Of one sentence.
 * @throws Never.
 */
export function mergeDrafts(drafts: readonly Draft[]): MergedDraft[] {
  const merged: MergedDraft[] = []
  for (const draft of [...drafts].sort((one, other) => anchor(one) - anchor(other))) {
    const at = merged.findIndex((each) => isSameMention(each, draft))
    const same = merged[at]
    if (!same) merged.push({ ...draft, also: [], ruleIds: [draft.ruleId], parts: partsOf(draft) })
    else merged[at] = join(same, draft)
  }
  return merged
}

function isSameMention(one: Draft, other: Draft): boolean {
  if (one.kind !== other.kind || one.isNarrator !== other.isNarrator) return false
  if (one.flags.includes('reciprocal')) return false
  if (one.speaker && other.speaker) {
    return (
      one.speaker.name === other.speaker.name &&
      (one.speaker.name !== null || one.speaker.mention?.start === other.speaker.mention?.start)
    )
  }
  return !one.speaker && !other.speaker
}

function join(one: MergedDraft, other: Draft): MergedDraft {
  const primary =
    one.flags.includes('needs_claim') && other.act
      ? { ...other, cue: one.cue ?? other.cue, subtype: one.subtype, target: one.target ?? other.target }
      : one
  const subtypes = [...new Set([...one.also, other.subtype])].filter((subtype) => subtype !== primary.subtype)
  return {
    ...primary,
    also: subtypes,
    accused: one.accused?.name ? one.accused : (other.accused ?? one.accused),
    act: one.act ?? other.act,
    flags: [...new Set([...one.flags, ...other.flags])].filter(
      (flag) => !flag.startsWith('needs_') || (one.flags.includes(flag) && other.flags.includes(flag)),
    ),
    ruleIds: [...new Set([...one.ruleIds, other.ruleId])],
    parts: [...one.parts, ...partsOf(other)],
    confidence: Math.max(one.confidence, other.confidence),
  }
}

function anchor(draft: Draft): number {
  return draft.cue?.from ?? draft.content?.from ?? 0
}

function partsOf(draft: Draft): TokenRange[] {
  const phrase = draft.speaker?.phrase
  return [draft.cue, draft.content, draft.target, draft.isContinuation ? undefined : phrase].filter(
    (range) => range !== undefined,
  )
}
