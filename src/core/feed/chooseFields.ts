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

/** The links of a level, RSS's and Atom's, in document order within each. */
export function linksOf(fields: Fields): Link[] {
  return [...fields('atom:link'), ...fields('link'), ...fields('sitemap:loc')].flatMap(({ text, attributes, base }) => {
    const href = (attributes['href'] ?? attributes['resource'] ?? text).trim()
    const rel = (attributes['rel'] ?? (attributes['href'] === undefined ? '' : 'alternate')).trim().toLowerCase()
    const { length } = attributes
    // IANA registers the long form of the same relations.
    const short = rel.replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//, '')
    return href === '' ? [] : [{ href, rel: short, type: (attributes['type'] ?? '').toLowerCase(), base, length }]
  })
}

/** The first text that is not blank; `base` is what its addresses are relative to when it does not say so itself. */
export function firstText(fields: Fields, names: readonly string[], base: string | undefined): RawText | undefined {
  for (const name of names) {
    const value = fields(name).find(({ text }) => text.trim() !== '')
    if (value) return toText(value, base)
  }
  return undefined
}

/** The first value that is not blank, trimmed. */
export function first(fields: Fields, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields(name).find(({ text }) => text.trim() !== '')
    if (value) return value.text.trim()
  }
  return undefined
}

/**
 * The first date that can be read, trimmed; the first value that is not blank when none can. Of several elements with one
 * name the last: who writes a date twice has corrected it.
 */
export function firstDate(fields: Fields, names: readonly string[]): string | undefined {
  const written = names.flatMap(
    (name) =>
      fields(name)
        .findLast(({ text }) => text.trim() !== '')
        ?.text.trim() ?? [],
  )
  // Nothing to choose from: whether it can be read is found out later.
  return written.length < 2 ? written[0] : (written.find((text) => parseDate(text)) ?? written[0])
}

function toText({ text, base: own }: Value, outer: string | undefined): RawText {
  const base = own ?? outer
  return base === undefined || base === '' ? { html: text } : { html: text, base }
}

/** Everybody whom a level names as its author. */
export function peopleOf(fields: Fields): RawPerson[] {
  const people = (names: readonly string[]) =>
    names.flatMap((name) =>
      fields(name).map(({ text, attributes }): RawPerson | undefined => {
        const { name: own, email } = attributes
        if (own === undefined && email === undefined) return parsePerson(text)
        const parsed = parsePerson(own ?? '')
        return defined({
          name: parsed?.name ?? (email ? undefined : parsed?.email),
          email: email?.trim() || parsed?.email,
        })
      }),
    )
  const named = people([
    'atom:author',
    'author',
    'dc:creator',
    'dcterms:creator',
    'dc:author',
    'creator',
    'itunes:author',
    'googleplay:author',
  ])
  const fallback = people([
    'managingeditor',
    'itunes:owner',
    'dc:publisher',
    'webmaster',
    'atom:contributor',
    'dc:contributor',
  ])
  const unique = uniquePeople(named)
  return unique.length > 0 ? unique : uniquePeople(fallback)
}

/** Leaves out what is undefined. */
export function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {}
  for (const name in values) if (values[name] !== undefined) kept[name] = values[name]
  return kept as never
}
