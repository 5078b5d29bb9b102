const SAMPLE_BYTES = 65536

/**
 * Tells Cyrillic in one byte a letter from Western European text, for bytes that nothing describes.
 *
 * Cyrillic words are runs of bytes from 0xC0 up; in Western text such a byte stands alone between ASCII letters. KOI8-R has
 * its small letters at 0xC0–0xDF, windows-1251 at 0xE0–0xFF, and running text is mostly small letters.
 *
 * @param body Bytes that are not UTF-8.
 * @returns `windows-1251` or `koi8-r`; undefined when it does not look Cyrillic.
 * @throws Never.
 */
export function guessCyrillic(body: Uint8Array): 'windows-1251' | 'koi8-r' | undefined {
  let inRuns = 0
  let low = 0
  let high = 0
  let run = 0
  for (const byte of body.subarray(0, SAMPLE_BYTES)) {
    if (byte < 0xc0) {
      if (run >= 3) inRuns += run
      run = 0
      continue
    }
    run += 1
    if (byte < 0xe0) low += 1
    else high += 1
  }
  if (run >= 3) inRuns += run
  const letters = low + high
  if (letters < 6 || inRuns / letters < 0.7) return undefined
  return high >= low ? 'windows-1251' : 'koi8-r'
}
