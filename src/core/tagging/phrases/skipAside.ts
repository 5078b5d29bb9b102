import type { Reading } from '../text/readText.ts'

const MAX_ASIDE = 14

/**
 * Steps over an aside between a noun and its clause: `allegations, first published in a daily, that`.
 *
 * @param comma Index of the comma that may open the aside.
 * @returns Index of `that` behind it; `comma` itself when there is no such aside.
 * @throws Never.
 */
export function skipAside({ tokens, classes }: Reading, comma: number, limit: number): number {
  const opener = classes[comma + 1]
  const isOpened =
    tokens[comma]?.norm === ',' && ['verb.past', 'verb.ing', 'relative', 'adverb'].some((name) => opener?.has(name))
  if (!isOpened) return comma
  for (let at = comma + 2; at < Math.min(limit - 1, comma + MAX_ASIDE); at += 1) {
    if (['stop', 'quote', 'open'].includes(tokens[at]!.kind) || tokens[at]!.norm === ';') return comma
    if (tokens[at]!.norm === ',') return tokens[at + 1]!.norm === 'that' ? at + 1 : comma
  }
  return comma
}
