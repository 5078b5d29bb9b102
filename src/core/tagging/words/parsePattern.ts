/** One step of a pattern. */
export type PatternStep =
  | { readonly kind: 'words'; readonly words: ReadonlySet<string> }
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'gap'; readonly max: number; readonly isOverCommas: boolean }

/**
 * Reads a pattern of the lexicon: steps separated by spaces.
 *
 * - `word` or `one|two`: one of these words
 * - `{deny}` or `{deny|refute}`: any form of the verb
 * - `<class>`: a word (or phrase) of the class
 * - `...3`: at most three words in between, no punctuation; `...3,`: commas are allowed
 *
 * @param pattern For example `{issue} ...3 denial|denials`.
 * @param formsOf Gives the forms of a verb.
 * @returns The steps in order.
 * @throws Never: an unreadable step is read as a word.
 */
export function parsePattern(pattern: string, formsOf: (verb: string) => readonly string[]): PatternStep[] {
  return pattern.split(' ').map((step): PatternStep => {
    if (step.startsWith('...'))
      return { kind: 'gap', max: Number.parseInt(step.slice(3), 10), isOverCommas: step.endsWith(',') }
    if (step.startsWith('<')) return { kind: 'class', name: step.slice(1, -1) }
    const words = (step.match(/\{[^}]*\}|[^|]+/g) ?? []).flatMap((word) =>
      word.startsWith('{') ? word.slice(1, -1).split('|').flatMap(formsOf) : [word],
    )
    return { kind: 'words', words: new Set(words) }
  })
}
