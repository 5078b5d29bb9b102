import { decodeHTMLStrict } from 'entities'
import type { RawPerson } from './rawFeed.ts'

// Short of RFC 5322 on purpose: what people write into feeds.
const EMAIL = /[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/

/**
 * Reads a name, an e-mail address, or both, in the ways that RSS has them: `a@b.org (Ann Lee)`, `Ann Lee <a@b.org>`.
 *
 * @param text As written; may hold markup and entities.
 * @returns undefined when nothing is left.
 * @throws Never.
 */
export function parsePerson(text: string): RawPerson | undefined {
  const plain = decodeHTMLStrict(text.slice(0, 20_000).replace(/<\/?[a-z][^<>@]*>/gi, ' '))
    .replace(/\s+/g, ' ')
    .trim()
  if (plain === '') return undefined
  const email = EMAIL.exec(plain)?.[0]
    .replace(/^mailto:/i, '')
    .replace(/\.$/, '')
  if (email === undefined) return { name: plain }
  const rest = plain
    .replace(email, ' ')
    .replace(/mailto:/i, ' ')
    .replace(/\(\s*\)|<\s*>|\[\s*\]/g, ' ')
    .trim()
  const name = (/^\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/.exec(rest)?.[1] ?? rest).replace(/^["'\s,;:-]+|["'\s,;:-]+$/g, '')
  return name === '' ? { email } : { name, email }
}

/**
 * Joins what a Feed says about people in several places.
 *
 * @param people In order of trust.
 * @returns Each once.
 * @throws Never.
 */
export function uniquePeople(people: readonly (RawPerson | undefined)[]): RawPerson[] {
  const seen = new Map<string, RawPerson>()
  for (const person of people) {
    if (!person || (!person.name && !person.email)) continue
    const key = `${person.name ?? ''}\n${person.email ?? ''}`.toLowerCase()
    if (!seen.has(key)) seen.set(key, person)
  }
  return [...seen.values()]
}
