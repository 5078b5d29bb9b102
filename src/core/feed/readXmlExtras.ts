import { defined, type Link } from './chooseFields.ts'
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
const LISTS = ['media:keywords', 'itunes:keywords', 'keywords', 'news:keywords']

/**
 * Reads what an entry is about.
 *
 * @param fields Elements of the entry.
 * @returns In document order of each kind, each once: Atom's term, and its label when that says something else.
 * @throws Never.
 */
export function readCategories(fields: Fields): string[] {
  const written = [
    ...ONE_EACH.flatMap((name) => fields(name).flatMap(namesOf)),
    ...LISTS.flatMap((name) => fields(name).flatMap(splitList)),
  ]
  const seen = new Map<string, string>()
  for (const category of written) {
    const plain = category.replace(/\s+/g, ' ').trim()
    if (plain !== '' && !seen.has(plain.toLowerCase())) seen.set(plain.toLowerCase(), plain)
  }
  return [...seen.values()]
}

function namesOf({ text, attributes }: Value): string[] {
  return [attributes['term'] || text || attributes['text'] || '', attributes['label'] ?? '']
}

function splitList({ text }: Value): string[] {
  return text.split(',')
}

/**
 * Reads the files that belong to an entry.
 *
 * @param fields Elements of the entry.
 * @param links Of the entry.
 * @param bases What a relative address is tried against, from its own `xml:base` on.
 * @returns RSS's, Atom's and Media RSS's, each address once.
 * @throws Never.
 */
export function readAttachments(
  fields: Fields,
  links: readonly Link[],
  bases: (base: string | undefined) => (string | undefined)[],
): RawEnclosure[] {
  const written: Readonly<Record<string, string | undefined>>[] = [
    ...fields('enclosure').map(({ attributes, base }) => ({ ...attributes, base })),
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
    ...fields('image'),
    ...fields('itunes:image'),
    ...fields('googleplay:image'),
    ...[...fields('media:content'), ...fields('enclosure')].filter(isImage),
    ...fields('media:thumbnail'),
  ]
  for (const { text, attributes, base } of candidates) {
    const image = resolveLink(attributes['url'] ?? attributes['href'] ?? text, bases(base))
    if (image !== undefined) return image
  }
  return undefined
}

const IMAGE_NAME = /\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)/i

function isImage({ attributes: { medium, type, url = '' } }: Value): boolean {
  if (medium) return medium === 'image'
  return type ? type.startsWith('image/') : IMAGE_NAME.test(url)
}
