import type { FeedFormat } from '../../domain/feed.ts'
import { defined, first, firstText, type Link, linksOf, peopleOf } from './chooseFields.ts'
import { parsePerson, uniquePeople } from './parsePerson.ts'
import type { Fields } from './parserFields.ts'
import type { RawEnclosure, RawEntry, RawPerson } from './rawFeed.ts'
import { resolveLink } from './resolveLink.ts'

/**
 * Chooses, for one line of an XML Feed, among the many elements that can say the same thing.
 *
 * @param fields Elements of the entry.
 * @param attributes Of the entry itself: `base`, `lang`, `about`.
 * @param site Address of the Feed and of its home page.
 * @param feedAuthors Used when the entry names nobody.
 * @param format Of the Feed.
 * @returns The entry in the vocabulary of all formats.
 * @throws Never.
 */
export function readXmlEntry(
  fields: Fields,
  attributes: Readonly<Record<string, string>>,
  site: { readonly url: string; readonly home: string | undefined },
  feedAuthors: readonly RawPerson[],
  format: FeedFormat,
): RawEntry {
  const links = linksOf(fields)
  const guid = fields('rss:guid').find(({ text }) => text.trim() !== '')
  const bases = (base: string | undefined) =>
    format === 'atom' ? [base, site.url, site.home] : [base, site.home, site.url]
  const chosen = chooseLink(fields, links)
  const guidLink = guid && isPermalink(guid.text, guid.attributes['ispermalink']) ? guid.text : undefined
  const about = attributes['about']
  const link =
    resolveLink(chosen?.href, bases(chosen?.base)) ??
    resolveLink(guidLink, bases(guid?.attributes['base'])) ??
    resolveLink(format === 'rdf' && about && /^https?:/.test(about) ? about : undefined, []) ??
    resolveLink(links.find((candidate) => candidate.rel === 'enclosure' && format === 'atom')?.href, bases(undefined))
  const base = attributes['base'] ?? site.url
  return {
    ...defined({
      id: guid?.text.trim() ?? first(fields, ['atom:id', 'id', 'dc:identifier', 'atom:guid']) ?? about,
      link,
      title: firstText(fields, ['title', 'atom:title', 'dc:title', 'itunes:title', 'media:title']),
      summary: firstText(fields, [
        'rss:description',
        'atom:summary',
        'summary',
        'dc:description',
        'dcterms:abstract',
        'itunes:summary',
        'itunes:subtitle',
        'atom:description',
        'media:description',
      ]),
      content: firstText(fields, [
        'rss:encoded',
        'atom:content',
        'rss:content',
        'xhtml:body',
        'xhtml:div',
        'body',
        'fullitem',
      ]),
      published: first(fields, PUBLISHED),
      updated: first(fields, UPDATED),
      language: first(fields, ['dc:language', 'language', 'dcterms:language']) ?? attributes['lang'],
      image: resolveLink(imageOf(fields), bases(attributes['base'])),
    }),
    authors: authorsOf(fields, feedAuthors),
    categories: categoriesOf(fields),
    enclosures: enclosuresOf(fields, links, base),
  }
}

const PUBLISHED = [
  'pubdate',
  'atom:published',
  'published',
  'dcterms:issued',
  'atom:issued',
  'issued',
  'dcterms:created',
  'atom:created',
  'created',
  'dcterms:available',
  'dc:date',
  'dcterms:date',
  'date',
]
const UPDATED = ['atom:updated', 'atom:modified', 'updated', 'dcterms:modified', 'modified', 'lastbuilddate']

function chooseLink(fields: Fields, links: readonly Link[]): Link | undefined {
  const original = first(fields, ['feedburner:origlink', 'pheedo:origlink'])
  if (original) return { href: original, rel: '', type: '', base: undefined, length: undefined }
  const isPage = ({ rel }: Link) => rel === '' || rel === 'alternate'
  return (
    links.find(({ rel }) => rel === '') ??
    links.find((link) => isPage(link) && (link.type === '' || /html/.test(link.type))) ??
    links.find(isPage)
  )
}

function isPermalink(guid: string, declared: string | undefined): boolean {
  const answer = declared?.trim().toLowerCase()
  if (answer === 'false' || answer === 'no' || answer === '0') return false
  return /^https?:\/\//i.test(guid.trim())
}

function authorsOf(fields: Fields, feedAuthors: readonly RawPerson[]): readonly RawPerson[] {
  const own = peopleOf(fields)
  if (own.length > 0) return own
  const source = [...fields('source-atom:author'), ...fields('source-author')].map(({ text, attributes }) =>
    attributes['name'] || attributes['email']
      ? defined({ name: attributes['name'], email: attributes['email'] })
      : parsePerson(text),
  )
  const aggregated = uniquePeople(source)
  return aggregated.length > 0 ? aggregated : feedAuthors
}

function categoriesOf(fields: Fields): string[] {
  const plain = [
    'category',
    'atom:category',
    'dc:subject',
    'dcterms:subject',
    'media:category',
    'tags',
    'itunes:category',
  ].flatMap((name) =>
    fields(name).map(
      ({ text, attributes }) => attributes['term'] || text || attributes['text'] || attributes['label'] || '',
    ),
  )
  const lists = ['media:keywords', 'itunes:keywords', 'keywords'].flatMap((name) =>
    fields(name).flatMap(({ text }) => text.split(',')),
  )
  return [...new Set([...plain, ...lists].map((category) => category.replace(/\s+/g, ' ').trim()))].filter(
    (category) => category !== '',
  )
}

function enclosuresOf(fields: Fields, links: readonly Link[], base: string): RawEnclosure[] {
  const found = [
    ...fields('rss:enclosure').map(({ attributes }) => attributes),
    ...fields('atom:enclosure').map(({ attributes }) => attributes),
    ...links
      .filter(({ rel }) => rel === 'enclosure')
      .map((link) => ({ url: link.href, type: link.type, length: link.length, base: link.base })),
    ...fields('media:content').map(({ attributes }) => ({ ...attributes, length: attributes['filesize'] })),
  ]
  return found.flatMap((attributes: Readonly<Record<string, string | undefined>>) => {
    const url = resolveLink(attributes['url'] ?? attributes['href'] ?? attributes['resource'], [
      attributes['base'],
      base,
    ])
    return url
      ? [
          {
            url,
            ...defined({ type: attributes['type'] || undefined, length: attributes['length']?.trim() || undefined }),
          },
        ]
      : []
  })
}

function imageOf(fields: Fields): string | undefined {
  const thumbnail = fields('media:thumbnail').find(({ attributes }) => attributes['url'])
  const isImage = (attributes: Readonly<Record<string, string>>) =>
    attributes['medium'] === 'image' ||
    /^image\//.test(attributes['type'] ?? '') ||
    (!attributes['type'] &&
      !attributes['medium'] &&
      /\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)/i.test(attributes['url'] ?? ''))
  const media = [...fields('media:content'), ...fields('rss:enclosure')].find(
    ({ attributes }) => attributes['url'] && isImage(attributes),
  )
  const own = [...fields('itunes:image'), ...fields('googleplay:image')].find(({ attributes }) => attributes['href'])
  const rss = fields('rss:image').find(({ attributes }) => attributes['url'])
  return rss?.attributes['url'] ?? own?.attributes['href'] ?? media?.attributes['url'] ?? thumbnail?.attributes['url']
}
