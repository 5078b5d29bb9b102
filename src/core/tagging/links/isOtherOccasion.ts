import type { MergedDraft } from '../judges/mergeDrafts.ts'
import type { Scene } from '../scene/scene.ts'

const MAX_BACK = 12

/**
 * Tells whether a denial was given on another occasion than as an answer to the claim: to an earlier question
 * (`had denied`, `has repeatedly denied`, `last year rejected`), or passed on by somebody else in his own speech.
 *
 * @throws Never.
 */
export function isOtherOccasion(scene: Scene, draft: MergedDraft): boolean {
  const { reading } = scene
  if (draft.kind !== 'denial') return false
  if (!draft.cue) return false
  if (draft.via !== undefined && reading.utteranceOf[draft.cue.from] !== -1) return true
  const sentence = reading.sentences[draft.sentence]!
  const from = Math.max(sentence.from, draft.cue.from - MAX_BACK)
  for (let at = draft.cue.from - 1; at >= from; at -= 1) {
    if (reading.utteranceOf[at] !== reading.utteranceOf[draft.cue.from]) break
    if (reading.classes[at]!.has('earlierOccasion')) return true
    const token = reading.tokens[at]!
    if (token.norm === 'had' && at >= draft.cue.from - 3) return true
    if (token.norm === ';' || reading.classes[at]!.has('that')) break
  }
  return reading.classes[draft.cue.to]?.has('earlierOccasion') ?? false
}
