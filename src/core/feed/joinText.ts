import { decodeEntities, expandDeclared } from './decodeEntities.ts'
import type { Entities } from './readDoctype.ts'
import type { Attributes } from './readTokens.ts'

/** A stretch of a text element, as written. */
export type Piece = { readonly kind: 'text' | 'cdata' | 'tag'; readonly value: string }

const MARKUP = /<\/?[A-Za-z][^<>]*>|<!--/
const COMMON_MARKUP =
  /<\/?(?:p|a|b|i|u|br|div|img|span|em|strong|ul|ol|li|table|blockquote|h[1-6]|figure|iframe)\b[^<>]*>/i

/**
 * Joins the pieces of a text element into HTML, whichever way the Feed wrote it: escaped, CDATA, inline markup, plain, base64.
 *
 * @param pieces In document order.
 * @param name Canonical name of the element; Atom's say what they are by `type` and `mode`.
 * @param attributes Of the element, names in lower case.
 * @param declared Entities of the document's own DOCTYPE.
 * @returns HTML.
 * @throws Never.
 */
export function joinText(pieces: readonly Piece[], name: string, attributes: Attributes, declared: Entities): string {
  const isAtom = name.startsWith('atom:')
  if (pieces.some((piece) => piece.kind === 'tag')) return joinMarkup(pieces, isAtom, declared)

  let text = ''
  for (const { kind, value } of pieces) text += kind === 'cdata' ? value : decodeEntities(value, declared)
  if (!isAtom) return text
  const type = (attributes['type'] ?? '').toLowerCase().split(';')[0]!.trim()
  const mode = (attributes['mode'] ?? '').toLowerCase()
  if (mode === 'base64' || isBinaryType(type)) return decodeBase64(text)
  if (mode === 'escaped' || type === 'html' || type === 'text/html' || type.includes('xhtml')) return text
  // RFC 4287 says plain text; many writers of bodies mean HTML all the same.
  const isTitle = name === 'atom:title'
  return !isTitle && COMMON_MARKUP.test(text) ? text : escapeText(text)
}

function joinMarkup(pieces: readonly Piece[], isAtom: boolean, declared: Entities): string {
  const isEscapedToo = pieces.some(
    (piece) => piece.kind === 'text' && MARKUP.test(decodeEntities(piece.value, declared)),
  )
  return pieces
    .map((piece) => {
      if (piece.kind === 'tag') return piece.value
      if (piece.kind === 'cdata') return isAtom ? escapeText(piece.value) : piece.value
      return isEscapedToo && !isAtom ? decodeEntities(piece.value, declared) : expandDeclared(piece.value, declared)
    })
    .join('')
}

function isBinaryType(type: string): boolean {
  return /^[a-z]+\/[\w.+-]+$/.test(type) && !/^text\/|[+/]xml$/.test(type)
}

function decodeBase64(text: string): string {
  const plain = text.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(plain)) return text
  return Buffer.from(plain, 'base64').toString('utf8')
}

/** Makes plain text into HTML that shows it. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
