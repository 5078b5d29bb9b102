import { decodeHTMLStrict } from 'entities'

const MAX_LENGTH = 65536
const MAX_ENTITIES = 200
const MAX_VALUE_LENGTH = 1000
const MAX_EXPANDED_LENGTH = 200_000
const ENTITY = /<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"([^"]*)"|'([^']*)')\s*>/g

/** The entities that a document declares itself. */
export interface Entities {
  readonly size: number
  /**
   * Text for `&name;`; undefined for a name that is not declared, and for every name once so much was expanded that it can
   * only be an attack. Values are never expanded inside one another: a billion laughs stay literal.
   */
  get(name: string): string | undefined
}

export interface Doctype {
  /** The document without its DOCTYPE. */
  readonly rest: string
  readonly entities: Entities
}

const NO_ENTITIES: Entities = { size: 0, get: () => undefined }

/**
 * Takes the DOCTYPE out of a document and reads the entities that it declares itself; nothing external is ever read.
 *
 * @param text A whole document.
 * @returns `rest` equals `text` when there is no DOCTYPE before the first element.
 * @throws Never.
 */
export function readDoctype(text: string): Doctype {
  const start = text.slice(0, MAX_LENGTH).search(/<!DOCTYPE\s/i)
  if (start < 0 || /<[A-Za-z]/.test(text.slice(0, start))) return { rest: text, entities: NO_ENTITIES }
  const end = findEnd(text, start)
  if (end === undefined) return { rest: text, entities: NO_ENTITIES }

  const entities = new Map<string, string>()
  for (const match of text.slice(start, end).matchAll(ENTITY)) {
    if (entities.size >= MAX_ENTITIES) break
    const value = decodeHTMLStrict(match[2] ?? match[3] ?? '')
    if (value.length <= MAX_VALUE_LENGTH && !entities.has(match[1]!)) entities.set(match[1]!, value)
  }
  return { rest: text.slice(0, start) + text.slice(end), entities: withBudget(entities) }
}

function withBudget(values: ReadonlyMap<string, string>): Entities {
  let left = MAX_EXPANDED_LENGTH
  return {
    size: values.size,
    get(name) {
      const value = left > 0 ? values.get(name) : undefined
      left -= value?.length ?? 0
      return value
    },
  }
}

// The ">" that is outside quotes and brackets.
function findEnd(text: string, start: number): number | undefined {
  let quote = ''
  let depth = 0
  for (let at = start; at < Math.min(text.length, start + MAX_LENGTH); at += 1) {
    const character = text[at]!
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (text.startsWith('<!--', at)) {
      const commentEnd = text.indexOf('-->', at)
      if (commentEnd < 0) return undefined
      at = commentEnd + 2
    } else if (character === '"' || character === "'") quote = character
    else if (character === '[') depth += 1
    else if (character === ']') depth -= 1
    else if (character === '>' && depth <= 0 && text[at - 1] !== '?') return at + 1
  }
  return undefined
}
