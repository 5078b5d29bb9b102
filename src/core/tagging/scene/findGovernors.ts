import type { Actor } from '../actors/resolveActor.ts'
import type { Cue } from '../cues/findCues.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Scene } from './scene.ts'

/** A cue whose content holds a token, or the quotation in which it stands. */
export interface Governor {
  readonly cue: Cue
  readonly speaker: Actor | undefined
  readonly content: TokenRange
  /** The token stands between the quotation marks that the cue attributes. */
  readonly isUtterance: boolean
  readonly isContinuation: boolean
}

/**
 * Finds what governs a token: reported speech inside reported speech, innermost first.
 *
 * @param except A cue that is not asked for, usually the one that stands at the token.
 * @returns `[]` when the narrator speaks.
 * @throws Never.
 */
export function findGovernors(scene: Scene, at: number, except?: Cue): Governor[] {
  return governorsOf(scene, at, except).flatMap((governor) => {
    const source = scene.cited.get(governor.cue)
    return source ? [{ ...governor, speaker: source }, governor] : [governor]
  })
}

function governorsOf(scene: Scene, at: number, except?: Cue): Governor[] {
  const { reading } = scene
  const sentence = reading.sentenceOf[at]!
  const own = (scene.cues[sentence] ?? [])
    .filter((cue) => cue !== except && cue.content.from <= at && at < cue.content.to && !(cue.at <= at && at < cue.end))
    .filter((cue) => reading.utteranceOf[cue.at] === reading.utteranceOf[at] || reading.utteranceOf[cue.at] === -1)
    // `as Israelis went to the polls, he said`: they say nothing.
    .filter((cue) => !reading.classes[cue.at]!.has('quoteOnly'))
    .map(
      (cue): Governor => ({
        cue,
        speaker: scene.speakers.get(cue),
        content: cue.content,
        isUtterance: false,
        isContinuation: false,
      }),
    )
    .sort((one, other) => one.content.to - one.content.from - (other.content.to - other.content.from))
  const id = reading.utteranceOf[at]!
  const attribution = scene.attributions.get(id)
  const utterance = reading.utterances[id]
  if (!attribution || !utterance || attribution.cue === except) return own
  const inner = own.filter((governor) => reading.utteranceOf[governor.cue.at] === id)
  const outer = own.filter(
    (governor) => reading.utteranceOf[governor.cue.at] !== id && governor.cue !== attribution.cue,
  )
  const spoken: Governor = {
    cue: attribution.cue,
    speaker: scene.speakers.get(attribution.cue),
    content: utterance,
    isUtterance: true,
    isContinuation: attribution.isContinuation || attribution.cue.sentence !== sentence,
  }
  return [...inner, spoken, ...outer]
}
