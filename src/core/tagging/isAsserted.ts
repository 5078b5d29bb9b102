import type { Act } from './findActs.ts'
import type { Reading } from './readText.ts'

/**
 * Tells whether words say that an interference named by a noun exists: `this is Russian interference`,
 * `evidence of meddling`. A mere topic (`the probe into meddling`) is not enough.
 *
 * @param floor Start of the content in which it stands.
 * @throws Never.
 */
export function isAsserted(reading: Reading, act: Act, floor: number): boolean {
  for (let at = act.at - 1; at >= Math.max(floor, act.at - 10); at -= 1) {
    const known = reading.classes[at]!
    if (known.has('topic')) return false
    if (known.has('existence') || known.has('allege')) return true
    if (reading.tokens[at]!.kind === 'stop' || known.has('clauseStart')) return false
  }
  for (let at = act.end; at < Math.min(reading.tokens.length, act.end + 4); at += 1) {
    if (reading.classes[at]!.has('happening')) return true
    if (reading.tokens[at]!.kind === 'stop') return false
  }
  return false
}
