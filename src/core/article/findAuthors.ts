import type { ExtractionRules } from '../../domain/extraction.ts'
import { type NamePatterns, namePatternsOf } from './namePatterns.ts'
import { findMeta, type PageHead } from './pageHead.ts'
import { type JsonLdObject, textOf } from './parseJsonLd.ts'

const SEPARATOR = /\s*(?:,|;|\||\/| & | and | und | et | y | e | och | en )\s*/i
const ADDRESS = /https?:|www\.|@/i
const NO_NAME = /https?:|www\.|@|^\W*$|\d{4}/i
const MAX_AUTHORS = 20
const MAX_LENGTH = 120
const MAX_NAME_WORDS = 8

/**
 * Finds who signs an article.
 *
 * @param head The page's own words.
 * @param newsObject The JSON-LD object of the article.
 * @param objects All JSON-LD objects, to follow references.
 * @param bylines Texts of byline elements, in document order.
 * @param rules Names of meta elements, what leads a byline, and what is no name.
 * @returns Names without "By"; `[]` when nobody signs.
 * @throws Never.
 */
export function findAuthors(
  head: PageHead,
  newsObject: JsonLdObject | undefined,
  objects: readonly JsonLdObject[],
  bylines: readonly string[],
  rules: ExtractionRules,
): string[] {
  const patterns = namePatternsOf(rules)
  const declared = namesOf(newsObject?.['author'] ?? newsObject?.['creator'], objects, patterns)
  if (declared.length > 0) return distinct(declared)
  const told = rules.metaKeys.authors.map((key) => findMeta(head, [key]) ?? '').filter((value) => !ADDRESS.test(value))
  for (const text of [...told, ...bylines]) {
    const names = splitNames(text, patterns)
    if (names.length > 0) return distinct(names)
  }
  return []
}

function namesOf(value: unknown, objects: readonly JsonLdObject[], patterns: NamePatterns): string[] {
  if (Array.isArray(value)) return value.slice(0, MAX_AUTHORS).flatMap((item) => namesOf(item, objects, patterns))
  if (typeof value === 'string') return splitNames(value, patterns)
  if (typeof value !== 'object' || value === null) return []
  const person = value as JsonLdObject
  const id = person['@id']
  const name =
    textOf(person['name']) ??
    (id ? objects.map((object) => object['@id'] === id && textOf(object['name'])).find(Boolean) : undefined)
  return name ? [tidy(name, patterns)].filter((one) => isName(one, patterns)) : []
}

function splitNames(text: string, patterns: NamePatterns): string[] {
  const names = tidy(text, patterns).split(SEPARATOR)
  return names.map((name) => tidy(name, patterns)).filter((name) => isName(name, patterns))
}

const tidy = (name: string, { bylineLead }: NamePatterns): string =>
  name
    .replace(/\s+/g, ' ')
    .trim()
    .replace(bylineLead, '')
    .replace(/[\s,;:|–-]+$/, '')

function isName(name: string, { notAuthor }: NamePatterns): boolean {
  if (name.length < 2 || name.length > MAX_LENGTH || name.split(' ').length > MAX_NAME_WORDS) return false
  return !NO_NAME.test(name) && !notAuthor.test(name)
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)].slice(0, MAX_AUTHORS)
