import type { TokenRange } from './findParagraphs.ts'
import { matchSteps } from './matchPhrases.ts'
import type { Reading } from './readText.ts'

const MAX_METHODS = 3

/**
 * Finds by which methods an actor is said to interfere, in the words of one stretch.
 *
 * @returns Codes of the taxonomy in the order of the words, three at most; `unspecified` alone when none is named.
 * @throws Never.
 */
export function findMethods(reading: Reading, range: TokenRange): string[] {
  const codes = new Set<string>()
  for (let at = range.from; at < range.to && codes.size < MAX_METHODS; at += 1) {
    for (const cue of reading.index.methodCues.get(reading.tokens[at]!.norm) ?? []) {
      if (codes.size >= MAX_METHODS) break
      if (matchSteps(reading.tokens, reading.classes, cue.steps, at) >= 0) codes.add(cue.method.code)
    }
  }
  return codes.size > 0 ? [...codes] : ['unspecified']
}
