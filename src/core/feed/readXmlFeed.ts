import type { Limits } from '../../domain/limits.ts'
import { canonicalizeFeed } from './canonicalizeFeed.ts'
import { defined, first, firstDate, firstText, type Link, linksOf, peopleOf } from './chooseFields.ts'
import { type Fields, parseCanonical } from './parserFields.ts'
import type { RawFeed } from './rawFeed.ts'
import { readXmlEntry } from './readXmlEntry.ts'
import { readCategories } from './readXmlExtras.ts'
import { resolveLink } from './resolveLink.ts'

/**
 * Reads RSS 0.9x, 1.0, 1.1, 2.0 and Atom 0.3, 1.0, well-formed or not.
 *
 * @param text The document.
 * @param url Where it came from, after redirects.
 * @param limits `maxEntries` and `maxDepth` are used.
 * @returns The Feed in the vocabulary of all formats.
 * @throws PipelineError FEED_HTML, FEED_NOT_A_FEED, FEED_MALFORMED or FEED_TOO_DEEP.
 */
export async function readXmlFeed(text: string, url: string, limits: Limits['feed']): Promise<RawFeed> {
  const canonical = canonicalizeFeed(text, url, limits)
  const { channel, entries } = await parseCanonical(canonical)
  const links = linksOf(channel)
  const self = links.find(({ rel }) => rel === 'self')
  const hub = links.find(({ rel }) => rel === 'hub')
  const homepage = chooseHomepage(channel, links)
  // Where the address is not known, the Feed's own word for it is.
  const place = url === '' && self !== undefined && URL.canParse(self.href) ? self.href : url
  const link = resolveLink(homepage?.href, [homepage?.base, place])
  const base = place === '' ? link : place
  const site = { url: place, home: link }
  const authors = peopleOf(channel)
  return {
    format: canonical.format,
    ...defined({
      title: firstText(channel, ['title', 'atom:title', 'dc:title', 'itunes:title'], base),
      description: firstText(
        channel,
        [
          'description',
          'atom:subtitle',
          'atom:tagline',
          'atom:description',
          'dc:description',
          'itunes:summary',
          'itunes:subtitle',
          'summary',
          'atom:info',
          'googleplay:description',
        ],
        base,
      ),
      link,
      language:
        first(channel, ['language', 'dc:language', 'dcterms:language']) ?? channel('root')[0]?.attributes['lang'],
      updated: firstDate(channel, [
        'atom:updated',
        'atom:modified',
        'lastbuilddate',
        'pubdate',
        'dc:date',
        'dcterms:modified',
        'dcterms:date',
        'date',
        'updated',
        'atom:published',
        'dcterms:issued',
        'dcterms:created',
        'atom:issued',
        'atom:created',
      ]),
      self: resolveLink(self?.href, [self?.base, url]),
      hub: resolveLink(hub?.href, [hub?.base, url]),
      ttl: first(channel, ['ttl']),
      updatePeriodMs: updatePeriodMs(channel),
      skipHours: valuesOf(channel, 'hour'),
      skipDays: valuesOf(channel, 'day'),
      image: resolveLink(imageOf(channel), [link, url]),
    }),
    authors,
    categories: readCategories(channel),
    entries: entries.map((entry) => readXmlEntry(entry.fields, entry.attributes, site, authors, canonical.format)),
    flags: canonical.flags,
  }
}

function chooseHomepage(channel: Fields, links: readonly Link[]): Link | undefined {
  const isPage = ({ rel, type }: Link) =>
    rel === '' || (rel === 'alternate' && !/rss|atom|xml$|json/.test(type.replace('xhtml+xml', '')))
  const about = channel('guid')[0]?.text
  return (
    links.find((link) => link.rel === '' && isPage(link)) ??
    links.find((link) => isPage(link) && /html/.test(link.type)) ??
    links.find(isPage) ??
    links.find((link) => link.rel === 'alternate') ??
    (about && /^https?:/.test(about)
      ? { href: about, rel: '', type: '', base: undefined, length: undefined }
      : undefined)
  )
}

function imageOf(channel: Fields): string | undefined {
  const said = (names: readonly string[], attribute: string) =>
    names.flatMap((name) => channel(name)).find(({ attributes }) => attributes[attribute])?.attributes[attribute]
  return (
    said(['image'], 'url') ??
    first(channel, ['atom:logo']) ??
    said(['itunes:image', 'googleplay:image'], 'href') ??
    first(channel, ['atom:icon']) ??
    said(['image'], 'resource')
  )
}

const PERIODS: Readonly<Record<string, number>> = { hourly: 1, daily: 24, weekly: 168, monthly: 720, yearly: 8760 }

function updatePeriodMs(channel: Fields): number | undefined {
  const hours = PERIODS[first(channel, ['sy:updateperiod'])?.toLowerCase() ?? '']
  if (hours === undefined) return undefined
  const frequency = Number(first(channel, ['sy:updatefrequency']) ?? 1)
  return Math.round((hours * 3_600_000) / (frequency >= 1 ? frequency : 1))
}

function valuesOf(channel: Fields, name: string): readonly string[] | undefined {
  const values = channel(name).map(({ text }) => text.trim())
  return values.length === 0 ? undefined : values
}
