import { PipelineError } from '../../domain/error.ts'
import type { Limits } from '../../domain/limits.ts'
import { defined } from './chooseFields.ts'
import { escapeText } from './joinText.ts'
import { uniquePeople } from './parsePerson.ts'
import type { RawEnclosure, RawEntry, RawFeed, RawPerson, RawText } from './rawFeed.ts'
import { repairJson } from './repairJson.ts'
import { resolveLink } from './resolveLink.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * Reads JSON Feed 1.0 and 1.1 (jsonfeed.org).
 *
 * @param text The document.
 * @param url Where it came from.
 * @param limits `maxEntries` and `maxDepth` are used.
 * @returns The Feed in the vocabulary of all formats; members of the wrong type are as good as absent.
 * @throws PipelineError FEED_MALFORMED when it is not JSON, FEED_NOT_A_FEED when it is other JSON.
 */
export function readJsonFeed(text: string, url: string, limits: Limits['feed']): RawFeed {
  const { feed, isCut } = parseJson(text, limits.maxDepth)
  const version = stringOf(feed['version']) ?? ''
  if (!version.includes('jsonfeed') && !Array.isArray(feed['items'])) {
    throw new PipelineError('FEED_NOT_A_FEED', 'Cannot parse the Feed: it is JSON, but not JSON Feed')
  }
  const items = listOf(feed['items']).filter(isObject)
  const authors = peopleOf(feed)
  const link = resolveLink(stringOf(feed['home_page_url']), [url])
  const hub = listOf(feed['hubs'])
    .filter(isObject)
    .find((candidate) => /websub/i.test(stringOf(candidate['type']) ?? 'websub'))
  return {
    format: 'json',
    ...defined({
      title: textOf(feed['title']),
      description: textOf(feed['description']),
      link,
      language: stringOf(feed['language']),
      self: resolveLink(stringOf(feed['feed_url']), [url]),
      hub: resolveLink(stringOf(hub?.['url']), [url]),
      image: resolveLink(stringOf(feed['icon']) ?? stringOf(feed['favicon']), [link, url]),
    }),
    authors,
    categories: [],
    entries: items.slice(0, limits.maxEntries).map((item) => readItem(item, [link, url], authors)),
    flags: [...(isCut ? ['truncated'] : []), ...(items.length > limits.maxEntries ? ['entries_capped'] : [])],
  }
}

function readItem(item: Json, bases: readonly (string | undefined)[], feedAuthors: readonly RawPerson[]): RawEntry {
  const authors = peopleOf(item)
  const html = stringOf(item['content_html'])
  const base = bases.find((candidate) => candidate !== undefined)
  return {
    ...defined({
      id: stringOf(item['id']),
      link:
        resolveLink(stringOf(item['url']), bases) ??
        resolveLink(stringOf(item['external_url']), bases) ??
        linkOfId(item),
      title: textOf(item['title']),
      summary: textOf(item['summary']),
      content: html === undefined ? textOf(item['content_text']) : base === undefined ? { html } : { html, base },
      published: stringOf(item['date_published']),
      updated: stringOf(item['date_modified']),
      language: stringOf(item['language']),
      image: resolveLink(stringOf(item['image']) ?? stringOf(item['banner_image']), bases),
    }),
    authors: authors.length > 0 ? authors : feedAuthors,
    categories: listOf(item['tags']).flatMap((tag) => stringOf(tag)?.trim() || []),
    enclosures: listOf(item['attachments'])
      .filter(isObject)
      .flatMap((attachment) => readAttachment(attachment, bases)),
  }
}

function readAttachment(attachment: Json, bases: readonly (string | undefined)[]): RawEnclosure[] {
  const url = resolveLink(stringOf(attachment['url']), bases)
  return url === undefined
    ? []
    : [{ url, ...defined({ type: stringOf(attachment['mime_type']), length: stringOf(attachment['size_in_bytes']) }) }]
}

function peopleOf(holder: Json): RawPerson[] {
  const people = [...listOf(holder['authors']), holder['author']].map((author): RawPerson | undefined => {
    if (typeof author === 'string') return { name: author.trim() }
    if (!isObject(author)) return undefined
    const email = /^mailto:(.+)$/i.exec(stringOf(author['url']) ?? '')?.[1]
    return defined({
      name: stringOf(author['name'])?.trim() || undefined,
      email: stringOf(author['email'])?.trim() ?? email,
    })
  })
  return uniquePeople(people)
}

// The specification asks for the address as id where there is one.
function linkOfId(item: Json): string | undefined {
  const id = stringOf(item['id'])?.trim()
  return id && /^https?:\/\//i.test(id) ? id : undefined
}

/** @throws PipelineError FEED_MALFORMED also for a document that was cut before its first item. */
function parseJson(text: string, maxDepth: number): { feed: Json; isCut: boolean } {
  const { parsed, isCut } = parseLeniently(text, maxDepth)
  if (!isObject(parsed)) throw new PipelineError('FEED_NOT_A_FEED', 'Cannot parse the Feed: it is JSON, but no object')
  if (isCut && !listOf(parsed['items']).some(isObject)) throw malformed()
  return { feed: parsed, isCut }
}

function parseLeniently(text: string, maxDepth: number): { parsed: unknown; isCut: boolean } {
  try {
    return { parsed: JSON.parse(text), isCut: false }
  } catch (error) {
    const repaired = repairJson(text, maxDepth)
    if (repaired === undefined) throw malformed(error)
    try {
      return { parsed: JSON.parse(repaired.json), isCut: repaired.isCut }
    } catch (second) {
      throw malformed(second)
    }
  }
}

const malformed = (cause?: unknown) =>
  new PipelineError('FEED_MALFORMED', 'Cannot parse the Feed: it is not JSON to its end', { cause })

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function stringOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

function textOf(value: unknown): RawText | undefined {
  const text = stringOf(value)
  return text === undefined ? undefined : { html: escapeText(text) }
}
