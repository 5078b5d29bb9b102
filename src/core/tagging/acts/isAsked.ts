import type { Reading, Sentence } from '../text/readText.ts'
import type { Act } from './findActs.ts'

/**
 * Tells whether an act stands in a question, also one that ends inside the sentence:
 * `“Why would they meddle?” she said`.
 *
 * @throws Never.
 */
export function isAsked({ tokens, utteranceOf }: Reading, sentence: Sentence, act: Act): boolean {
  if (sentence.isQuestion) return true
  for (let at = act.end; at < sentence.to && utteranceOf[at] === utteranceOf[act.at]; at += 1)
    if (tokens[at]!.kind === 'stop') return tokens[at]!.norm === '?'
  return false
}
