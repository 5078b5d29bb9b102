import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'

const COMMON = [
  'determiner',
  'preposition',
  'pronoun',
  'beVerb',
  'haveVerb',
  'relative',
  'adverb',
  'say',
  'contest',
  'accusation',
  'interference',
] as const
const STEM_LENGTH = 4

/**
 * Collects the beginnings of the words that say what something is about, so that `hacking` and `hacked` are alike.
 *
 * @param keepsTopic Words for elections, interference and accusations count too.
 * @returns Four letters each; no names.
 * @throws Never.
 */
export function stemsIn(reading: Reading, range: TokenRange, keepsTopic = false): Set<string> {
  const stems = new Set<string>()
  const common = keepsTopic ? COMMON.slice(0, 8) : COMMON
  for (let at = range.from; at < range.to; at += 1) {
    const token = reading.tokens[at]!
    const isCommon = common.some((name) => reading.classes[at]!.has(name))
    if (token.kind === 'word' && token.norm.length >= STEM_LENGTH && !isCommon && reading.nameOf[at]! < 0)
      stems.add(token.norm.slice(0, STEM_LENGTH))
  }
  return stems
}
