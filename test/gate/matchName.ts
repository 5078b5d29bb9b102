import type { GoldName } from './loadCorpus.ts'

/** Entity id → every name of that entity. */
export type NamesOf = (entityId: string) => readonly string[]

const LETTERS: Readonly<Record<string, string>> = { ı: 'i', ø: 'o', ł: 'l', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' }
const LEADING = new Set(['the', 'a', 'an', 'its', 'his', 'her', 'their', 'our'])
const PRONOUNS = new Set(['he', 'she', 'it', 'they', 'we', 'you', 'i', 'him', 'her', 'them', 'us', 'his', 'its'])
const TITLES = new Set([
  ...['mr', 'mrs', 'ms', 'dr', 'sir', 'lord', 'lady', 'dame', 'president', 'senator', 'sen', 'rep', 'gov'],
  ...['general', 'gen', 'colonel', 'col', 'major', 'maj', 'minister', 'prime', 'foreign', 'former', 'chief', 'pastor'],
  ...['secretary', 'chancellor', 'premier', 'ambassador', 'spokesman', 'spokeswoman', 'spokesperson', 'leader'],
])

/**
 * Tells whether a mention names whom the label names.
 *
 * Compared are the printed name and every name of the entity, folded (case, diacritics, apostrophes, dots, titles,
 * leading "the"). The words that the label quotes are right too unless they are a pronoun, and so is a full name behind
 * its description.
 *
 * @param gold The label's role. Several names are one set, in any order.
 * @param found What the tagger says; `narrator` is also right as a resolution without a name.
 * @returns `true` for nobody and nobody.
 * @throws Never.
 */
export function matchName(
  gold: GoldName,
  found: { readonly entityId: string | null; readonly name: string | null; readonly resolution?: string },
  namesOf: NamesOf,
): boolean {
  const isNobody = found.entityId === null && found.name === null
  if (gold.name === 'narrator' && (found.resolution === 'narrator' || found.name === 'narrator')) return true
  if (isNobody) return gold.name === null || gold.accepted.includes(null)

  const printed = gold.printed !== null && !PRONOUNS.has(gold.printed.toLowerCase()) ? gold.printed : null
  const wanted = [gold.name, ...gold.accepted, printed].filter((name) => name !== null)
  const foundSets = [
    splitNames(found.name).map((name) => [name]),
    splitNames(found.entityId).map((id) => [id, ...namesOf(id)]),
  ]
  return wanted.some((name) => foundSets.some((set) => isSameSet(splitNames(name), set)))
}

/**
 * Folds a name for comparison.
 *
 * @returns Lower-case words without diacritics, titles and leading articles; the words themselves when nothing else is left.
 * @throws Never.
 */
export function foldName(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[ıøłđßæœ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘`]/g, "'")
    .replace(/'s?(?=\s|$)/g, '')
    .replace(/[.,"“”()[\]!?]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '')
  while (words.length > 1 && LEADING.has(words[0] ?? '')) words.shift()
  const bare = [...words]
  while (bare.length > 1 && TITLES.has(bare[0] ?? '')) bare.shift()
  return bare.join(' ')
}

function splitNames(names: string | null): string[] {
  return names === null
    ? []
    : names
        .split(';')
        .map((name) => name.trim())
        .filter((name) => name !== '')
}

function isSameSet(wanted: readonly string[], found: readonly (readonly string[])[]): boolean {
  return (
    wanted.length > 0 &&
    wanted.length === found.length &&
    wanted.every((name) => found.some((names) => names.some((other) => isSameName(name, other))))
  )
}

function isSameName(wanted: string, found: string): boolean {
  const folded = foldName(wanted)
  const other = foldName(found)
  return folded === other || (folded.includes(' ') && other.endsWith(` ${folded}`))
}
