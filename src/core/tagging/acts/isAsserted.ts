import type { Reading } from '../text/readText.ts'
import type { Act } from './findActs.ts'

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
    if (reading.classes[at]!.has('modal')) return false
    if (reading.classes[at]!.has('happening')) return true
    if (reading.tokens[at]!.kind === 'stop') return false
  }
  return isPresupposed(reading, act)
}

const MAX_PREDICATE = 8
const UNDOING = ['negator', 'discredit', 'modal', 'topicVerb', 'topic', 'inquiry', 'condition']

/** `The Russian intrusion in our election has become alarming`: whoever says so takes it for granted. */
function isPresupposed({ tokens, classes, sentenceOf }: Reading, act: Act): boolean {
  const next = classes[act.end]
  if (!next?.has('beVerb') && !next?.has('haveVerb')) return false
  const to = Math.min(tokens.length, act.end + MAX_PREDICATE)
  for (let at = act.end; at < to && sentenceOf[at] === act.sentence; at += 1) {
    if (tokens[at]!.kind === 'stop' || tokens[at]!.kind === 'quote') break
    const isPlain = ['that', 'is', 'was', 'are', 'were'].includes(tokens[at]!.norm)
    if (!isPlain && UNDOING.some((name) => classes[at]!.has(name))) return false
  }
  return true
}
