import { PipelineError } from '../../domain/error.ts'
import type { Limits } from '../../domain/limits.ts'
import { type CanonicalFeed, openLevel, writeElement, writeEntry, writeFields } from './canonicalFeed.ts'
import { decodeEntities } from './decodeEntities.ts'
import { findRoot, type Root, refuseHtml } from './findRoot.ts'
import { chooseRole, type Frame, type FrameRole, openFrame, type Reading, type Tag } from './openFrame.ts'
import { readDoctype } from './readDoctype.ts'
import { type Attributes, readTokens } from './readTokens.ts'
import { declares, NO_SCOPE, openScope, resolveName } from './resolveName.ts'
import { rewriteTag } from './rewriteTag.ts'
import { endsItself, findRole, impliesEnd, isHtml, isVoid } from './vocabulary.ts'
import { type Writing, writeFrame } from './writeFrame.ts'

/** A document half read. */
interface State extends Reading, Writing {
  readonly limits: Limits['feed']
  readonly stack: Frame[]
  readonly channel: ReturnType<typeof openLevel>
  readonly entries: string[]
  root: Root | undefined
  /** Elements that are open around the root: junk before the Feed. */
  rootDepth: number
  isOver: boolean
  hasChannel: boolean
  isCapped: boolean
  isHtml: boolean
  /** Of the first element. */
  firstName: string | undefined
  language: string | undefined
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
  const state: State = {
    url,
    limits,
    maxDepth: limits.maxDepth,
    entities,
    texts: [],
    decode: (raw) => decodeEntities(raw, entities),
    stack: [],
    channel: openLevel(undefined),
    entries: [],
    root: undefined,
    rootDepth: 0,
    isOver: false,
    hasChannel: false,
    isCapped: false,
    isHtml: false,
    firstName: undefined,
    language: undefined,
  }
  readTokens(rest, {
    open: (raw, attributes, isEmpty, written) => openTag(state, raw, attributes, isEmpty, written),
    close: (raw) => closeTag(state, raw),
    text: (value) => addText(state, 'text', value),
    cdata: (value) => addText(state, 'cdata', value),
    isDone: () => state.isOver,
  })
  return finish(state, rest)
}

function openTag(state: State, raw: string, attributes: Attributes, isEmpty: boolean, written: string): void {
  state.firstName ??= raw
  const scope = openScope(state.stack.at(-1)?.scope ?? NO_SCOPE, attributes)
  if (!state.root) {
    openOutside(state, { raw, name: raw, attributes, scope }, isEmpty)
    return
  }
  const name = resolveName(raw, scope, state.root.family)
  const holder = endImplied(state, name)
  const role = chooseRole(name, holder, state.root.family)
  if (role === 'markup' && holder.raw === raw.toLowerCase() && endsItself(localName(raw))) pop(state, false)
  if (name === 'channel' || name === 'item') state.hasChannel = true
  const isTooMany = role === 'entry' && state.entries.length >= state.limits.maxEntries
  if (isTooMany) state.isCapped = true
  push(state, { raw, name, attributes, scope }, isTooMany ? 'skip' : role)
  if (role === 'markup') addTag(state, raw, isEmpty, written)
  if (isEmpty || (role === 'markup' && isVoid(localName(raw)))) pop(state, false)
}

function openOutside(state: State, tag: Tag, isEmpty: boolean): void {
  const root = findRoot(tag.raw, tag.scope)
  if (root === 'html') state.isHtml = true
  if (root === 'html' || root === undefined) {
    if (!isEmpty && !isVoid(tag.raw.toLowerCase())) push(state, tag, 'outside')
    return
  }
  state.root = root
  state.rootDepth = state.stack.length
  state.hasChannel = root.format !== 'rdf' || declares(tag.scope, '')
  // A default namespace on the root is the document's own, whatever it says.
  const own = new Map(tag.scope.own)
  own.delete('')
  const scope = { own, outer: undefined, depth: 0 }
  const name = resolveName(tag.raw, scope, root.family)
  push(state, { ...tag, name, scope }, findRole(name) ?? 'container')
  if (isEmpty) pop(state, false)
}

