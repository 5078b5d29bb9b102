/** Writes text in a legacy encoding by asking the decoder what each byte or pair of bytes means. */
export function encode(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return encodeUtf16(text, encoding)
  if (encoding === 'iso-2022-jp') return encodeIso2022(text)
  const table = tableOf(encoding)
  return Uint8Array.from(Array.from(text, (character) => bytesFor(table, character)).flat())
}

const tables = new Map<string, Map<string, number[]>>()

function bytesFor(table: ReadonlyMap<string, number[]>, character: string): number[] {
  const bytes = character < '\u0080' ? [character.charCodeAt(0)] : table.get(character)
  if (!bytes) throw new Error(`cannot encode "${character}"`)
  return bytes
}

function tableOf(encoding: string): Map<string, number[]> {
  const known = tables.get(encoding)
  if (known) return known
  const table = new Map<string, number[]>()
  const decoder = new TextDecoder(encoding)
  for (let lead = 0x80; lead <= 0xff; lead++) {
    const single = decoder.decode(Uint8Array.of(lead))
    if (single.length === 1 && single !== '\ufffd' && !table.has(single)) table.set(single, [lead])
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const pair = decoder.decode(Uint8Array.of(lead, trail))
      if (Array.from(pair).length === 1 && pair !== '\ufffd' && !table.has(pair)) table.set(pair, [lead, trail])
    }
  }
  tables.set(encoding, table)
  return table
}

function encodeUtf16(text: string, encoding: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < text.length; index++)
    view.setUint16(index * 2, text.charCodeAt(index), encoding === 'utf-16le')
  return bytes
}

/** JIS X 0208 is EUC-JP without the high bits, between escape sequences. */
function encodeIso2022(text: string): Uint8Array {
  const bytes: number[] = []
  let isWide = false
  const table = tableOf('euc-jp')
  for (const character of text) {
    const needsWide = character >= '\u0080'
    if (needsWide !== isWide) bytes.push(...(needsWide ? [0x1b, 0x24, 0x42] : [0x1b, 0x28, 0x42]))
    isWide = needsWide
    bytes.push(...bytesFor(table, character).map((byte) => byte & 0x7f))
  }
  return Uint8Array.from(isWide ? [...bytes, 0x1b, 0x28, 0x42] : bytes)
}
