import type { Limits } from '../../domain/limits.ts'

/** One JSON-LD object; every value is unknown until it is checked. */
export type JsonLdObject = Readonly<Record<string, unknown>>

const MAX_OBJECTS = 500

/**
 * Reads the JSON-LD of a page: every object in it, outer ones first.
 *
 * @param sources The contents of the script elements.
 * @param limits Bounds on size and depth; what is beyond is ignored.
 * @returns `[]` when there is none or none can be read.
 * @throws Never.
 */
export function parseJsonLd(
  sources: readonly string[],
  limits: Pick<Limits['page'], 'maxJsonLdBytes' | 'maxJsonDepth'>,
): JsonLdObject[] {
  const objects: JsonLdObject[] = []
  let budget = limits.maxJsonLdBytes
  for (const source of sources) {
    budget -= source.length
    if (budget < 0) break
    const value = parseLeniently(source, limits.maxJsonDepth)
    if (value !== undefined) collect(value, objects)
  }
  return objects
}

/** The types of an object, without the vocabulary's address. */
export function typesOf(object: JsonLdObject): string[] {
  const types = Array.isArray(object['@type']) ? object['@type'] : [object['@type']]
  return types.filter((type) => typeof type === 'string').map((type) => type.replace(/^.*[/#:]/, ''))
}

/** A value that should be text; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return textOf(value[0])
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function parseLeniently(source: string, maxDepth: number): unknown {
  const json = source
    .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\/\s*\]\]>|\]\]>)\s*;?\s*$/, '')
  if (depthOf(json) > maxDepth) return undefined
  return (
    tryParse(json) ??
    tryParse(
      json
        .replace(/[\u0000-\u001f]+/g, ' ')
        .replace(/,\s*([}\]])/g, '$1')
        .replace(/;\s*$/, ''),
    )
  )
}

function tryParse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function depthOf(json: string): number {
  let depth = 0
  let deepest = 0
  let isInString = false
  for (let index = 0; index < json.length; index++) {
    const character = json[index]
    if (isInString) {
      if (character === '\\') index += 1
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth -= 1
  }
  return deepest
}

function collect(value: unknown, objects: JsonLdObject[]): void {
  if (objects.length >= MAX_OBJECTS || typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) collect(item, objects)
    return
  }
  const object = value as JsonLdObject
  objects.push(object)
  for (const inner of Object.values(object)) collect(inner, objects)
}
