import { PipelineError } from '../../domain/error.ts'
import type { Limits } from '../../domain/limits.ts'
import { type CanonicalFeed, type Level, openLevel, writeElement, writeEntry } from './canonicalFeed.ts'
import { decodeEntities } from './decodeEntities.ts'
import { findRoot, type Root } from './findRoot.ts'
import { joinText, type Piece } from './joinText.ts'
import { readDoctype } from './readDoctype.ts'
import { type Attributes, readTokens } from './readTokens.ts'
import { openScope, resolveName, type Scope } from './resolveName.ts'
import { rewriteTag } from './rewriteTag.ts'
import { findRole, impliesEnd, isHtml, isVoid, type Role } from './vocabulary.ts'

/** An open element. */
interface Frame {
  /** As written, lower case: what its end tag will say. */
  readonly raw: string
  readonly name: string
  /** `markup` inside of text; `skip` for what is not read; `outside` before the root. */
  readonly role: Role | 'markup' | 'skip' | 'outside'
  readonly attributes: Attributes
  readonly scope: Scope
  readonly base: string | undefined
  readonly language: string | undefined
  /** Where its children are written. */
  readonly level: Level
  readonly pieces: Piece[]
  /** Of a person or an image: what its children said. */
  readonly parts: Record<string, string>
}

/**
 * Rewrites any XML Feed, well-formed or not, as an RSS document that rss-parser cannot stumble over.
 *
 * Namespaces are resolved by URI, text of every kind becomes HTML, `xml:base` and `xml:lang` become attributes of what they
 * hold for, end tags that are missing are implied, and what stands before or after the Feed is passed over.
 *
 * @param text The document.
 * @param url Where it came from; `xml:base` is resolved against it.
 * @param limits `maxEntries` and `maxDepth` are used.
 * @returns At most `maxEntries` entries, in document order.
 * @throws PipelineError FEED_HTML, FEED_NOT_A_FEED, FEED_MALFORMED or FEED_TOO_DEEP.
 */
