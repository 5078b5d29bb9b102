const MIXED =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}|\p{Script=Cyrillic}[\p{Script=Latin}\p{Script=Greek}]\p{Script=Cyrillic}/u

/**
 * Tells whether a letter that only looks right stands inside a word: a Cyrillic `е` in `dеnied`.
 *
 * @param text Any text.
 * @returns True where a letter of one script stands between two of another; names in their own script do not count.
 * @throws Never.
 */
export function hasMixedScripts(text: string): boolean {
  return MIXED.test(text)
}
