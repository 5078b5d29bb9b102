import type { Governor } from './findGovernors.ts'
import type { TokenRange } from './findParagraphs.ts'
import type { Sentence } from './readText.ts'

/**
 * Cuts what a cue is about to one sentence.
 *
 * @throws Never.
 */
export function contentIn(inner: Governor, sentence: Sentence): TokenRange {
  return { from: Math.max(inner.content.from, sentence.from), to: Math.min(inner.content.to, sentence.to) }
}
