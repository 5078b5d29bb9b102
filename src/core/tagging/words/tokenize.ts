import { foldWord } from './foldWord.ts'

export type TokenKind = 'word' | 'number' | 'possessive' | 'quote' | 'open' | 'close' | 'stop' | 'punctuation'

/** One word or mark of a text. */
export interface Token {
  /** UTF-16 code units into the text, end-exclusive. */
  readonly start: number
  readonly end: number
  readonly kind: TokenKind
  /** Folded word, or the mark itself; straight quotes for all quotes. */
  readonly norm: string
  /** Begins with an upper-case letter. */
  readonly isCapital: boolean
  /** All letters upper-case, two at least. */
  readonly isAcronym: boolean
  /** Is capitalised and has a letter that English lacks, as `Đỗ` has. */
  readonly isMarked: boolean
  /** Stands directly behind the token before, as after a hyphen: `Kremlin-backed`. */
  readonly isJoined: boolean
  /** A line break stands between this token and the one before. */
  readonly isAfterBreak: boolean
}

const WORD_CHAR = /[\p{L}\p{M}\p{N}\p{Cf}]/u
/** A range of tokens, end-exclusive. */
export interface TokenRange {
  readonly from: number
  readonly to: number
}

const MARKED = /\p{M}|[\u00c0-\u024f\u1e00-\u1eff]/u
const CLITICS: Readonly<Record<string, string>> = { re: 'are', ve: 'have', ll: 'will', d: 'would', m: 'am' }
const IS_AFTER = new Set(['he', 'she', 'it', 'that', 'there', 'what', 'who', 'here', 'where', 'let'])
const NOT_STEMS: Readonly<Record<string, string>> = { ca: 'can', wo: 'will', sha: 'shall' }
const DOUBLE = '"“”„‟«»＂「」『』'
const SINGLE = "'‘’‚‛‹›＇ʼ`´"

