import { defined, everyOf, type Link } from './chooseFields.ts'
import type { Fields, Value } from './parserFields.ts'
import type { RawEnclosure } from './rawFeed.ts'
import { resolveLink } from './resolveLink.ts'

const ONE_EACH = [
  'category',
  'atom:category',
  'dc:subject',
  'dcterms:subject',
  'media:category',
  'tags',
  'itunes:category',
]
const ENCLOSURES = ['enclosure', 'enc:enclosure']
const LISTS = ['media:keywords', 'itunes:keywords', 'keywords', 'news:keywords']

/**
 * Reads what an entry is about.
 *
 * @param fields Elements of the entry.
 * @returns In document order of each kind, each once: Atom's term, and its label when that says something else.
 * @throws Never.
 */
export function readCategories(fields: Fields): string[] {
  const seen = new Map<string, string>()
  const add = (category: string | undefined) => {
    if (!category) return
    const plain = category.replace(/\s+/g, ' ').trim()
    const key = plain.toLowerCase()
    if (plain !== '' && !seen.has(key)) seen.set(key, plain)
  }
  for (const { text, attributes } of everyOf(fields, ONE_EACH)) {
    add(attributes['term'] || text || attributes['text'])
    add(attributes['label'])
  }
  for (const { text } of everyOf(fields, LISTS)) for (const category of text.split(',')) add(category)
  return [...seen.values()]
}

/**
 * Reads the files that belong to an entry.
 *
 * @param fields Elements of the entry.
 * @param links Of the entry.
 * @param bases What a relative address is tried against, from its own `xml:base` on.
 * @returns RSS's, RSS 1.0's by its module, Atom's and Media RSS's, each address once.
 * @throws Never.
 */
export function readAttachments(
  fields: Fields,
  links: readonly Link[],
  bases: (base: string | undefined) => (string | undefined)[],
): RawEnclosure[] {
  const written: Readonly<Record<string, string | undefined>>[] = [
    ...everyOf(fields, ENCLOSURES).map(({ attributes, base }) => ({ ...attributes, base })),
    ...links
      .filter(({ rel }) => rel === 'enclosure')
      .map(({ href, type, length, base }) => ({ url: href, type, length, base })),
    ...fields('media:content').map(({ attributes, base }) => ({ ...attributes, length: attributes['filesize'], base })),
  ]
  const found = new Map<string, RawEnclosure>()
  for (const { url: address, href, resource, type, length, base } of written) {
    const url = resolveLink(address ?? href ?? resource, bases(base))
    if (url === undefined || found.has(url)) continue
    found.set(url, { url, ...defined({ type: type?.trim() || undefined, length: length?.trim() || undefined }) })
  }
  return [...found.values()]
}

const PICTURES = ['image', 'itunes:image', 'googleplay:image']
const FILES = ['media:content', ...ENCLOSURES]

/**
 * Chooses the picture that stands for an entry.
 *
 * @param fields Elements of the entry.
 * @param bases As `readAttachments`.
 * @returns Absolute when it can be.
 * @throws Never.
 */
export function readImage(
  fields: Fields,
  bases: (base: string | undefined) => (string | undefined)[],
): string | undefined {
  const candidates = [
    ...everyOf(fields, PICTURES),
    ...everyOf(fields, FILES).filter(isImage),
    ...fields('media:thumbnail'),
  ]
  for (const { text, attributes, base } of candidates) {
    const image = resolveLink(attributes['url'] ?? attributes['href'] ?? attributes['resource'] ?? text, bases(base))
    if (image !== undefined) return image
  }
  return undefined
}

const IMAGE_NAME = /\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)/i

function isImage({ attributes: { medium, type, url = '' } }: Value): boolean {
  if (medium) return medium === 'image'
  return type ? type.startsWith('image/') : IMAGE_NAME.test(url)
}
