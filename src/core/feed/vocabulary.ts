/**
 * How an element of a Feed is read.
 *
 * - `container`: holds others of its level, is nothing itself
 * - `entry`: one line of the Feed
 * - `text`: text that may be markup
 * - `plain`: an address, a date, a name; never markup
 * - `person`: name, e-mail and address in children or as bare text
 * - `media`: a plain element that can hold more media elements
 * - `image`: a picture described by `url`, `title`, `link`
 * - `source`: where an aggregated entry comes from
 */
export type Role = 'container' | 'entry' | 'text' | 'plain' | 'person' | 'media' | 'image' | 'source'

const NAMES: Record<Role, string> = {
  container:
    'rss rdf:rdf channel feed atom:feed items skiphours skipdays media:group atom:channel sitemap:urlset news:news news:publication',
  entry: 'item entry atom:entry atom:item sitemap:url',
  text: `title description content summary body fullitem content:encoded dc:title dc:description dcterms:abstract
    atom:title atom:subtitle atom:tagline atom:info atom:summary atom:content atom:description itunes:summary itunes:subtitle
    itunes:title googleplay:description media:title media:description xhtml:body xhtml:div news:title`,
  plain: `link guid pubdate date published updated modified issued created lastbuilddate category keywords language ttl
    enclosure enc:enclosure uri hour day managingeditor webmaster creator id tags
    dc:creator dc:author dc:contributor dc:publisher dc:date dc:subject dc:language dc:identifier
    dcterms:creator dcterms:date dcterms:created dcterms:issued dcterms:available dcterms:modified dcterms:subject dcterms:language
    atom:id atom:guid atom:link atom:updated atom:published atom:modified atom:issued atom:created atom:category atom:logo atom:icon
    itunes:author itunes:image itunes:keywords itunes:category googleplay:author googleplay:image
    sy:updateperiod sy:updatefrequency feedburner:origlink pheedo:origlink
    media:thumbnail media:keywords media:category media:player
    sitemap:loc sitemap:lastmod news:publication_date news:keywords news:language`,
  person: 'author atom:author atom:contributor itunes:owner',
  media: 'media:content',
  image: 'image',
  source: 'source atom:source',
}

const ROLES: ReadonlyMap<string, Role> = new Map(
  Object.entries(NAMES).flatMap(([role, names]) => names.split(/\s+/).map((name) => [name, role as Role] as const)),
)

/**
 * Says how an element is read.
 *
 * @param name Answer of `resolveName`.
 * @returns undefined for what we do not read.
 * @throws Never.
 */
export function findRole(name: string): Role | undefined {
  return ROLES.get(name)
}

const READ_ATTRIBUTES = new Set(
  'href rel type length url resource filesize medium src ispermalink term label text name email'.split(' '),
)

/** Attributes of plain elements, persons and pictures that are read, without their prefix. */
export function isReadAttribute(name: string): boolean {
  return READ_ATTRIBUTES.has(name)
}

// In HTML too, so inside of markup they are markup.
const SHARED = new Set('title link source image summary body content category author'.split(' '))

/**
 * Says whether a tag inside of unfinished text means that the end tag of that text is missing.
 *
 * @param name Of the tag, answer of `resolveName`.
 * @param open Name of the element that is being read.
 * @param role Its role: only `text` can hold markup.
 * @returns true for an entry, and for a sibling that cannot be markup.
 * @throws Never.
 */
export function impliesEnd(name: string, open: string, role: Role): boolean {
  const kind = ROLES.get(name)
  if (kind === undefined || kind === 'container') return false
  if (name === 'item' || name === 'atom:entry') return true
  if (name.startsWith('xhtml:')) return false
  // Nothing but a title is as short as a title: it holds no element of a Feed.
  if (role !== 'text' || open === 'title' || open === 'atom:title') return true
  return (
    !SHARED.has(name) &&
    !open.startsWith('atom:') &&
    (name.includes(':') || /^(?:guid|pubdate|description)$/.test(name))
  )
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/** HTML elements that have no end tag. */
export function isVoid(name: string): boolean {
  return VOID.has(name)
}

const REPEATED = new Set('p li dt dd td th tr option'.split(' '))

/** HTML elements whose end tag may be left out before the next of their kind. */
export function endsItself(name: string): boolean {
  return REPEATED.has(name)
}

const HTML = new Set(
  `a abbr acronym address article aside audio b big blockquote br button canvas center cite code col dd del details dfn div dl dt em
  embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label li main mark nav
  nobr noscript object ol p param picture pre q s samp script section small source span strike strong style sub sup svg table tbody
  td tfoot th thead time tr tt u ul var video wbr`.split(/\s+/),
)

/** Elements of running HTML text. */
export function isHtml(name: string): boolean {
  return HTML.has(name)
}
