/** What the canonical document is written from. */
export interface CanonicalFeed {
  readonly format: 'rss' | 'atom' | 'rdf' | 'sitemap'
  /** RSS 2.0 for rss-parser: the elements of a level stand in its `fields`, under their canonical names. */
  readonly xml: string
  /** HTML that rss-parser has no business with: what elements of the role `text` hold is a number of this list. */
  readonly texts: readonly string[]
  readonly flags: readonly string[]
}

/** Collects the elements of one level: the channel, or one entry. */
export interface Level {
  readonly parts: string[]
  readonly counts: Map<string, number>
  /** `xml:base` of the level itself: an element says its own only where it has another. */
  readonly base: string | undefined
}

// Authors, categories, enclosures: more than this of one kind is an attack, and nobody reads them.
const MAX_OF_ONE_NAME = 60
const MAX_ATTRIBUTE_LENGTH = 8192

/** An empty level. */
export function openLevel(base: string | undefined): Level {
  return { parts: [], counts: new Map(), base }
}

/**
 * Writes one element into a level.
 *
 * @param level Changed in place.
 * @param name Canonical name.
 * @param base `xml:base` in force.
 * @param attributes Decoded; undefined values are left out.
 * @param text Decoded.
 * @throws Never.
 */
export function writeElement(
  level: Level,
  name: string,
  base: string | undefined,
  attributes: Readonly<Record<string, string | undefined>>,
  text: string,
): void {
  const count = (level.counts.get(name) ?? 0) + 1
  level.counts.set(name, count)
  if (count > MAX_OF_ONE_NAME) return
  // rss-parser pays for each character of markup: what is the same for a whole level is said once, an empty element ends itself.
  const own = base === level.base ? '' : writeAttribute('base', base ?? '')
  const start = `<${name}${writeAttributes(attributes)}${own}`
  level.parts.push(text === '' ? `${start}/>` : `${start}>${writeText(text)}</${name}>`)
}

/**
 * Writes an entry, with what holds for all of it.
 *
 * @param level The entry's own.
 * @param attributes Decoded.
 * @returns XML.
 * @throws Never.
 */
export function writeEntry(level: Level, attributes: Readonly<Record<string, string | undefined>>): string {
  return `<item${writeAttributes(attributes)}>${writeFields(level)}</item>`
}

/**
 * Writes the elements of a level: under one element that rss-parser leaves alone, as it keeps only the first of some, and runs
 * a quadratic regex over others.
 *
 * @param level Of the channel, or of an entry.
 * @returns XML.
 * @throws Never.
 */
export function writeFields({ parts }: Level): string {
  return `<fields>${parts.join('')}</fields>`
}

function writeAttributes(attributes: Readonly<Record<string, string | undefined>>): string {
  let written = ''
  for (const name in attributes) {
    const value = attributes[name]
    if (value !== undefined) written += writeAttribute(name, value)
  }
  return written
}

function writeAttribute(name: string, value: string): string {
  if (value.length > MAX_ATTRIBUTE_LENGTH) return ''
  const escaped = /[&<"]/.test(value)
    ? value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
    : value
  return ` ${name}="${escaped}"`
}

function writeText(text: string): string {
  return /[<&]|\]\]>/.test(text) ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : text
}
