import { PipelineError } from '../../domain/error.ts'
import { type Level, openLevel } from './canonicalFeed.ts'
import type { Piece } from './joinText.ts'
import type { Attributes } from './readTokens.ts'
import { resolveName, type Scope } from './resolveName.ts'
import { findRole, type Role } from './vocabulary.ts'

/**
 * How an open element is read; besides the roles of the vocabulary:
 *
 * - `markup`: inside of text
 * - `flow`: inside of a plain element, its text belongs to that
 * - `skip`: not read
 * - `outside`: before the root
 */
export type FrameRole = Role | 'markup' | 'flow' | 'skip' | 'outside'

/** An open element. */
export interface Frame {
  /** As written, lower case: what its end tag will say. */
  readonly raw: string
  /** Canonical, see `resolveName`. */
  readonly name: string
  readonly role: FrameRole
  /** Decoded, canonical names; only of elements that are read. */
  readonly attributes: Attributes
  readonly scope: Scope
  /** `xml:base` in force, absolute. */
  readonly base: string | undefined
  /** `xml:lang` in force. */
  readonly language: string | undefined
  /** Where it is written when it ends. */
  readonly level: Level
  /** Its text so far; shared with what is inside of it. */
  readonly pieces: Piece[]
  /** Of a person or an image: what its children said. */
  readonly parts: Record<string, string>
}

export interface Tag {
  /** As written. */
  readonly raw: string
  readonly name: string
  readonly attributes: Attributes
  readonly scope: Scope
}

/** What the document is read with. */
export interface Reading {
  readonly url: string
  readonly maxDepth: number
  decode(raw: string): string
}

/**
 * Opens an element inside of another.
 *
 * @param tag That opens it.
 * @param role How it is read.
 * @param outer The element around it; undefined for the first.
 * @param depth Open elements of the Feed.
 * @param channel Level of the channel.
 * @param reading What the document is read with.
 * @returns The frame, not yet on any stack.
 * @throws PipelineError FEED_TOO_DEEP.
 */
export function openFrame(
  tag: Tag,
  role: FrameRole,
  outer: Frame | undefined,
  depth: number,
  channel: Level,
  reading: Reading,
): Frame {
  if (depth >= reading.maxDepth) {
    throw new PipelineError(
      'FEED_TOO_DEEP',
      `Cannot parse the Feed: more than ${reading.maxDepth} elements are open at once`,
    )
  }
  const isInside = role === 'markup' || role === 'flow'
  const attributes = role === 'skip' || isInside ? baseOnly(tag, reading) : readAttributes(tag, reading)
  const declared = attributes['xml:base']?.trim()
  const resolved =
    declared === undefined ? undefined : URL.parse(declared, outer?.base ?? (reading.url || undefined))?.href
  const base = resolved ?? outer?.base
  return {
    raw: tag.raw.toLowerCase(),
    name: tag.name,
    role,
    attributes,
    scope: tag.scope,
    base,
    language: attributes['xml:lang'] ?? outer?.language,
    level: role === 'entry' ? openLevel(base) : (outer?.level ?? channel),
    pieces: isInside && outer ? outer.pieces : [],
    parts: {},
  }
}

function readAttributes(tag: Tag, reading: Reading): Attributes {
  const attributes: Record<string, string> = Object.create(null)
  for (const name in tag.attributes)
    attributes[resolveName(name, tag.scope, '')] ??= reading.decode(tag.attributes[name]!)
  return attributes
}

function baseOnly(tag: Tag, reading: Reading): Attributes {
  const base = tag.attributes['xml:base']
  return base === undefined ? {} : { 'xml:base': reading.decode(base) }
}

/**
 * Says how a tag is read where it stands.
 *
 * @param name Of the tag.
 * @param holder The element that it opens in.
 * @param family Prefix that bare names have in this document.
 * @returns `skip` for what is not read there.
 * @throws Never.
 */
export function chooseRole(name: string, holder: Frame, family: string): FrameRole {
  const role = findRole(name) ?? 'skip'
  switch (holder.role) {
    case 'markup':
    case 'text':
      return 'markup'
    case 'plain':
    case 'flow':
      return 'flow'
    case 'person':
    case 'image':
      return 'plain'
    case 'source':
      return name === 'atom:author' ? 'person' : 'skip'
    case 'media':
      return role === 'text' || !name.startsWith('media:') ? 'skip' : role
    case 'entry':
      if (role === 'container' && !/^(?:media|news):/.test(name)) return 'skip'
      break
    case 'skip':
      return 'skip'
  }
  // RSS says "source" in plain text, Atom in elements.
  return name === 'source' && family === '' ? 'skip' : role
}
