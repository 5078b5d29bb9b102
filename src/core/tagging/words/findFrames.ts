import type { Lexicon } from '../../../domain/lexicon.ts'
import type { LexiconIndex } from './indexLexicon.ts'
import type { Classes } from './matchPhrases.ts'

/** A frame of the lexicon: a class of verbs or of phrases opens it. */
interface Opened {
  readonly verbs?: string
  readonly phrase?: string
}

/**
 * Makes a search for the frames that a word can open. Words share their classes, so each word is asked once.
 *
 * @throws Never.
 */
export function findFrames<F extends Opened>(
  framesIn: (lexicon: Lexicon) => readonly F[],
): (index: LexiconIndex, known: Classes) => readonly F[] {
  const answers = new WeakMap<Classes, readonly F[]>()
  return ({ lexicon }, known) => {
    const before = answers.get(known)
    if (before) return before
    const answer = framesIn(lexicon).filter(({ verbs, phrase }) => known.has(verbs ?? phrase ?? ''))
    answers.set(known, answer)
    return answer
  }
}
