/** Encoding of old pages by language: the table of HTML Standard, 13.2.3.2, step 9, as names of the Encoding Standard. */
const BY_LANGUAGE: Readonly<Record<string, string>> = {
  ar: 'windows-1256',
  fa: 'windows-1256',
  he: 'windows-1255',
  el: 'iso-8859-7',
  tr: 'windows-1254',
  az: 'windows-1254',
  cs: 'windows-1250',
  hu: 'windows-1250',
  pl: 'iso-8859-2',
  sk: 'windows-1250',
  sl: 'iso-8859-2',
  hr: 'windows-1250',
  ro: 'windows-1250',
  et: 'windows-1257',
  lt: 'windows-1257',
  lv: 'windows-1257',
  vi: 'windows-1258',
  th: 'windows-874',
  ru: 'windows-1251',
  bg: 'windows-1251',
  mk: 'windows-1251',
  sr: 'windows-1251',
  uk: 'windows-1251',
  be: 'windows-1251',
  kk: 'windows-1251',
  ja: 'shift_jis',
  ko: 'euc-kr',
  zh: 'gb18030',
}
const KANA = /[\u3040-\u30ff]/g
const JAPANESE = /[\u3041-\u30fe]/g
/** The commonest characters of news in each language: a wrong table seldom gives them. */
const MULTI_BYTE: Readonly<Record<string, RegExp>> = {
  'iso-2022-jp': JAPANESE,
  shift_jis: JAPANESE,
  'euc-jp': JAPANESE,
  'euc-kr': /[이다의는을에고가한하지로서도기은를]/g,
  big5: /[的一是不了在有人我他這中大來上國個和也子時到地出說為會以們]/g,
  gb18030: /[的一是不了在有人我他这中大来上国个和也子时到地出说为会以们]/g,
}
const CYRILLIC = ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866'] as const
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/g
const RARE = /[\uff61-\uff9f\ue000-\uf8ff\u4e02-\u4e04]/g
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/**
 * Guesses the encoding of a page that declares none.
 *
 * @param body The bytes.
 * @param start The first bytes as ASCII, for the page's `lang`.
 * @returns A label of the Encoding Standard; `windows-1252` when nothing speaks for another.
 * @throws Never.
 */
export function detectEncoding(body: Uint8Array, start: string): string {
  if (decodeStrictly(body, 'utf-8') !== undefined)
    return looksLikeIso2022(body) ? 'iso-2022-jp' : (findUtf16(body) ?? 'utf-8')
  const utf16 = findUtf16(body)
  if (utf16) return utf16
  const language = /<html[^>]*\slang\s*=\s*["']?([a-z]{2})/i.exec(start)?.[1]?.toLowerCase() ?? ''
  const declared = BY_LANGUAGE[language]
  if (declared && decodeStrictly(body, declared) !== undefined) return declared
  return findMultiByte(body) ?? findCyrillic(body) ?? 'windows-1252'
}

function findMultiByte(body: Uint8Array): string | undefined {
  const scored = Object.entries(MULTI_BYTE).flatMap(([encoding, common]) => {
    const text = decodeStrictly(body, encoding)
    const cjk = text === undefined ? 0 : count(text, CJK)
    if (text === undefined || cjk < 10) return []
    const foreign = common === JAPANESE ? 0 : count(text, KANA)
    return [{ encoding, score: (count(text, common) - foreign - 2 * count(text, RARE)) / cjk }]
  })
  const best = scored.sort((a, b) => b.score - a.score)[0]
  return best && best.score > 0.04 ? best.encoding : undefined
}

function findCyrillic(body: Uint8Array): string | undefined {
  const scored = CYRILLIC.flatMap((encoding) => {
    const text = decodeStrictly(body, encoding) ?? ''
    const words = text.match(/[А-Яа-яЁё]{3,}/g) ?? []
    // In the wrong table the case is mixed up inside words.
    const natural = words.filter((word) => /^[А-ЯЁ]?[а-яё]+$/.test(word) && /[оеаи]/.test(word)).length
    return words.length < 10 ? [] : [{ encoding, score: natural / words.length, natural }]
  })
  const best = scored.sort((a, b) => b.natural - a.natural)[0]
  return best && best.score > 0.6 ? best.encoding : undefined
}

/** A page begins with markup, which is ASCII: in UTF-16 every second byte of it is 0. */
function findUtf16(body: Uint8Array): string | undefined {
  const sample = body.subarray(0, 32)
  const zeros = [0, 0]
  for (let index = 0; index < sample.length; index++) if (sample[index] === 0) zeros[index % 2]! += 1
  const most = sample.length * 0.4
  if (zeros[1]! >= most && zeros[0] === 0) return 'utf-16le'
  return zeros[0]! >= most && zeros[1] === 0 ? 'utf-16be' : undefined
}

function looksLikeIso2022(body: Uint8Array): boolean {
  for (let index = 0; index < body.length - 2; index++) {
    if (body[index] === 0x1b && body[index + 1] === 0x24 && (body[index + 2] === 0x42 || body[index + 2] === 0x40))
      return true
  }
  return false
}

/** @returns undefined when the bytes are not well-formed in the encoding. */
export function decodeStrictly(body: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
