import type { Method } from '../../../domain/lexicon.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'
import { matchSteps } from '../words/matchPhrases.ts'

const MAX_METHODS = 3

interface Found extends TokenRange {
  readonly method: Method
}

/**
 * Finds by which methods an actor is said to interfere, in the words of one stretch.
 *
 * @returns Codes of the taxonomy in the order of the words, three at most; `unspecified` alone when none is named.
 * @throws Never.
 */
export function findMethods(reading: Reading, range: TokenRange): string[] {
  const found: Found[] = []
  for (let at = range.from; at < range.to; at += 1) {
    for (const { method, steps } of reading.index.methodCues.get(reading.tokens[at]!.norm) ?? []) {
      const to = matchSteps(reading.tokens, reading.classes, steps, at)
      if (to >= 0) found.push({ method, from: at, to })
    }
  }
  const isOutweighed = (one: Found) =>
    found.some(
      (other) => other.method.outweighs?.includes(one.method.code) && other.from <= one.from && one.to <= other.to,
    )
  const codes = new Set(found.filter((each) => !isOutweighed(each)).map(({ method }) => method.code))
  return codes.size > 0 ? [...codes].slice(0, MAX_METHODS) : ['unspecified']
}
