import RssParser from 'rss-parser'
import type { CanonicalFeed } from './canonicalFeed.ts'

export interface Value {
  readonly text: string
  readonly attributes: Readonly<Record<string, string>>
}

/** All elements of one level, by canonical name, in document order. */
export type Fields = (name: string) => readonly Value[]

/** An element as xml2js gives it: bare text, or text with attributes. */
type Element = string | { readonly _?: string; readonly $?: Readonly<Record<string, string>> }

interface Kept {
  readonly field?: readonly Element[]
  /** Of the level itself. */
  readonly $?: readonly Readonly<Record<string, string>>[] | Readonly<Record<string, string>>
}

const NONE: readonly Value[] = []

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
  const parser = new RssParser<Kept, Kept>({
    customFields: {
      feed: [['field', 'field', { keepArray: true }]] as never,
      item: [
        ['field', 'field', { keepArray: true }],
        ['$', '$', { keepArray: true }],
      ],
    },
  })
  const output = await parser.parseString(xml)
  return {
    channel: groupFields(output, texts),
    entries: output.items.map((item) => ({
      fields: groupFields(item, texts),
      attributes: (item.$ ?? {}) as Readonly<Record<string, string>>,
    })),
  }
}

function groupFields({ field = [] }: Kept, texts: readonly string[]): Fields {
  const groups = new Map<string, Value[]>()
  for (const element of field) {
    if (typeof element === 'string') continue
    const { elementName, textIndex, ...attributes } = element.$ ?? {}
    if (elementName === undefined) continue
    const text = textIndex === undefined ? (element._ ?? '') : (texts[Number(textIndex)] ?? '')
    const group = groups.get(elementName)
    if (group) group.push({ text, attributes })
    else groups.set(elementName, [{ text, attributes }])
  }
  return (name) => groups.get(name) ?? NONE
}
