const SPECIAL: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
}

// Cyrillic letters that look like Latin ones, for words that mix the two scripts.
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
}

const ASCII_WORD = /^[a-z0-9'.]+$/
const DROPPED = /[\p{M}\p{Cf}]/gu
const LATIN = /\p{Script=Latin}/u
const CYRILLIC = /\p{Script=Cyrillic}/u

/**
 * Folds one word to the spelling under which lexicons know it: lower case, no diacritics, no invisible characters,
 * compatibility forms replaced. Offsets stay with the token, so the length may change.
 *
 * @param word One token as written.
 * @returns For example `kilicdaroglu` for `Kılıçdaroğlu`; `''` for a word of invisible characters only.
 * @throws Never.
 */
export function foldWord(word: string): string {
  const lower = word.toLowerCase().replace(/[’`´]/g, "'")
  if (ASCII_WORD.test(lower)) return lower
  let folded = ''
  for (const letter of lower.slice(0, 200).normalize('NFKD').replace(DROPPED, '')) folded += SPECIAL[letter] ?? letter
  if (!(CYRILLIC.test(folded) && LATIN.test(folded))) return folded
  return Array.from(folded, (letter) => LOOKALIKES[letter] ?? letter).join('')
}
