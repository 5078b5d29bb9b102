import { parseDate } from './parseDate.ts'
import { parsePerson, uniquePeople } from './parsePerson.ts'
import type { Fields, Value } from './parserFields.ts'
import type { RawPerson, RawText } from './rawFeed.ts'

export interface Link {
  readonly href: string
  readonly rel: string
  readonly type: string
  readonly base: string | undefined
  readonly length: string | undefined
}

const LINKS = ['atom:link', 'link', 'sitemap:loc']

/** The links of a level, RSS's and Atom's, in document order within each. */
export function linksOf(fields: Fields): Link[] {
  const links: Link[] = []
  for (const { text, attributes, base } of everyOf(fields, LINKS)) {
    const href = (attributes['href'] ?? attributes['resource'] ?? text).trim()
    if (href === '') continue
    const rel = (attributes['rel'] ?? (attributes['href'] === undefined ? '' : 'alternate')).trim().toLowerCase()
    // IANA registers the long form of the same relations.
    const short = rel.replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//, '')
    links.push({ href, rel: short, type: attributes['type']?.toLowerCase() ?? '', base, length: attributes['length'] })
  }
  return links
}

/** The first text that is not blank; `base` is what its addresses are relative to when it does not say so itself. */
export function firstText(fields: Fields, names: readonly string[], base: string | undefined): RawText | undefined {
  for (const name of names) {
    for (const value of fields(name)) if (!isBlank(value)) return toText(value, base)
  }
  return undefined
}

/** The first value that is not blank, trimmed. */
export function first(fields: Fields, names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const value of fields(name)) if (!isBlank(value)) return value.text.trim()
  }
  return undefined
}

/**
 * The first date that can be read, trimmed; the first value that is not blank when none can. Of several elements with one
 * name the last: who writes a date twice has corrected it.
 */
export function firstDate(fields: Fields, names: readonly string[]): string | undefined {
  const written: string[] = []
  for (const name of names) {
    const last = fields(name).findLast((value) => !isBlank(value))
    if (last) written.push(last.text.trim())
  }
  // Nothing to choose from: whether it can be read is found out later.
  return written.length < 2 ? written[0] : (written.find((text) => parseDate(text)) ?? written[0])
}

// Without a copy of a long text, as trim() would make.
function isBlank({ text }: Value): boolean {
  return !/\S/.test(text)
}

function toText({ text, base: own }: Value, outer: string | undefined): RawText {
  const base = own ?? outer
  return base === undefined || base === '' ? { html: text } : { html: text, base }
}

const AUTHORS = [
  'atom:author',
  'author',
  'dc:creator',
  'dcterms:creator',
  'dc:author',
  'creator',
  'itunes:author',
  'googleplay:author',
]
const STAND_INS = ['managingeditor', 'itunes:owner', 'dc:publisher', 'webmaster', 'atom:contributor', 'dc:contributor']

/** Everybody whom a level names as its author. */
export function peopleOf(fields: Fields): RawPerson[] {
  const named = uniquePeople(everyOf(fields, AUTHORS).map(toPerson))
  return named.length > 0 ? named : uniquePeople(everyOf(fields, STAND_INS).map(toPerson))
}

function toPerson({ text, attributes: { name, email } }: Value): RawPerson | undefined {
  if (name === undefined && email === undefined) return parsePerson(text)
  const parsed = parsePerson(name ?? '')
  return defined({ name: parsed?.name ?? (email ? undefined : parsed?.email), email: email?.trim() || parsed?.email })
}

/** All values of several elements, in the order of the names. */
export function everyOf(fields: Fields, names: readonly string[]): Value[] {
  const values: Value[] = []
  for (const name of names) for (const value of fields(name)) values.push(value)
  return values
}

/** Leaves out what is undefined. */
export function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {}
  for (const name in values) if (values[name] !== undefined) kept[name] = values[name]
  return kept as never
}
