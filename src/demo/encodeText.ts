import type { Charset } from './stand.ts'

const tables = new Map<Charset, ReadonlyMap<string, number>>()

/** Encodes markup as a server with that charset would; what the charset lacks becomes a numeric reference. */
export function encodeText(text: string, charset: Charset): Buffer {
  if (charset === 'utf-8') return Buffer.from(text, 'utf8')
  const table = tableOf(charset)
  const bytes: number[] = []
  for (const character of text) {
    const byte = table.get(character)
    if (byte === undefined) bytes.push(...Buffer.from(`&#${character.codePointAt(0)};`, 'latin1'))
    else bytes.push(byte)
  }
  return Buffer.from(bytes)
}

function tableOf(charset: 'windows-1251' | 'iso-8859-1'): ReadonlyMap<string, number> {
  const known = tables.get(charset)
  if (known) return known
  const decoder = new TextDecoder('windows-1251')
  const table = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) {
    // The label iso-8859-1 means windows-1252 to a browser: the range where the two differ is left unused.
    if (charset === 'iso-8859-1' && byte >= 0x80 && byte < 0xa0) continue
    table.set(charset === 'iso-8859-1' ? String.fromCharCode(byte) : decoder.decode(Uint8Array.of(byte)), byte)
  }
  tables.set(charset, table)
  return table
}
