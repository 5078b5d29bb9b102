import type { Classes } from './matchPhrases.ts'

/**
 * Makes a test for any of some classes. Words share their classes, so each word is asked once.
 *
 * @throws Never.
 */
export function hasAnyClass(...names: readonly string[]): (known: Classes) => boolean {
  const answers = new WeakMap<Classes, boolean>()
  return (known) => {
    const before = answers.get(known)
    if (before !== undefined) return before
    const answer = names.some((name) => known.has(name))
    answers.set(known, answer)
    return answer
  }
}