// Ends what must have ended before this tag, and returns the element that the tag stands in.
function endImplied(state: State, name: string): Frame {
  const { stack } = state
  let at = stack.length - 1
  while (stack[at]!.role === 'markup' || stack[at]!.role === 'flow') at -= 1
  const frame = stack[at]!
  const around = stack[at - 1]?.role
  const isPart = around === 'person' || around === 'image'
  if ((frame.role === 'text' || frame.role === 'plain') && !isPart && impliesEnd(name, frame.name, frame.role))
    popTo(state, at)
  if (findRole(name) === 'entry') {
    const entry = stack.findLastIndex(({ role }) => role === 'entry')
    // A lone entry is the root of its document: that ends with it only.
    if (entry > state.rootDepth && !stack.slice(entry).some(({ role }) => role === 'text' || role === 'skip'))
      popTo(state, entry)
  }
  return stack.at(-1)!
}

function push(state: State, tag: Tag, role: FrameRole): void {
  const { stack, rootDepth, channel } = state
  const frame = openFrame(tag, role, stack.at(-1), stack.length - rootDepth, channel, state)
  if (role === 'container' && stack.length - rootDepth < 2) state.language = frame.language ?? state.language
  stack.push(frame)
}

function addTag({ stack }: State, raw: string, isEmpty: boolean, written: string): void {
  const frame = stack.at(-1)!
  const base = frame.base === undefined || frame.base === textOf(stack)?.base ? undefined : frame.base
  frame.pieces.push({ kind: 'tag', value: rewriteTag(written, raw, isEmpty, base) })
}

function textOf(stack: readonly Frame[]): Frame | undefined {
  return stack.findLast(({ role }) => role === 'text')
}

function addText({ stack }: State, kind: 'text' | 'cdata', value: string): void {
  const frame = stack.at(-1)
  if (frame && frame.role !== 'skip' && frame.role !== 'container' && frame.role !== 'entry')
    frame.pieces.push({ kind, value })
}

function closeTag(state: State, rawName: string): void {
  const raw = rawName.toLowerCase()
  let at = state.stack.length - 1
  while (at >= 0 && state.stack[at]!.raw !== raw) at -= 1
  if (at >= 0) {
    popTo(state, at)
    return
  }
  const role = state.stack.at(-1)?.role
  // A misspelt end tag ends the element that it stands in.
  if ((role === 'text' || role === 'plain') && !isHtml(raw)) pop(state, false)
}

function popTo(state: State, index: number, isCut = false): void {
  while (state.stack.length > index) pop(state, isCut)
}

/** @param isCut The document ended before the element did: half an address or a date is none. */
function pop(state: State, isCut: boolean): void {
  const { stack, entries, root, rootDepth } = state
  const frame = stack.pop()!
  if (frame.role === 'markup') {
    if (!isVoid(localName(frame.raw))) frame.pieces.push({ kind: 'tag', value: `</${localName(frame.raw)}>` })
  } else if (frame.role === 'entry') {
    const about = frame.attributes['rdf:about'] ?? frame.attributes['about']
    entries.push(writeEntry(frame.level, { base: frame.base, lang: frame.language, about }))
  } else if (!isCut || frame.role === 'text') {
    writeFrame(frame, stack.at(-1), state)
  }
  if (root && stack.length <= rootDepth) state.isOver = true
}

function finish(state: State, text: string): CanonicalFeed {
  const { root, stack, rootDepth, channel, entries } = state
  if (!root) throw noRoot(state, text)
  const flags: string[] = []
  if (stack.some(({ role }) => role !== 'container' && role !== 'outside')) flags.push('truncated')
  popTo(state, rootDepth, true)
  if (!state.hasChannel)
    throw new PipelineError('FEED_NOT_A_FEED', 'Cannot parse the Feed: it is RDF without a channel')
  if (state.isCapped) flags.push('entries_capped')
  writeElement(channel, 'root', undefined, { lang: state.language }, '')
  const xml = `<rss version="2.0"><channel>${writeFields(channel)}${entries.join('')}</channel></rss>`
  return { format: root.format, xml, texts: state.texts, flags }
}

function noRoot({ isHtml, firstName }: State, text: string): PipelineError {
  if (isHtml) return refuseHtml()
  if (firstName !== undefined) {
    return new PipelineError(
      'FEED_NOT_A_FEED',
      `Cannot parse the Feed: its root element is "${firstName.slice(0, 60)}"`,
    )
  }
  return text.trimStart().startsWith('<')
    ? new PipelineError('FEED_MALFORMED', 'Cannot parse the Feed: no element can be read')
    : new PipelineError('FEED_NOT_A_FEED', 'Cannot parse the Feed: it is not XML or JSON')
}

function localName(raw: string): string {
  return raw.slice(raw.indexOf(':') + 1).toLowerCase()
}