export function canonicalizeFeed(text: string, url: string, limits: Limits['feed']): CanonicalFeed {
  const { rest, entities } = readDoctype(text)
  const stack: Frame[] = []
  const channel = openLevel()
  const entries: string[] = []
  const flags = new Set<string>()
  let root: Root | undefined
  let rootDepth = 0
  let isOver = false
  let skippedEntries = 0
  let hasChannel = false
  let firstName: string | undefined

  const top = () => stack.at(-1)
  const decode = (raw: string) => decodeEntities(raw, entities)

  function open(rawName: string, rawAttributes: Attributes, isEmpty: boolean, rawTag: string): void {
    firstName ??= rawName
    const outer = top()
    const scope = openScope(outer?.scope ?? new Map(), rawAttributes)
    if (!root) {
      openOutside(rawName, rawAttributes, scope, isEmpty)
      return
    }

    const name = resolveName(rawName, scope, root.family)
    const holder = endImplied(name)
    const role = chooseRole(name, holder)
    if (role === 'entry' && entries.length >= limits.maxEntries) skippedEntries += 1
    push(
      rawName,
      name,
      role === 'entry' && entries.length >= limits.maxEntries ? 'skip' : role,
      rawAttributes,
      scope,
      rawTag,
      isEmpty,
    )
    if (isEmpty || (role === 'markup' && isVoid(name.replace(/^.*:/, '')))) pop(false)
  }

  function openOutside(rawName: string, rawAttributes: Attributes, scope: Scope, isEmpty: boolean): void {
    root = findRoot(rawName)
    if (!root) {
      if (!isEmpty && !isVoid(rawName.toLowerCase()))
        push(rawName, rawName, 'outside', rawAttributes, scope, '', isEmpty)
      return
    }
    rootDepth = stack.length
    // A default namespace on the root is the document's own, whatever it says.
    const own = new Map(scope)
    own.delete('')
    const name = resolveName(rawName, own, root.family)
    hasChannel = root.format !== 'rdf'
    push(rawName, name, findRole(name) ?? 'container', rawAttributes, own, '', isEmpty)
    if (isEmpty) pop(false)
  }

  function chooseRole(name: string, holder: Frame): Frame['role'] {
    switch (holder.role) {
      case 'skip':
      case 'plain':
      case 'source':
        return holder.role === 'source' && name === 'atom:author' ? 'person' : 'skip'
      case 'markup':
      case 'text':
        return 'markup'
      case 'person':
      case 'image':
        return 'plain'
      case 'media':
        return name.startsWith('media:') && !/title|description/.test(name) ? (findRole(name) ?? 'skip') : 'skip'
      case 'entry':
        return findRole(name) === 'container' && name !== 'media:group' ? 'skip' : roleInside(name)
      default:
        if (name === 'channel' || name === 'item') hasChannel = true
        return roleInside(name)
    }
  }

  function roleInside(name: string): Frame['role'] {
    const role = findRole(name)
    // RSS says "source" in plain text, Atom in elements.
    if (name === 'source' && root?.family === '') return 'skip'
    return role ?? 'skip'
  }

  // Ends what must have ended before this tag, and returns the element that the tag is a child of.
  function endImplied(name: string): Frame {
    const holder = stack.findLastIndex((frame) => frame.role !== 'markup')
    const frame = stack[holder]!
    const canHold = frame.role === 'text' || frame.role === 'plain'
    const isInPerson = stack[holder - 1]?.role === 'person' || stack[holder - 1]?.role === 'image'
    if (canHold && !isInPerson && impliesEnd(name, frame.name, frame.role as Role)) popTo(holder)
    if (findRole(name) === 'entry') {
      const entry = stack.findLastIndex((open) => open.role === 'entry')
      if (entry >= 0 && !stack.slice(entry).some((open) => open.role === 'text' || open.role === 'skip')) popTo(entry)
    }
    return top()!
  }

  function push(
    rawName: string,
    name: string,
    role: Frame['role'],
    rawAttributes: Attributes,
    scope: Scope,
    rawTag: string,
    isEmpty: boolean,
  ): void {
    const outer = top()
    if (stack.length - rootDepth >= limits.maxDepth) {
      throw new PipelineError(
        'FEED_TOO_DEEP',
        `Cannot parse the Feed: more than ${limits.maxDepth} elements are open at once`,
      )
    }
    const attributes: Record<string, string> = Object.create(null)
    if (role !== 'skip' && role !== 'markup') {
      for (const key in rawAttributes) attributes[resolveName(key, scope, '')] ??= decode(rawAttributes[key]!)
    } else if (rawAttributes['xml:base'] !== undefined) attributes['xml:base'] = decode(rawAttributes['xml:base'])
    const declaredBase = attributes['xml:base']
    const base =
      declaredBase === undefined
        ? outer?.base
        : (URL.parse(declaredBase.trim(), outer?.base ?? url)?.href ?? outer?.base)
    const frame: Frame = {
      raw: rawName.toLowerCase(),
      name,
      role,
      attributes,
      scope,
      base,
      language: attributes['xml:lang'] ?? outer?.language,
      level: role === 'entry' ? openLevel() : (outer?.level ?? channel),
      pieces: role === 'markup' ? outer!.pieces : [],
      parts: {},
    }
    if (role === 'markup') {
      const textBase = stack.findLast((open) => open.role === 'text')?.base
      frame.pieces.push({
        kind: 'tag',
        value: rewriteTag(rawTag, rawName, isEmpty, base === textBase ? undefined : base),
      })
    }
    stack.push(frame)
  }

  function close(rawName: string): void {
    const raw = rawName.toLowerCase()
    const at = stack.findLastIndex((frame) => frame.raw === raw)
    if (at >= 0) {
      popTo(at)
      return
    }
    const frame = top()
    // A misspelt end tag ends the element that it stands in.
    if (frame && (frame.role === 'text' || frame.role === 'plain') && !isHtml(raw)) pop(false)
  }

  function popTo(index: number, isCut = false): void {
    while (stack.length > index) pop(isCut)
  }

  function pop(isCut: boolean): void {
    const frame = stack.pop()!
    if (frame.role === 'markup') {
      const local = frame.name.replace(/^.*:/, '')
      if (!isVoid(local)) frame.pieces.push({ kind: 'tag', value: `</${frame.raw.replace(/^.*:/, '')}>` })
    } else if (frame.role === 'entry') {
      entries.push(
        writeEntry(frame.level, {
          ...pick(frame),
          ...(frame.attributes['rdf:about'] && { about: frame.attributes['rdf:about'] }),
        }),
      )
    } else if (!isCut || frame.role === 'text') writeFrame(frame)
    if (stack.length <= rootDepth && root) isOver = true
  }

  function writeFrame(frame: Frame): void {
    const holder = top()
    const value =
      frame.role === 'text'
        ? ''
        : frame.pieces.map((piece) => (piece.kind === 'cdata' ? piece.value : decode(piece.value))).join('')
    if (holder?.role === 'person' || holder?.role === 'image') {
      holder.parts[frame.name.replace(/^.*:/, '')] ??= value.trim()
      return
    }
    const prefix = holder?.role === 'source' ? 'source-' : ''
    if (frame.role === 'text') {
      const html = joinText(frame.pieces, frame.name, frame.attributes, entities)
      writeElement(frame.level, frame.name, { ...pick(frame), src: frame.attributes['src'] }, html)
    } else if (frame.role === 'plain' || frame.role === 'media') {
      const { 'xml:base': _, 'xml:lang': __, ...own } = frame.attributes
      writeElement(frame.level, frame.name, { ...plainNames(own), base: frame.base }, value)
    } else if (frame.role === 'person' || frame.role === 'image') {
      writeElement(frame.level, prefix + frame.name, { ...plainNames(frame.parts), base: frame.base }, value)
    }
  }

  function pick(frame: Frame): Record<string, string> {
    return { ...(frame.base && { base: frame.base }), ...(frame.language && { lang: frame.language }) }
  }

  readTokens(rest, {
    open,
    close,
    text: (raw) => top()?.pieces.push({ kind: 'text', value: raw }),
    cdata: (value) => top()?.pieces.push({ kind: 'cdata', value }),
    isDone: () => isOver,
  })
  if (!root) throw noRoot(rest, firstName)
  if (stack.length > rootDepth) {
    if (stack.some((frame) => frame.role !== 'container' && frame.role !== 'outside')) flags.add('truncated')
    popTo(rootDepth, true)
  }
  if (!hasChannel) throw new PipelineError('FEED_NOT_A_FEED', 'Cannot parse the Feed: the RDF document has no channel')
  if (skippedEntries > 0) flags.add('entries_capped')
  const xml = `<rss version="2.0"><channel><feed/>${channel.parts.join('')}${entries.join('')}</channel></rss>`
  return { format: root.format, xml, flags: [...flags] }
}

// A name that XML allows in our own document.
function plainNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const name in attributes) {
    const local = name.replace(/^.*:/, '')
    if (/^[a-z][\w.-]*$/.test(local) && local !== 'base') plain[local] ??= attributes[name]!
  }
  return plain
}

function noRoot(text: string, firstName: string | undefined): PipelineError {
  if (firstName !== undefined) {
    return new PipelineError(
      'FEED_NOT_A_FEED',
      `Cannot parse the Feed: its root element is "${firstName.slice(0, 60)}"`,
    )
  }
  const isMarkup = text.trimStart().startsWith('<')
  return isMarkup
    ? new PipelineError('FEED_MALFORMED', 'Cannot parse the Feed: no element can be read')
    : new PipelineError('FEED_NOT_A_FEED', 'Cannot parse the Feed: it is not XML or JSON')
}
