import lists from './namespaces.json' with { type: 'json' }
import type { Attributes } from './readTokens.ts'

const PREFIXES = new Map(Object.entries(lists.prefixes))
const TRUSTED: ReadonlySet<string> = new Set(lists.trusted)
const ALIASES = new Map(Object.entries(lists.aliases))

/** The namespaces in force at a tag: those that it declares, and the scope around it. */
export interface Scope {
  /** Prefix to plain URI; '' is the default namespace. */
  readonly own: ReadonlyMap<string, string>
  readonly outer: Scope | undefined
  /** Scopes around it. */
  readonly depth: number
}

/** Declarations nested deeper are not heeded: each name would be sought through all of them. */
const MAX_SCOPES = 16

/** Outside of every tag. */
export const NO_SCOPE: Scope = { own: new Map(), outer: undefined, depth: 0 }

/**
 * Adds the namespaces that a tag declares to those in force around it.
 *
 * @param outer In force outside of the tag.
 * @param attributes Of the tag, as written.
 * @returns `outer` itself when the tag declares none, or stands too deep.
 * @throws Never.
 */
export function openScope(outer: Scope, attributes: Attributes): Scope {
  if (outer.depth >= MAX_SCOPES) return outer
  let own: Map<string, string> | undefined
  for (const name in attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    own ??= new Map()
    own.set(name === 'xmlns' ? '' : name.slice(6).toLowerCase(), plainUri(attributes[name]!))
  }
  return own ? { own, outer, depth: outer.depth + 1 } : outer
}

/**
 * Says whether a tag declares a namespace under any prefix.
 *
 * @param scope Of the tag.
 * @param canonical Our prefix for it; '' is RSS 0.9, 1.0 or 1.1.
 * @throws Never.
 */
export function declares({ own }: Scope, canonical: string): boolean {
  return [...own.values()].some((uri) => uri !== '' && PREFIXES.get(uri) === canonical)
}

function findUri(scope: Scope, prefix: string): string | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const uri = at.own.get(prefix)
    if (uri !== undefined) return uri
  }
  return undefined
}

/**
 * Gives an element or attribute the one name that our code knows it by: canonical prefix by namespace URI, lower case.
 *
 * @param raw As written, for example `DC:creator` or `item`.
 * @param scope In force at the element.
 * @param family Prefix that bare names have in this document: '' for RSS and RDF, `atom` for Atom, `sitemap`.
 * @returns For example `dc:creator`, `item`, `atom:title`; `?:name` when the namespace is unknown.
 * @throws Never.
 */
export function resolveName(raw: string, scope: Scope, family: string): string {
  const lower = raw.toLowerCase()
  const colon = lower.indexOf(':')
  const prefix = colon < 0 ? '' : lower.slice(0, colon)
  const local = lower.slice(colon + 1)
  if (prefix === 'xml') return lower
  const canonical = resolvePrefix(prefix, scope, family)
  return canonical === '' ? local : `${canonical}:${local}`
}

function resolvePrefix(prefix: string, scope: Scope, family: string): string {
  const uri = findUri(scope, prefix)
  const known = uri === undefined ? undefined : PREFIXES.get(uri)
  if (prefix === '') return known === undefined || known === '' ? family : known
  // RSS elements with a prefix are the document's own vocabulary, whichever family it belongs to.
  if (known !== undefined) return known
  const alias = ALIASES.get(prefix) ?? prefix
  return alias === '' || TRUSTED.has(alias) ? alias : '?'
}

function plainUri(uri: string): string {
  return uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/#]+$/, '')
}
