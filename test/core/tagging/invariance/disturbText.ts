import { seededRandom } from '../../../../src/demo/bench/seededRandom.ts'
import { type RewrittenText, rewriteText } from './rewriteText.ts'

const WRAP_WIDTH = 70
const WORDS_A_BREAK = 40

/** Changes of marks, letters and spaces that say nothing. The number chooses where there is a choice. */
export const DISTURBANCES: Readonly<Record<string, (text: string, seed: number) => RewrittenText>> = {
  'straight quotation marks': (text) => replaceEach(text, /[“”„‘’]/g, (mark) => (/[“”„]/.test(mark) ? '"' : "'")),
  'curly quotation marks': (text) => replaceEach(text, /["']/g, curl),
  'composed letters': (text) => replaceEach(text, /\P{M}\p{M}+/gu, (letter) => letter.normalize('NFC')),
  'decomposed letters': (text) => replaceEach(text, /\P{ASCII}/gu, (letter) => letter.normalize('NFD')),
  'doubled spaces': (text) => replaceEach(text, / /g, () => '  '),
  'spaces that do not break': (text) => replaceEach(text, / /g, () => '\u00a0'),
  'spaces at the ends of lines': (text) => replaceEach(text, /\n/g, () => ' \n'),
  'carriage returns': (text) => replaceEach(text, /\n/g, () => '\r\n'),
  'more blank lines': (text) => replaceEach(text, /\n\n/g, () => '\n\n\n\n'),
  'lines of a fixed width': wrapLines,
  'line breaks here and there': breakLines,
}

function replaceEach(text: string, pattern: RegExp, replace: (found: string, before: string) => string): RewrittenText {
  return rewriteText(
    text,
    Array.from(text.matchAll(pattern), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: replace(match[0], text[match.index - 1] ?? ' '),
    })),
  )
}

function curl(mark: string, before: string): string {
  const isOpening = /[\s([—"'“‘]/.test(before)
  if (mark === '"') return isOpening ? '“' : '”'
  return isOpening ? '‘' : '’'
}

function wrapLines(text: string): RewrittenText {
  let lineStart = 0
  return putBreaks(text, (at) => {
    if (text[at] === '\n') lineStart = at + 1
    if (text[at] !== ' ' || at - lineStart < WRAP_WIDTH) return false
    lineStart = at + 1
    return true
  })
}

function breakLines(text: string, seed: number): RewrittenText {
  const random = seededRandom(seed)
  return putBreaks(text, (at) => text[at] === ' ' && random.below(WORDS_A_BREAK) === 0)
}

/** A line break instead of each character for which the question is answered with yes, asked in order. */
function putBreaks(text: string, isBreak: (at: number) => boolean): RewrittenText {
  const places = Array.from({ length: text.length }, (_, at) => at).filter(isBreak)
  return rewriteText(
    text,
    places.map((start) => ({ start, end: start + 1, text: '\n' })),
  )
}
