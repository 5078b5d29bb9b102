const VOWELS = 'aeiou'

/** The written forms of a verb. */
export interface VerbForms {
  readonly base: string
  readonly third: string
  readonly past: readonly string[]
  readonly ing: readonly string[]
}

/**
 * Derives the forms of an English verb.
 *
 * @param base For example `deny`.
 * @param irregular Forms that replace the derived ones of the same kind, for example `told`.
 * @returns `deny`, `denies`, `denied`, `denying`.
 * @throws Never.
 */
export function inflectVerb(base: string, irregular: readonly string[]): VerbForms {
  const ing = irregular.filter((form) => form.endsWith('ing'))
  const third = irregular.find((form) => form.endsWith('s') && !form.endsWith('ss'))
  const past = irregular.filter((form) => !ing.includes(form) && form !== third)
  return {
    base,
    third: third ?? addS(base),
    past: past.length > 0 ? past : [addEd(doubled(base))],
    ing: ing.length > 0 ? ing : [addIng(doubled(base))],
  }
}

/**
 * Derives the plural of a regular English noun.
 *
 * @throws Never.
 */
export function pluralize(noun: string): string {
  return addS(noun)
}

/** `prop` has `propped`: one short vowel before one consonant. */
function doubled(base: string): string {
  return /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(base) ? `${base}${base.at(-1)}` : base
}

function addS(word: string): string {
  if (endsInConsonantY(word)) return `${word.slice(0, -1)}ies`
  return /(s|x|z|ch|sh|o)$/.test(word) ? `${word}es` : `${word}s`
}

function addEd(word: string): string {
  if (endsInConsonantY(word)) return `${word.slice(0, -1)}ied`
  return word.endsWith('e') ? `${word}d` : `${word}ed`
}

function addIng(word: string): string {
  return word.endsWith('e') && !word.endsWith('ee') ? `${word.slice(0, -1)}ing` : `${word}ing`
}

function endsInConsonantY(word: string): boolean {
  return word.endsWith('y') && !VOWELS.includes(word.at(-2) ?? '')
}
