import type { Cue } from '../cues/findCues.ts'
import type { Scene } from '../scene/scene.ts'
import type { TokenRange } from '../text/findParagraphs.ts'

/** Words that call something false. */
export interface Discredit extends TokenRange {
  /** Says only that it is not supported: baseless, unproven. */
  readonly isWeak: boolean
}

/**
 * Finds the words by which a cue calls its object false: `called it nonsense`, `dismissed as baseless`.
 *
 * @returns undefined when there are none.
 * @throws Never.
 */
export function findDiscredit(scene: Scene, cue: Cue): Discredit | undefined {
  const { classes } = scene.reading
  for (let at = cue.content.from; at < cue.content.to; at += 1) {
    if (!classes[at]!.has('discredit')) continue
    let from = at
    while (
      from > cue.content.from + 1 &&
      (['determiner', 'adverb', 'article'].some((name) => classes[from - 1]!.has(name)) ||
        (classes[from - 1]!.size === 0 &&
          scene.reading.tokens[from - 1]!.kind === 'word' &&
          scene.reading.nameOf[from - 1]! < 0) ||
        scene.reading.tokens[from - 1]!.norm === 'as')
    )
      from -= 1
    const isReport =
      classes[at + 1]?.has('accusationWeak') &&
      !classes[cue.at]!.has('label') &&
      scene.reading.tokens[at - 1]?.norm !== 'as'
    const isModifier = (classes[at + 1]?.has('accusation') || isReport) && at + 1 < cue.content.to
    if (isModifier) continue
    let to = at + classes[at]!.get('discredit')!
    while (to < cue.content.to && classes[to]!.has('discredit')) to += classes[to]!.get('discredit')!
    return { from, to, isWeak: classes[at]!.has('discreditWeak') }
  }
  return undefined
}
