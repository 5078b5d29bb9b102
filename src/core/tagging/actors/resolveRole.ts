import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import type { Reading } from '../text/readText.ts'
import type { Cast, Person, RoleWords } from './buildCast.ts'

/**
 * Finds the one person of the article whom a description fits: `the Turkish foreign minister`, `Erdogan’s main rival`.
 *
 * @param country The state that the description names.
 * @returns undefined when nobody or more than one fits, or when the description is indefinite (`a minister`).
 * @throws Never.
 */
export function resolveRole(
  reading: Reading,
  cast: Cast,
  phrase: NounPhrase,
  country: string | null,
): Person | undefined {
  const { tokens, classes } = reading
  const head = classes[phrase.head]!
  const isChallenger = head.has('challenger') && !isAlliance(reading, phrase)
  if (!(head.has('role') || isChallenger) || head.has('plural')) return undefined
  if (['a', 'an', 'some', 'no', 'another', 'any', 'every'].includes(tokens[phrase.from]!.norm)) return undefined
  const owner = ownerOf(reading, cast, phrase)
  const wanted = new Set(tokens.slice(phrase.from, phrase.to).map((token) => token.norm))
  const others = cast.persons.filter((person) => person !== owner && person.roles.length > 0)
  const bodies = bodiesIn(reading, phrase)
  const fits = (role: RoleWords) =>
    bodies.every((word) => role.words.has(word)) &&
    (isChallenger ? isChallengerRole(reading, role) : hasSameTitle(reading, wanted, tokens[phrase.head]!.norm, role)) &&
    (country === null || role.country === null || role.country === country)
  const inText = others.filter((person) => person.roles.some((role) => role.isFromText && fits(role)))
  if (inText.length === 1) return inText[0]
  if (inText.length > 1) return closest(reading, inText, phrase, country)
  if (country === null && !isChallenger) return undefined
  const byOffice = others.filter((person) =>
    person.roles.some((role) => !role.isFromText && fits(role) && isInOffice(reading, role)),
  )
  return byOffice.length === 1 ? byOffice[0] : undefined
}

/** `BNP leader` is no leader of another party. */
function bodiesIn(reading: Reading, phrase: NounPhrase): string[] {
  const words: string[] = []
  for (let at = phrase.from; at < phrase.head; at += 1) {
    const name = reading.nameAt[at]
    const isParty = name !== undefined && (name.sense === 'unknown' || name.candidates[0]?.kind === 'party')
    const isBody = isParty && reading.tokens[name.to]?.kind !== 'possessive'
    if (isBody || (!name && reading.tokens[at]!.isAcronym)) words.push(reading.tokens[at]!.norm)
  }
  return words
}

/** `the united opposition` is more than its candidate. */
function isAlliance(reading: Reading, phrase: NounPhrase): boolean {
  return reading.tokens
    .slice(phrase.from, phrase.head)
    .some((token) => ['united', 'joint', 'whole'].includes(token.norm))
}

/** `Erdogan’s main rival` is not Erdogan. */
function ownerOf(reading: Reading, cast: Cast, phrase: NounPhrase): Person | undefined {
  for (let at = phrase.from; at < phrase.head; at += 1) {
    const person = cast.personOf.get(reading.nameOf[at] ?? -1)
    if (person) return person
  }
  return undefined
}

function isChallengerRole(reading: Reading, role: RoleWords): boolean {
  return [...role.words].some((word) => reading.index.classes.get(word)?.has('challenger')) && !role.words.has('former')
}

function hasSameTitle(reading: Reading, wanted: ReadonlySet<string>, head: string, role: RoleWords): boolean {
  if (role.head !== head && !role.words.has(head)) return false
  const isModifier = (word: string) => reading.index.classes.get(word)?.has('roleModifier') ?? false
  const isRelevant = (word: string) =>
    isModifier(word) && !['top', 'senior', 'chief', 'long-time', 'outgoing', 'incumbent', 'government'].includes(word)
  return (
    [...wanted].filter(isRelevant).every((word) => role.words.has(word)) &&
    [...role.words].filter(isRelevant).every((word) => wanted.has(word) || !wanted.has(head) || wanted.size <= 2)
  )
}

/** Of several whom it fits: the one from the state that is named, else the one named last, if in this sentence or the one before. */
function closest(
  reading: Reading,
  persons: readonly Person[],
  phrase: NounPhrase,
  country: string | null,
): Person | undefined {
  const exact = persons.filter((person) =>
    person.roles.some((role) => role.isFromText && role.country === country && country !== null),
  )
  if (exact.length === 1) return exact[0]
  const sentence = reading.sentenceOf[phrase.head]!
  const near = persons.filter((person) => {
    return person.mentions.some((mention) => {
      const at = reading.names[mention]!.from
      return at < phrase.from && reading.sentenceOf[at]! >= sentence - 1
    })
  })
  return near.length === 1 ? near[0] : undefined
}

function isInOffice(reading: Reading, role: RoleWords): boolean {
  const year = reading.article.publishedAt?.getUTCFullYear()
  if (year === undefined || role.from === undefined) return true
  return role.from <= year && (role.to === null || role.to === undefined || year <= role.to)
}
