import { findMeta, type PageHead } from './pageHead.ts'
import { type JsonLdObject, textOf } from './parseJsonLd.ts'

const META = [
  'author',
  'article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'byl',
  'citation_author',
  'article.author',
  'twitter:creator',
]
const LEAD =
  /^(?:(?:written|posted|published|reporting|story|words|text)\s+)?(?:by|von|par|por|di|door|av|af|autor|author|auteur|autore|от|автор)\s*:?\s+/i
const SEPARATOR = /\s*(?:,|;|\||\/| & | and | und | et | y | e | och | en )\s*/i
const ADDRESS = /https?:|www\.|@/i
const NOT_A_NAME =
  /https?:|www\.|@|^\W*$|\d{4}|^(?:admin|administrator|author|editor|staff|unknown|anonymous|guest|redaktion)$/i
const MAX_AUTHORS = 20
const MAX_LENGTH = 120

/**
 * Finds who signs an article.
 *
 * @param head The page's own words.
 * @param newsObject The JSON-LD object of the article.
 * @param objects All JSON-LD objects, to follow references.
 * @param bylines Texts of byline elements, in document order.
 * @returns Names without "By"; `[]` when nobody signs.
 * @throws Never.
 */
export function findAuthors(
  head: PageHead,
  newsObject: JsonLdObject | undefined,
  objects: readonly JsonLdObject[],
  bylines: readonly string[],
): string[] {
  const declared = namesOf(newsObject?.['author'] ?? newsObject?.['creator'], objects).filter(isName)
  if (declared.length > 0) return distinct(declared)
  for (const key of META) {
    const value = findMeta(head, [key]) ?? ''
    const names = ADDRESS.test(value) ? [] : splitNames(value)
    if (names.length > 0) return distinct(names)
  }
  for (const byline of bylines) {
    const names = splitNames(byline)
    if (names.length > 0) return distinct(names)
  }
  return []
}

function namesOf(value: unknown, objects: readonly JsonLdObject[]): string[] {
  if (Array.isArray(value)) return value.slice(0, MAX_AUTHORS).flatMap((item) => namesOf(item, objects))
  if (typeof value === 'string') return splitNames(value)
  if (typeof value !== 'object' || value === null) return []
  const person = value as JsonLdObject
  const name = textOf(person['name'])
  if (name) return [tidy(name)]
  const known = objects.find((object) => object['@id'] === person['@id'] && textOf(object['name']))
  return person['@id'] && known ? [tidy(textOf(known['name']) ?? '')] : []
}

function splitNames(text: string): string[] {
  return tidy(text).split(SEPARATOR).map(tidy).filter(isName)
}

const tidy = (name: string): string =>
  name
    .replace(/\s+/g, ' ')
    .trim()
    .replace(LEAD, '')
    .replace(/[\s,;:|–-]+$/, '')
const isName = (name: string): boolean =>
  name.length > 1 && name.length <= MAX_LENGTH && !NOT_A_NAME.test(name) && name.split(' ').length <= 8
const distinct = (names: readonly string[]): string[] => [...new Set(names)].slice(0, MAX_AUTHORS)
