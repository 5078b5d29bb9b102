import { type Draft, draftMention } from './draftMention.ts'
import { findGovernors } from './findGovernors.ts'
import type { Sentence } from './readText.ts'
import type { Scene } from './scene.ts'

/**
 * Judges a denied intention whose object stands elsewhere: `said that they had no such intentions`.
 *
 * @throws Never.
 */
export function judgeIntent(scene: Scene, sentence: Sentence): Draft[] {
  const { reading } = scene
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const length = reading.classes[at]!.get('noIntent')
    if (length === undefined || !reading.tokens.slice(at, at + length).some((token) => token.norm === 'such')) continue
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
