import { defined, first, firstDate, firstText, type Link, linksOf, peopleOf } from './chooseFields.ts'
import { parsePerson, uniquePeople } from './parsePerson.ts'
import type { Fields } from './parserFields.ts'
import type { RawEntry, RawFeed, RawPerson } from './rawFeed.ts'
import { readAttachments, readCategories, readImage } from './readXmlExtras.ts'
import { resolveLink } from './resolveLink.ts'

const TITLE = ['title', 'atom:title', 'dc:title', 'itunes:title', 'media:title', 'news:title']
const TEASER = ['atom:summary', 'summary']
const SUMMARY = [
  'description',
  ...TEASER,
  'dc:description',
  'dcterms:abstract',
  'itunes:summary',
  'itunes:subtitle',
  'atom:description',
  'media:description',
]
const CONTENT = ['content:encoded', 'atom:content', 'content', 'xhtml:body', 'xhtml:div', 'body', 'fullitem']
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
  'news:publication_date',
]
const UPDATED = [
  'atom:updated',
  'atom:modified',
  'updated',
  'dcterms:modified',
  'modified',
  'lastbuilddate',
  'sitemap:lastmod',
]
const LANGUAGE = ['dc:language', 'language', 'dcterms:language', 'news:language']

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
  format: RawFeed['format'],
): RawEntry {
  // RFC 4287 knows no base but xml:base and the document; RSS writers mean their site.
  const isAtom = format === 'atom'
  const bases = (base: string | undefined) => (isAtom ? [base, site.url, site.home] : [base, site.home, site.url])
  const base = attributes['base'] ?? (site.url || site.home)
  const links = linksOf(fields)
  const description = firstText(fields, ['description'], base)
  const teaser = description && firstText(fields, TEASER, base)
  return {
    ...defined({
      id: findId(fields, attributes, isAtom ? site.url : ''),
      link: findLink(fields, links, attributes, bases, format),
      title: firstText(fields, TITLE, base),
      summary: teaser ?? firstText(fields, SUMMARY, base),
      content: firstText(fields, CONTENT, base) ?? (teaser && description),
      published: firstDate(fields, PUBLISHED),
      updated: firstDate(fields, UPDATED),
      language: first(fields, LANGUAGE) ?? attributes['lang'],
      image: readImage(fields, bases),
    }),
    authors: authorsOf(fields, feedAuthors),
    categories: readCategories(fields),
    enclosures: readAttachments(fields, links, bases),
  }
}

function findId(fields: Fields, attributes: Readonly<Record<string, string>>, url: string): string | undefined {
  const id = first(fields, ['guid', 'atom:id', 'id', 'dc:identifier', 'atom:guid']) ?? attributes['about']
  // An id is opaque; but one that starts with a slash says the same in every Feed of the world.
  return id?.startsWith('/') ? resolveLink(id, [fields('atom:id')[0]?.base, url]) : id
}

function findLink(
  fields: Fields,
  links: readonly Link[],
  { about }: Readonly<Record<string, string>>,
  bases: (base: string | undefined) => (string | undefined)[],
  format: RawFeed['format'],
): string | undefined {
  const chosen = chooseLink(fields, links)
  const guid = fields('guid').find(({ text }) => text.trim() !== '')
  const isLink = guid !== undefined && isPermalink(guid.text, guid.attributes['ispermalink'])
  const source = fields('atom:content').find(({ attributes }) => attributes['src'])
  const rest = format === 'atom' ? links.find(({ rel }) => rel === 'enclosure' || rel === 'self') : undefined
  return (
    resolveLink(chosen?.href, bases(chosen?.base)) ??
    resolveLink(isLink ? guid.text : undefined, bases(guid?.base)) ??
    resolveLink(format === 'rdf' && about && /^https?:/i.test(about) ? about : undefined, []) ??
    resolveLink(source?.attributes['src'], bases(source?.base)) ??
    resolveLink(rest?.href, bases(rest?.base))
  )
}

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
  const source = fields('source-atom:author').map(({ text, attributes }) =>
    attributes['name'] || attributes['email']
      ? defined({ name: attributes['name'], email: attributes['email'] })
      : parsePerson(text),
  )
  const aggregated = uniquePeople(source)
  return aggregated.length > 0 ? aggregated : feedAuthors
}
