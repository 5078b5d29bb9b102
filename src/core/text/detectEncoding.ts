/** Encoding of old documents by language: the table of HTML Standard, 13.2.3.2, step 9, as names of the Encoding Standard. */
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
/** Their languages have others that are about as usual: the bytes decide. */
const CONTESTED: ReadonlySet<string> = new Set(['windows-1251', 'shift_jis', 'gb18030'])
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
/** Scripts of one byte a letter: the encodings, and what a word looks like that was read in the right one. */
const SINGLE_BYTE: readonly { readonly encodings: readonly string[]; readonly word: RegExp }[] = [
  // In the wrong table the case is mixed up inside words.
  {
    encodings: ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866', 'koi8-u'],
    word: /^(?=.*[оеаиі])(?:[Ѐ-Я]?[а-џґ]+|[Ѐ-Я]+)$/,
  },
  // The final sigma ends a word.
  { encodings: ['windows-1253', 'iso-8859-7'], word: /^(?=.*[αεηιουωάέήίόύώ])[Ά-Ώ]?[ά-ρσ-ώ]+ς?$/ },
  // So do the final forms of five letters.
  { encodings: ['windows-1255'], word: /^[אבגדהוזחטיכלמנסעפצקרשת]+[א-ת]$/ },
  { encodings: ['windows-1256'], word: /^(?=.*[اليمون])[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]+$/ },
  { encodings: ['windows-874'], word: /^[เ-ไ]?[ก-ฮ][ก-ฺเ-๎]*$/ },
]
const MIN_WORDS = 5
const SAMPLE_BYTES = 65_536
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/g
const RARE = /[\uff61-\uff9f\ue000-\uf8ff\u4e02-\u4e04]/g
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/**
 * Guesses the encoding of a document that declares none.
 *
 * @param body The bytes.
 * @param language That the document declares, two letters; undefined when it declares none.
 * @returns A label of the Encoding Standard; `windows-1252` when nothing speaks for another.
 * @throws Never.
 */
export function detectEncoding(body: Uint8Array, language: string | undefined): string {
  if (decodeStrictly(body, 'utf-8') !== undefined)
    return looksLikeIso2022(body) ? 'iso-2022-jp' : (findUtf16(body) ?? 'utf-8')
  const utf16 = findUtf16(body)
  if (utf16) return utf16
  const listed = BY_LANGUAGE[language ?? '']
  const usual = listed !== undefined && decodeStrictly(body, listed) !== undefined ? listed : undefined
  if (usual !== undefined && !CONTESTED.has(usual)) return usual
  const sample = takeSample(body)
  return findMultiByte(sample) ?? findSingleByte(sample) ?? usual ?? 'windows-1252'
}

/** From the first byte that is not ASCII: what is before it tells nothing. */
function takeSample(body: Uint8Array): Uint8Array {
  const start = Math.max(
    0,
    body.findIndex((byte) => byte >= 0x80),
  )
  return body.subarray(start, start + SAMPLE_BYTES)
}

function findMultiByte(sample: Uint8Array): string | undefined {
  const scored = Object.entries(MULTI_BYTE).flatMap(([encoding, common]) => {
    const text = decodeStrictly(sample, encoding, true)
    const cjk = text === undefined ? 0 : count(text, CJK)
    if (text === undefined || cjk < 10) return []
    const foreign = common === JAPANESE ? 0 : count(text, KANA)
    return [{ encoding, score: (count(text, common) - foreign - 2 * count(text, RARE)) / cjk }]
  })
  const best = scored.sort((a, b) => b.score - a.score)[0]
  return best && best.score > 0.04 ? best.encoding : undefined
}

function findSingleByte(sample: Uint8Array): string | undefined {
  const scored = SINGLE_BYTE.flatMap(({ encodings, word }) =>
    encodings.flatMap((encoding) => {
      const words = decodeStrictly(sample, encoding, true)?.match(/[\p{L}\p{M}]{3,}/gu) ?? []
      const foreign = words.filter((one) => /[\u0370-\uffff]/.test(one))
      const natural = foreign.filter((one) => word.test(one))
      const share = natural.length / foreign.length
      return foreign.length < MIN_WORDS || share < 0.6 ? [] : [{ encoding, letters: natural.join('').length }]
    }),
  )
  return scored.sort((a, b) => b.letters - a.letters)[0]?.encoding
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

/**
 * @param isCut The last character may be incomplete.
 * @returns undefined when the bytes are not well-formed in the encoding.
 */
export function decodeStrictly(body: Uint8Array, encoding: string, isCut = false): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body, { stream: isCut })
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
