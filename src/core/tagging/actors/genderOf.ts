import type { Reading } from '../text/readText.ts'
import { foldWord } from '../words/foldWord.ts'
import type { Person } from './buildCast.ts'

type Gender = 'feminine' | 'masculine'

/**
 * Tells whether a pronoun cannot mean a person: `she` is no man.
 *
 * @param pronoun Folded.
 * @returns False when it is not known.
 * @throws Never.
 */
export function isOtherGender(reading: Reading, person: Person, pronoun: string): boolean {
  const wanted = genderOfWord(reading, pronoun)
  const own = wanted && genderOf(reading, person)
  return own !== undefined && own !== wanted
}

/** From titles in the text (`Ms`, `spokeswoman`), else from the given name. */
function genderOf(reading: Reading, person: Person): Gender | undefined {
  for (const role of person.roles) {
    const gender = role.isFromText ? genderOfWord(reading, role.head) : undefined
    if (gender) return gender
  }
  const given = foldWord(person.name.split(' ')[0]!)
  if (reading.index.feminineNames.has(given)) return 'feminine'
  return reading.index.masculineNames.has(given) ? 'masculine' : undefined
}

function genderOfWord(reading: Reading, word: string): Gender | undefined {
  const known = reading.index.classes.get(word)
  if (known?.has('feminine')) return 'feminine'
  return known?.has('masculine') ? 'masculine' : undefined
}
