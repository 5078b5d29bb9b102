import RssParser from 'rss-parser'

/** One element as rss-parser gives it with `keepArray`: text, or text with attributes. */
type Element = string | { readonly _?: string; readonly $?: Readonly<Record<string, string>> }

export interface Value {
  readonly text: string
  readonly attributes: Readonly<Record<string, string>>
}

/** All elements of one level, by canonical name. */
export type Fields = (name: string) => readonly Value[]

const BOTH =
  `title link category language author atom:author atom:contributor source-atom:author source-author itunes:owner
  rss:guid rss:enclosure rss:description rss:encoded rss:content rss:image summary body fullitem pubdate date published updated modified issued created lastbuilddate
  dc:title dc:description dcterms:abstract atom:title atom:subtitle atom:tagline atom:info atom:summary atom:content atom:description
  itunes:summary itunes:subtitle itunes:title googleplay:description media:title media:description xhtml:body xhtml:div
  id uri keywords tags creator ttl hour day managingeditor webmaster
  dc:creator dc:author dc:contributor dc:publisher dc:date dc:subject dc:language dc:identifier
  dcterms:creator dcterms:date dcterms:created dcterms:issued dcterms:available dcterms:modified dcterms:subject dcterms:language
  atom:id atom:guid atom:link atom:updated atom:published atom:modified atom:issued atom:created atom:category atom:logo atom:icon
  itunes:author itunes:image itunes:keywords itunes:category googleplay:author googleplay:image
  sy:updateperiod sy:updatefrequency feedburner:origlink pheedo:origlink
  media:content media:thumbnail media:keywords media:category media:player`.split(/\s+/)

const KEPT = [...BOTH, '$'].map((name): [string, string, { keepArray: boolean }] => [name, name, { keepArray: true }])

/**
 * Runs rss-parser over a canonical document.
 *
 * @param xml Answer of `canonicalizeFeed`.
 * @returns The channel's fields, and each entry's with its own attributes.
 * @throws What rss-parser throws; it has no reason to.
 */
export async function parseCanonical(
  xml: string,
): Promise<{ channel: Fields; entries: readonly { fields: Fields; attributes: Readonly<Record<string, string>> }[] }> {
  const parser = new RssParser<Record<string, unknown>, Record<string, unknown>>({
    customFields: { feed: KEPT as unknown as string[], item: KEPT },
  })
  const output = await parser.parseString(xml)
  return {
    channel: fieldsOf(output),
    entries: output.items.map((item) => ({
      fields: fieldsOf(item),
      attributes: (item['$'] ?? {}) as Readonly<Record<string, string>>,
    })),
  }
}

function fieldsOf(level: Readonly<Record<string, unknown>>): Fields {
  return (name) => {
    const elements = level[name]
    return Array.isArray(elements) ? elements.map(toValue) : []
  }
}

function toValue(element: Element): Value {
  if (typeof element === 'string') return { text: element, attributes: {} }
  return { text: element._ ?? '', attributes: element.$ ?? {} }
}
