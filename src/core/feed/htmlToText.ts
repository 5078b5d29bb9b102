import { decodeHTML } from 'entities'
import { cleanText } from '../text/cleanText.ts'

const SILENT = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'head',
  'textarea',
  'select',
])
const BLOCK = new Set(
  'address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul'.split(
    ' ',
  ),
)
const NAME = /\/?([a-z][a-z0-9:-]*)/iy
const MAX_TAG_LENGTH = 4096

/**
 * Reads the text of HTML: tags away, entities decoded once, blocks on lines of their own.
 *
 * One pass without a tree: for teasers, not for pages. Linear in the length of `html`.
 *
 * @param html A fragment; plain text is HTML without tags.
 * @param maxLength Of the answer, in UTF-16 code units; no character is cut in two.
 * @returns Safe text without blanks at its ends; '' when there is none.
 * @throws Never.
 */
export function htmlToText(html: string, maxLength: number): string {
  if (!html.includes('<')) return tidy(html.includes('&') ? decodeHTML(html) : html, maxLength)
  const lastBracket = html.lastIndexOf('>')
  let text = ''
  let at = 0
  // Twice the room, and more for references: blanks that are tidied away count here.
  const enough = maxLength * 2 + 1000
  while (at < html.length && text.length < enough) {
    const tag = html.indexOf('<', at)
    if (tag < 0) return tidy(decode(text + html.slice(at)), maxLength)
    text += html.slice(at, tag)
    const { end, name, isClose } = readTag(html, tag, lastBracket)
    if (name === undefined) text += html.slice(tag, end)
    else if (BLOCK.has(name)) text += '\n'
    at = name !== undefined && !isClose && SILENT.has(name) ? skipElement(html, end, name) : end
  }
  return tidy(decode(text), maxLength)
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
  const decoded = /&(?:amp|quot|lt|gt|apos|nbsp|#\d+|#x[0-9a-f]+);/i.test(text) ? decodeHTML(text) : text
  return decoded.includes('\n') || decoded !== text ? tidy(decoded.replace(/\s+/g, ' '), maxLength) : text
}

interface Tag {
  /** Where the text goes on. */
  readonly end: number
  /** Lower case; '' for a comment or a declaration; undefined for a "<" that starts no tag. */
  readonly name: string | undefined
  readonly isClose: boolean
}

function readTag(html: string, start: number, lastBracket: number): Tag {
  if (html.startsWith('<!--', start)) {
    const end = start > lastBracket ? -1 : html.indexOf('-->', start + 2)
    return { end: end < 0 ? html.length : end + 3, name: '', isClose: false }
  }
  const isDeclaration = html[start + 1] === '!' || html[start + 1] === '?'
  NAME.lastIndex = start + 1
  const name = isDeclaration ? '' : NAME.exec(html)?.[1]?.toLowerCase()
  if (name === undefined) return { end: start + 1, name, isClose: false }
  // Behind the last bracket nothing is looked for: many tags without an end would cost their square.
  const end = start > lastBracket ? -1 : findTagEnd(html, start + 1)
  return end < 0 ? { end: start + 1, name: undefined, isClose: false } : { end, name, isClose: html[start + 1] === '/' }
}

function findTagEnd(html: string, start: number): number {
  const first = html.indexOf('>', start)
  if (first < 0) return -1
  const quoted = html.slice(start, Math.min(first, start + MAX_TAG_LENGTH))
  if (!quoted.includes('"') && !quoted.includes("'")) return first + 1
  let quote = ''
  const stop = Math.min(html.length, start + MAX_TAG_LENGTH)
  for (let at = start; at < stop; at += 1) {
    const character = html[at]!
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '>') return at + 1
    else if ((character === '"' || character === "'") && html[at - 1] === '=') quote = character
  }
  // A quote that is never closed is none.
  return first + 1
}

// Without its end tag it holds all the rest.
function skipElement(html: string, start: number, name: string): number {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi')
  close.lastIndex = start
  return close.exec(html)?.index ?? html.length
}

function decode(text: string): string {
  return text.includes('&') ? decodeHTML(text) : text
}

function tidy(text: string, maxLength: number): string {
  const tidied = cleanText(text)
    // A single blank needs no replacing: most are.
    .replace(/[^\S\n ][^\S\n]*| [^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
  // A pair of surrogates that the cut would halve is left out.
  const isHalved = tidied.length > maxLength && (tidied.charCodeAt(maxLength - 1) & 0xfc00) === 0xd800
  return tidied.length > maxLength ? tidied.slice(0, isHalved ? maxLength - 1 : maxLength).trimEnd() : tidied
}
