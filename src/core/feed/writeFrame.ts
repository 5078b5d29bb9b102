import { writeElement } from './canonicalFeed.ts'
import { joinText } from './joinText.ts'
import type { Frame } from './openFrame.ts'
import type { Entities } from './readDoctype.ts'
import { isReadAttribute } from './vocabulary.ts'

/** What an ended element is written with. */
export interface Writing {
  readonly entities: Entities
  /** Changed in place, see `CanonicalFeed`. */
  readonly texts: string[]
  decode(raw: string): string
}

/**
 * Writes an element that has ended into its level, or into the person or picture that it describes.
 *
 * @param frame Off the stack.
 * @param holder The element around it.
 * @param writing What the document is read with.
 * @throws Never.
 */
export function writeFrame(frame: Frame, holder: Frame | undefined, writing: Writing): void {
  if (holder?.role === 'person' || holder?.role === 'image') {
    holder.parts[localName(frame.name)] ??= plainText(frame, writing).trim()
    return
  }
  const { level, name, role, base } = frame
  if (role === 'text') {
    const html = joinText(frame.pieces, name, frame.attributes, writing.entities)
    writeElement(level, name, base, { src: frame.attributes['src'] }, `${writing.texts.push(html) - 1}`)
  } else if (role === 'plain' || role === 'media') {
    writeElement(level, name, base, readNames({}, frame.attributes), plainText(frame, writing))
  } else if (role === 'person' || role === 'image') {
    const prefix = holder?.role === 'source' ? 'source-' : ''
    const said = readNames(readNames({}, frame.parts), frame.attributes)
    writeElement(level, prefix + name, base, said, plainText(frame, writing))
  }
}

function plainText({ pieces }: Frame, { decode }: Writing): string {
  if (pieces.length === 0) return ''
  let text = ''
  for (const { kind, value } of pieces) if (kind !== 'tag') text += kind === 'text' ? decode(value) : value
  return text
}

// Only what somebody asks for later; of two with one name the first holds.
function readNames(kept: Record<string, string>, attributes: Readonly<Record<string, string>>): Record<string, string> {
  for (const name in attributes) {
    const local = localName(name)
    if (isReadAttribute(local)) kept[local] ??= attributes[name]!
  }
  return kept
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
