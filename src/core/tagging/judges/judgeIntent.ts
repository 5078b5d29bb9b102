import { findGovernors } from '../scene/findGovernors.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'

/**
 * Judges a denied intention whose object stands elsewhere: `said that they had no such intentions`.
 *
 * @throws Never.
 */
export function judgeIntent(scene: Scene, sentence: Sentence): Draft[] {
  const { reading } = scene
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const length = reading.classes[at]!.get('noIntent')
    if (length === undefined || !isOfSuch(scene, at, at + length)) continue
    const governors = findGovernors(scene, at).filter(
      (each) => each.speaker?.name && (each.isUtterance || !each.cue.blocked),
    )
    const [inner] = governors
    if (!inner?.speaker) continue
    const via = governors.find((each) => each.speaker?.name !== inner.speaker?.name)?.speaker
    return [
      draftMention({
        kind: 'denial',
        subtype: 'no_intent',
        ruleId: 'denial.no-intent',
        sentence: sentence.index,
        cue: inner.cue.sentence === sentence.index ? { from: inner.cue.at, to: inner.cue.end } : undefined,
        content: { from: Math.max(inner.content.from, sentence.from), to: Math.min(inner.content.to, sentence.to) },
        speaker: inner.speaker,
        isContinuation: inner.isContinuation,
        via,
        flags: ['needs_claim'],
        confidence: 0.7,
      }),
    ]
  }
  return []
}

/** `no such intentions`, `no intention of doing so`, `no interest in that`. */
function isOfSuch({ reading }: Scene, from: number, to: number): boolean {
  const words = reading.tokens.slice(from, to + 4).map((token) => token.norm)
  const inside = words.slice(0, to - from)
  const rest = words.slice(to - from)
  if (inside.includes('such')) return true
  const object = rest.slice(['of', 'in', 'to'].includes(rest[0] ?? '') ? 1 : 0)
  return ['doing', 'do'].includes(object[0] ?? '')
    ? ['so', 'that', 'this', 'it'].includes(object[1] ?? '')
    : ['that', 'this'].includes(object[0] ?? '')
}
