import { cleanText } from '../text/cleanText.ts'
import { decodeStrictly, detectEncoding } from '../text/detectEncoding.ts'

export interface DecodedPage {
  readonly html: string
  /** Lower-case WHATWG name. */
  readonly encoding: string
  /** `encoding_guessed`, `encoding_conflict`, `encoding_errors`, `control_characters`. */
  readonly flags: readonly string[]
}

type Decoder = InstanceType<typeof TextDecoder>

const PRESCAN_BYTES = 4096
const NON_ASCII = /[\u0080-\uffff]/

/**
 * Turns the bytes of a page into text: byte order mark, then HTTP, then the page's own meta element, then detection.
 *
 * @param body The bytes, decompressed.
 * @param contentType The HTTP header, if there was one.
 * @returns Text without NUL, other control characters or lone surrogates, and what was doubted or repaired.
 * @throws Never: what cannot be decoded becomes U+FFFD.
 * @see https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
 */
export function decodePage(body: Uint8Array, contentType?: string): DecodedPage {
  const flags: string[] = []
  const decoder = chooseDecoder(body, contentType, flags)
  const raw = decoder.decode(body)
  if (raw.includes('\ufffd')) flags.push('encoding_errors')
  const html = cleanText(raw)
  if (html.length !== raw.length) flags.push('control_characters')
  return { html, encoding: decoder.encoding, flags }
}

function chooseDecoder(body: Uint8Array, contentType: string | undefined, flags: string[]): Decoder {
  const marked = findByteOrderMark(body)
  if (marked) return new TextDecoder(marked)
  const declared = toDecoder(findCharset(contentType)) ?? toDecoder(prescan(body))
  if (!declared) {
    flags.push('encoding_guessed')
    return new TextDecoder(detectEncoding(body, findLanguage(latin1(body))))
  }
  // Servers that say "Latin 1" for everything are common; well-formed UTF-8 beyond ASCII is never an accident.
  if (declared.encoding === 'windows-1252') {
    const utf8 = decodeStrictly(body, 'utf-8')
    if (utf8 !== undefined && NON_ASCII.test(utf8)) {
      flags.push('encoding_conflict')
      return new TextDecoder('utf-8')
    }
  }
  return declared
}

function findLanguage(start: string): string | undefined {
  return /<html[^>]*\slang\s*=\s*["']?([a-z]{2})/i.exec(start)?.[1]?.toLowerCase()
}

function findByteOrderMark(body: Uint8Array): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8'
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be'
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  return undefined
}

function findCharset(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?\s*([^\s"';>]+)/i.exec(contentType ?? '')?.[1]
}

function prescan(body: Uint8Array): string | undefined {
  const start = latin1(body).replace(/<!--[\s\S]*?(?:-->|$)/g, '')
  for (const [, attributes = ''] of start.matchAll(/<meta[\s/]([^>]*)/gi)) {
    const label = findCharset(attributes)
    // A page that was read as ASCII up to here cannot be UTF-16 (HTML Standard, 13.2.3.2).
    if (label) return /^utf-?16/i.test(label) ? 'utf-8' : label
  }
  return /^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)/i.exec(start)?.[1]
}

function latin1(body: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(body.subarray(0, PRESCAN_BYTES))
}

function toDecoder(label: string | undefined): Decoder | undefined {
  if (label === undefined) return undefined
  try {
    return new TextDecoder(label.toLowerCase() === 'x-user-defined' ? 'windows-1252' : label)
  } catch (error) {
    // RangeError is the answer to "is this a label of the Encoding Standard?".
    if (error instanceof RangeError) return undefined
    throw error
  }
}
