import RssParser from 'rss-parser'
import type { CanonicalFeed } from './canonicalFeed.ts'
import { findRole } from './vocabulary.ts'

export interface Value {
  readonly text: string
  readonly attributes: Readonly<Record<string, string>>
  /** `xml:base` in force. */
  readonly base: string | undefined
}

/** All elements of one level, by canonical name, in document order. */
export type Fields = (name: string) => readonly Value[]

/** An element as xml2js gives it: bare text, or text with attributes. */
type Element = string | { readonly _?: string; readonly $?: Readonly<Record<string, string>> }

/** What rss-parser leaves as xml2js made it. */
interface Kept {
  /** One object of a level's elements by name; a string when there are none. */
  readonly fields?: readonly (Readonly<Record<string, readonly Element[]>> | string)[]
  /** Attributes of the level itself. */
  readonly $?: Readonly<Record<string, string>>
}

const NONE: readonly Value[] = []
const NO_ATTRIBUTES: Readonly<Record<string, string>> = {}

const parser = new RssParser<Kept, Kept>({
  customFields: {
    feed: [['fields', 'fields', { keepArray: true }]] as never,
    item: [
      ['fields', 'fields', { keepArray: true }],
      ['$', '$', { keepArray: true }],
    ],
  },
})

/**
 * Runs rss-parser over a canonical document.
 *
 * @param canonical Answer of `canonicalizeFeed`.
 * @returns The channel's fields, and each entry's with its own attributes.
 * @throws What rss-parser throws; it has no reason to.
 */
export async function parseCanonical({ xml, texts }: CanonicalFeed): Promise<{
  channel: Fields
  entries: readonly { fields: Fields; attributes: Readonly<Record<string, string>> }[]
}> {
  const output = await parser.parseString(xml)
  return {
    channel: fieldsOf(output, texts, undefined),
    entries: output.items.map((item) => {
      const attributes = item.$ ?? NO_ATTRIBUTES
      return { fields: fieldsOf(item, texts, attributes['base']), attributes }
    }),
  }
}

function fieldsOf({ fields: [group] = [] }: Kept, texts: readonly string[], base: string | undefined): Fields {
  if (typeof group !== 'object') return () => NONE
  const read = new Map<string, readonly Value[]>()
  return (name) => {
    const elements = group[name]
    if (elements === undefined) return NONE
    const values = read.get(name) ?? elements.map((element) => toValue(element, name, texts, base))
    read.set(name, values)
    return values
  }
}

function toValue(element: Element, name: string, texts: readonly string[], outer: string | undefined): Value {
  const { _: written = '', $: attributes = NO_ATTRIBUTES } = typeof element === 'string' ? { _: element } : element
  const text = findRole(name) === 'text' ? (texts[Number(written)] ?? '') : written
  return { text, attributes, base: attributes['base'] ?? outer }
}
