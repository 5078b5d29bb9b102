import RssParser from 'rss-parser'
import { type CanonicalFeed, outerName } from './canonicalFeed.ts'
import { listNames } from './vocabulary.ts'

/** One element as rss-parser gives it with `keepArray`: text, or text with attributes. */
type Element = string | { readonly _?: string; readonly $?: Readonly<Record<string, string>> }

export interface Value {
  readonly text: string
  readonly attributes: Readonly<Record<string, string>>
}

/** All elements of one level, by canonical name. */
export type Fields = (name: string) => readonly Value[]

const NAMES = [...listNames().map(outerName), 'root', 'source-atom:author', '$']
const KEPT = NAMES.map((name): [string, string, { keepArray: boolean }] => [name, name, { keepArray: true }])

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
  const parser = new RssParser<Record<string, unknown>, Record<string, unknown>>({
    customFields: { feed: KEPT as unknown as string[], item: KEPT },
  })
  const output = await parser.parseString(xml)
  return {
    channel: fieldsOf(output, texts),
    entries: output.items.map((item) => ({
      fields: fieldsOf(item, texts),
      attributes: (item['$'] ?? {}) as Readonly<Record<string, string>>,
    })),
  }
}

function fieldsOf(level: Readonly<Record<string, unknown>>, texts: readonly string[]): Fields {
  return (name) => {
    const elements = level[name]
    return Array.isArray(elements) ? elements.map((element) => toValue(element, texts)) : []
  }
}

function toValue(element: Element, texts: readonly string[]): Value {
  if (typeof element === 'string') return { text: element, attributes: {} }
  const attributes = element.$ ?? {}
  const index = attributes['textIndex']
  return { text: index === undefined ? (element._ ?? '') : (texts[Number(index)] ?? ''), attributes }
}
