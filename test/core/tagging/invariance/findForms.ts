import type { Edit } from './rewriteText.ts'

/** A way of writing somebody's name that shall be replaced. */
export interface Form {
  readonly written: string
  /** What shall stand in its place, given the words around it; `undefined` leaves it. */
  readonly replace: (place: Place) => string | undefined
}

export interface Place {
  /** The word before, in lower case, `''` at the start of a line. */
  readonly before: string
  /** The word behind, as written, `''` where a mark stands first. */
  readonly after: string
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu

/**
 * Finds all places where a form stands as whole words, longest first, in its own case or in capitals,
 * and says what to write there. `a` and `an`, `the` before it are put right.
 *
 * @param isWithoutArticle Tells of a replacement that no `the` stands before it.
 */
export function findForms(
  text: string,
  forms: readonly Form[],
  isWithoutArticle: (replacement: string) => boolean,
): Edit[] {
  const byFirst = new Map<string, Form[]>()
  for (const form of forms) {
    const first = (form.written.match(WORD)?.[0] ?? '').toLowerCase()
    byFirst.set(first, [...(byFirst.get(first) ?? []), form])
  }
  const edits: Edit[] = []
  let free = 0
  for (const word of text.matchAll(WORD)) {
    if (word.index < free) continue
    const group = byFirst.get(word[0].toLowerCase()) ?? []
    const edit = group
      .filter((form) => standsAt(text, form.written, word.index))
      .sort((a, b) => b.written.length - a.written.length)
      .map((form) => editAt(text, form, word.index, isWithoutArticle))
      .find((each) => each !== undefined)
    if (!edit) continue
    free = edit.end
    edits.push(edit)
  }
  return edits
}

function standsAt(text: string, written: string, at: number): boolean {
  const there = text.slice(at, at + written.length)
  if (there !== written && !(written.length > 3 && there === written.toUpperCase())) return false
  return !/^[\p{L}\p{M}\p{N}]/u.test(text.slice(at + written.length))
}

function editAt(
  text: string,
  form: Form,
  start: number,
  isWithoutArticle: (replacement: string) => boolean,
): Edit | undefined {
  const end = start + form.written.length
  const before = /([\p{L}]+) $/u.exec(text.slice(Math.max(0, start - 30), start))?.[1] ?? ''
  const after = /^ ([\p{L}]+)/u.exec(text.slice(end, end + 40))?.[1] ?? ''
  const replacement = form.replace({ before: before.toLowerCase(), after })
  if (replacement === undefined) return undefined
  const isShouted = form.written !== text.slice(start, end)
  const written = isShouted ? replacement.toUpperCase() : replacement
  if (/^the$/i.test(before) && isWithoutArticle(replacement))
    return { start: start - before.length - 1, end, text: written }
  if (!/^an?$/i.test(before)) return { start, end, text: written }
  const article = /^[aeio]|^u(?!ni|k|ru|s)/i.test(replacement) ? 'an' : 'a'
  const cased = before[0] === 'A' ? `A${article.slice(1)}` : article
  return { start: start - before.length - 1, end, text: `${cased} ${written}` }
}
