import type { Act } from '../acts/findActs.ts'
import type { Governor } from './findGovernors.ts'
import type { Scene } from './scene.ts'

/**
 * Tells reports that a cue is about from what it says: `“Nonsense,” he said of reports that they meddled`.
 *
 * @throws Never.
 */
export function isAboutReport(scene: Scene, { cue, isUtterance }: Governor, act: Act): boolean {
  const { tokens, classes } = scene.reading
  if (isUtterance || !['of', 'about'].includes(tokens[cue.end]?.norm ?? '')) return false
  for (let at = cue.end + 1; at < Math.min(act.at, cue.end + 4); at += 1) {
    if (classes[at]!.has('accusation') || classes[at]!.has('accusationWeak')) return true
  }
  return false
}
