import { isUtf8 } from 'node:buffer'
import { cleanText } from '../text/cleanText.ts'
import { detectEncoding } from '../text/detectEncoding.ts'
import { guessCyrillic } from './guessCyrillic.ts'

export interface DecodedFeed {
  readonly text: string
  /** WHATWG label of what was used, or `utf-32le`, `utf-32be`. */
  readonly encoding: string
  /** `bytes_repaired` when some bytes had no meaning, `charset_guessed` when nothing said what they mean. */
  readonly flags: readonly string[]
}

// More bad than this and it is not UTF-8 with a few broken characters, but something else.
const MAX_BROKEN_SHARE = 0.1
const MAX_BROKEN_SHARE_DECLARED = 0.3
const DECLARATION_BYTES = 1024
const LANGUAGE_BYTES = 8192

/**
 * Turns the bytes of a Feed into text, whatever the server says they are.
 *
 * In this order: byte order mark, shape of UTF-16 and UTF-32, valid UTF-8, charset of the HTTP header, encoding of the XML
 * declaration, nearly valid UTF-8, what the letters and the language of the Feed suggest, windows-1252.
 *
 * @param body Decompressed bytes.
 * @param contentType As the server sent it.
 * @returns Text without byte order marks, control characters and lone surrogates.
 * @throws Never: a label that nobody knows is as good as none.
 */
export function decodeFeed(body: Uint8Array, contentType?: string): DecodedFeed {
  const marked = findMark(body)
  if (marked) return finish(body, marked.encoding, [])
  const isEscapable = body.includes(0x1b)
  // Nearly every Feed: whatever is declared, only ISO 2022 would be heard against valid UTF-8.
  if (!isEscapable && isUtf8(withoutCutTail(body))) return finish(body, 'utf-8', [])

  const labels = [charsetOf(contentType ?? ''), declaredEncoding(body)].filter((label) => label !== undefined)
  const stateful = labels.find((label) => /^(?:csiso)?iso-?2022/.test(label))
  if (stateful && isEscapable) return finish(body, stateful, [])
  const isEscaped = isEscapable && detectEncoding(body, undefined) === 'iso-2022-jp'
  if (isEscaped) return finish(body, 'iso-2022-jp', ['charset_guessed'])
  if (isUtf8(withoutCutTail(body))) return finish(body, 'utf-8', [])

  for (const label of labels) {
    const text = label === 'utf-8' ? undefined : decode(body, label, true)
    if (text !== undefined) return finish(body, label, [])
  }
  const maxBroken = labels.includes('utf-8') ? MAX_BROKEN_SHARE_DECLARED : MAX_BROKEN_SHARE
  if (brokenShare(body) < maxBroken) return finish(body, 'utf-8', ['bytes_repaired'])
  const named = labels.find((label) => label !== 'utf-8' && decode(body, label, false) !== undefined)
  if (named) return finish(body, named, ['bytes_repaired'])
  return finish(body, guess(body), ['charset_guessed'])
}

function guess(body: Uint8Array): string {
  const detected = detectEncoding(body, declaredLanguage(body))
  return detected === 'windows-1252' ? (guessCyrillic(body) ?? detected) : detected
}

function finish(body: Uint8Array, encoding: string, flags: readonly string[]): DecodedFeed {
  const text = decode(body, encoding, false) ?? ''
  return { text: cleanText(text.replace(/^[\ufeff\u0000]+/, '')), encoding, flags }
}

function findMark(body: Uint8Array): { encoding: string } | undefined {
  const [a, b, c, d] = body
  if (a === 0xef && b === 0xbb && c === 0xbf) return isUtf8(withoutCutTail(body)) ? { encoding: 'utf-8' } : undefined
  if (a === 0xff && b === 0xfe) return { encoding: c === 0 && d === 0 ? 'utf-32le' : 'utf-16le' }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be' }
  if (a === 0 && b === 0) return c === 0xfe || c === 0 ? { encoding: 'utf-32be' } : undefined
  // No mark, but the first character is ASCII ("<", "{", a blank) with zeros where the encoding puts them.
  if (a !== 0 && b === 0) return { encoding: c === 0 && d === 0 ? 'utf-32le' : 'utf-16le' }
  if (a === 0 && b !== undefined) return { encoding: 'utf-16be' }
  return undefined
}

function charsetOf(contentType: string): string | undefined {
  return knownLabel(/charset\s*=\s*["']?\s*([^\s"';]+)/i.exec(contentType)?.[1])
}

// Of the Feed as a whole: before its first entry.
function declaredLanguage(body: Uint8Array): string | undefined {
  const head = Buffer.from(body.subarray(0, LANGUAGE_BYTES))
    .toString('latin1')
    .split(/<(?:item|entry)\b/)[0]!
  const found = /<(?:dc:)?language>\s*([a-z]{2})\b/i.exec(head) ?? /\sxml:lang\s*=\s*["']([a-z]{2})\b/i.exec(head)
  return found?.[1]?.toLowerCase()
}

function declaredEncoding(body: Uint8Array): string | undefined {
  const head = Buffer.from(body.subarray(0, DECLARATION_BYTES)).toString('latin1')
  return knownLabel(/<\?xml[^>]*?\sencoding\s*=\s*["']\s*([^"'\s>]+)/i.exec(head)?.[1])
}

function knownLabel(label: string | undefined): string | undefined {
  if (!label) return undefined
  const plain = label
    .toLowerCase()
    .replace(/^cp-?(125\d)$/, 'windows-$1')
    .replace(/^u(?:tf)?[-_]?8.*$/, 'utf-8')
  // A body that is UTF-16 has shown its shape before: a label that says so is wrong.
  if (/^utf-?(?:16|32)|^ucs-?[24]/.test(plain)) return undefined
  try {
    return new TextDecoder(plain).encoding === 'replacement' ? undefined : plain
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function decode(body: Uint8Array, encoding: string, fatal: boolean): string | undefined {
  if (encoding.startsWith('utf-32')) return decodeUtf32(body, encoding === 'utf-32le')
  try {
    return new TextDecoder(encoding, { fatal }).decode(body)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function decodeUtf32(body: Uint8Array, isLittleEndian: boolean): string {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const pieces: string[] = []
  for (let at = 0; at + 4 <= body.byteLength; at += 4) {
    const point = view.getUint32(at, isLittleEndian)
    pieces.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd')
  }
  return pieces.join('')
}

function withoutCutTail(body: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, body.length); back += 1) {
    const byte = body[body.length - back]!
    if (byte >= 0xc0) return body.subarray(0, body.length - back)
    if (byte < 0x80) return body
  }
  return body
}

function brokenShare(body: Uint8Array): number {
  const text = new TextDecoder('utf-8').decode(body)
  const broken = text.match(/\ufffd+/g)?.length ?? 0
  const good = text.match(/[\u0080-\ufffc]/g)?.length ?? 0
  return good === 0 ? 1 : broken / (broken + good)
}
