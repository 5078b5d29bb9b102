import type { TokenRange } from '../text/findParagraphs.ts'
import type { Sentence } from '../text/readText.ts'
import type { Governor } from './findGovernors.ts'

/**
 * Cuts what a cue is about to one sentence.
 *
 * @throws Never.
 */
export function contentIn(inner: Governor, sentence: Sentence): TokenRange {
  return { from: Math.max(inner.content.from, sentence.from), to: Math.min(inner.content.to, sentence.to) }
}