/**
 * Cuts a text into words and marks. Hyphens inside words leave no token: `deep-fake` gives `deep`, `fake` (joined).
 * Contractions are undone: `didn’t` gives `did`, `not`.
 *
 * @param text Any string.
 * @returns Tokens in reading order, not overlapping; `[]` for an empty text.
 * @throws Never.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let isBreak = true
  let isJoined = false
  const push = (start: number, end: number, kind: TokenKind, norm: string) => {
    const isWord = kind === 'word'
    // Most words are in plain lower case: the norm is the word itself.
    const raw = isWord && !isLowerAt(text, start) ? text.slice(start, Math.min(end, start + 64)) : ''
    tokens.push({
      start,
      end,
      kind,
      norm,
      isCapital: raw !== '' && isUpper(raw),
      isAcronym: raw.length > 1 && raw === raw.toUpperCase() && raw !== raw.toLowerCase(),
      isMarked: raw !== '' && MARKED.test(raw),
      isJoined,
      isAfterBreak: isBreak,
    })
    isBreak = false
    isJoined = false
  }

  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) {
      isBreak = true
      isJoined = false
      at += 1
    } else if (isSpace(code)) {
      isJoined = false
      at += 1
    } else if (isWordChar(text, at)) {
      const end = wordEnd(text, at)
      pushWord(text, at, end, push)
      at = end
      isJoined = isHyphen(text.charCodeAt(at)) && at + 1 < text.length && isWordChar(text, at + 1)
      if (isJoined) at += 1
    } else {
      const end = at + width(text, at)
      pushMark(text, at, end, push)
      at = end
    }
  }
  return tokens
}

type Push = (start: number, end: number, kind: TokenKind, norm: string) => void

function pushWord(text: string, start: number, end: number, push: Push): void {
  const norm = foldWord(text.slice(start, end))
  const apostrophe = norm.lastIndexOf("'")
  const tail = apostrophe < 0 ? '' : norm.slice(apostrophe + 1)
  if (apostrophe > 0 && tail === 's') {
    const stem = norm.slice(0, apostrophe)
    push(start, end - 2, 'word', stem)
    if (IS_AFTER.has(stem)) push(end - 2, end, 'word', 'is')
    else push(end - 2, end, 'possessive', "'s")
  } else if (norm.endsWith("n't") && norm.length > 3) {
    const stem = norm.slice(0, -3)
    push(start, end - 3, 'word', NOT_STEMS[stem] ?? stem)
    push(end - 3, end, 'word', 'not')
  } else if (apostrophe > 0 && CLITICS[tail] !== undefined) {
    push(start, end - tail.length - 1, 'word', norm.slice(0, apostrophe))
    push(end - tail.length - 1, end, 'word', CLITICS[tail])
  } else if (norm !== '') {
    push(start, end, /^[0-9]/.test(norm) ? 'number' : 'word', norm)
  }
}

function pushMark(text: string, start: number, end: number, push: Push): void {
  const mark = text.slice(start, end)
  if (DOUBLE.includes(mark)) push(start, end, 'quote', '"')
  else if (SINGLE.includes(mark)) {
    const isLoosePossessive = /^['’]s\b/.test(text.slice(start, start + 3)) && isWordChar(text, start - 2)
    if (!isLoosePossessive) push(start, end, 'quote', "'")
  } else if (mark === '.' || mark === '!' || mark === '?' || mark === '…') push(start, end, 'stop', mark)
  else if (mark === '(' || mark === '[') push(start, end, 'open', '(')
  else if (mark === ')' || mark === ']') push(start, end, 'close', ')')
  else if (isHyphen(mark.charCodeAt(0)) || mark === '—' || mark === '–') push(start, end, 'punctuation', '—')
  else push(start, end, 'punctuation', mark)
}

function wordEnd(text: string, start: number): number {
  let at = start
  while (at < text.length) {
    if (isWordChar(text, at)) {
      at += width(text, at)
    } else if (isApostrophe(text.charCodeAt(at)) && isLetterAt(text, at + 1)) at += 1
    else if (isInnerDot(text, start, at)) at += 1
    else if (isNumberMark(text, at)) at += 1
    else break
  }
  return Math.min(at, text.length)
}

/** The dots of `U.S.` and `e.g.`, but not the one that ends a sentence after a longer word. */
function isInnerDot(text: string, start: number, at: number): boolean {
  if (text[at] !== '.' || !isLetterAt(text, at - 1)) return false
  const isSingleBefore = at - 1 === start || text[at - 2] === '.'
  if (!isSingleBefore) return false
  const isLetterNext = isLetterAt(text, at + 1) && !isLetterAt(text, at + 2)
  return isLetterNext || (at - start > 1 && text[at - 2] === '.')
}

function isNumberMark(text: string, at: number): boolean {
  const mark = text[at]
  return (mark === '.' || mark === ',') && isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1))
}

function isLetterAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && isWordChar(text, at) && !isDigit(text.charCodeAt(at))
}

function isWordChar(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false
  const code = text.charCodeAt(at)
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code)
  return code > 0xa0 && WORD_CHAR.test(String.fromCodePoint(text.codePointAt(at) ?? code))
}

/** 2 for a pair of surrogates, else 1. */
function width(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

function isUpper(raw: string): boolean {
  const first = raw.replace(/^\p{Cf}/u, '')[0] ?? ''
  return first !== first.toLowerCase()
}

/** Begins with a letter from `a` to `z`. */
function isLowerAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 97 && code <= 122
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isApostrophe(code: number): boolean {
  return code === 39 || code === 0x2019 || code === 0x2bc || code === 0xff07 || code === 0x60 || code === 0xb4
}

function isHyphen(code: number): boolean {
  return code === 45 || code === 0x2010 || code === 0x2011
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    code === 9 ||
    code === 0xa0 ||
    code === 0x3000 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 11 ||
    code === 12
  )
}
