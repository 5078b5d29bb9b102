import type { Governor } from './findGovernors.ts'
import type { Scene } from './scene.ts'

const MAX_ADJUNCT = 6

/**
 * Tells whether what a cue governs is simply said: between quotation marks, or behind a verb of saying.
 *
 * @throws Never.
 */
export function isSaying(scene: Scene, governor: Governor): boolean {
  if (governor.isUtterance) return true
  // `is said to have meddled`: nobody in particular says so.
  if (governor.cue.group.isPassive && scene.reading.tokens[governor.cue.end]?.norm === 'to') return false
  const known = scene.reading.classes[governor.cue.at]!
  if (scene.reading.tokens[governor.cue.at]!.norm === ':') return true
  if (isDenouncingThat(scene, governor)) return true
  return (known.has('say') || known.has('accordingTo')) && !known.has('deny') && !known.has('accuse')
}

/**
 * Tells cues with an object of their own, which are judged elsewhere.
 *
 * @throws Never.
 */
export function isTakingStand(scene: Scene, governor: Governor): boolean {
  if (isDenouncingThat(scene, governor) || isAside(scene, governor)) return false
  const known = scene.reading.classes[governor.cue.at]!
  return ['accuse', 'blame', 'deny', 'reject', 'chargeWith', 'label', 'rebuke', 'denounce'].some((name) =>
    known.has(name),
  )
}

/**
 * Tells `there is no doubt that` from a cue that is negated.
 *
 * @throws Never.
 */
export function isDoubtless(scene: Scene, governor: Governor): boolean {
  const { classes } = scene.reading
  for (let at = Math.max(0, governor.cue.at - 4); at <= governor.cue.at; at += 1) {
    if (at + (classes[at]!.get('noDoubt') ?? 0) > governor.cue.at) return true
  }
  return false
}

/** `denounced on Monday that hackers had attacked the vote`: says so. */
function isDenouncingThat(scene: Scene, governor: Governor): boolean {
  const { classes, tokens } = scene.reading
  const { cue } = governor
  if (!classes[cue.at]!.has('denounce') || classes[cue.at]!.has('deny')) return false
  for (let at = cue.end; at < Math.min(cue.content.to, cue.end + MAX_ADJUNCT); at += 1) {
    if (tokens[at]!.norm === 'that') return true
    const isAdjunct = ['timeWord', 'preposition', 'determiner', 'adverb'].some((name) => classes[at]!.has(name))
    if (!isAdjunct && tokens[at]!.norm !== ',') return false
  }
  return false
}

/** `in what she called an attempt to sway the vote`. */
function isAside(scene: Scene, governor: Governor): boolean {
  const { subject } = governor.cue
  return (
    scene.reading.classes[governor.cue.at]!.has('label') &&
    subject !== undefined &&
    scene.reading.tokens[subject.from - 1]?.norm === 'what'
  )
}
