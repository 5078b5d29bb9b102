import { decodeHTMLStrict } from 'entities'
import { Parser } from 'htmlparser2'
import { cleanText } from '../text/cleanText.ts'

const SILENT = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'object', 'svg', 'math', 'head'])
const BLOCK = new Set(
  'address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul'.split(
    ' ',
  ),
)

/**
 * Reads the text of HTML: tags away, entities decoded once, blocks on lines of their own.
 *
 * @param html A fragment; plain text is HTML without tags.
 * @param maxLength Of the answer, in UTF-16 code units; no character is cut in two.
 * @returns Safe text without blanks at its ends; '' when there is none.
 * @throws Never.
 */
export function htmlToText(html: string, maxLength: number): string {
  if (!/[<&]/.test(html)) return tidy(html, maxLength)
  const pieces: string[] = []
  let length = 0
  let silent = 0
  const parser = new Parser({
    onopentagname(name) {
      if (SILENT.has(name)) silent += 1
      else if (BLOCK.has(name)) pieces.push('\n')
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent -= 1
      else if (BLOCK.has(name)) pieces.push('\n')
    },
    ontext(text) {
      // Twice the room: blanks that are tidied away count here.
      if (silent > 0 || length > maxLength * 2) return
      pieces.push(text)
      length += text.length
    },
  })
  parser.end(html)
  return tidy(pieces.join(''), maxLength)
}

/**
 * Reads a title: one line of text, decoded once more when it was escaped twice.
 *
 * @param html As `htmlToText`.
 * @param maxLength As `htmlToText`.
 * @returns '' when there is none.
 * @throws Never.
 */
export function titleToText(html: string, maxLength: number): string {
  const text = htmlToText(html, maxLength)
  const decoded = /&(?:amp|quot|lt|gt|apos|nbsp|#\d+|#x[0-9a-f]+);/i.test(text) ? decodeHTMLStrict(text) : text
  return tidy(decoded.replace(/\s+/g, ' '), maxLength)
}

function tidy(text: string, maxLength: number): string {
  const tidied = cleanText(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\s]*/g, '\n')
    .trim()
  // A pair of surrogates that the cut would halve is left out.
  const isHalved = tidied.length > maxLength && (tidied.charCodeAt(maxLength - 1) & 0xfc00) === 0xd800
  return tidied.slice(0, isHalved ? maxLength - 1 : maxLength).trimEnd()
}
