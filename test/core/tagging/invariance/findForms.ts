import type { Edit } from './rewriteText.ts'

/** Where a name stands. */
export interface Place {
  /** The word before, as written, `''` where none stands in the same line. */
  readonly before: string
  /** The word behind, as written, `''` where a mark stands first. */
  readonly after: string
}

/** A way of writing somebody's name, with what it says about whom. */
export interface Form<W> {
  readonly written: string
  readonly what: W
}

/** By first word, longest first. */
export type FormIndex<W> = ReadonlyMap<string, readonly Form<W>[]>

const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** Prepares forms for finding. */
export function indexForms<W>(forms: readonly Form<W>[]): FormIndex<W> {
  const sorted = forms.toSorted((a, b) => b.written.length - a.written.length)
  return Map.groupBy(sorted, (form) => (form.written.match(WORD)?.[0] ?? '').toLowerCase())
}

/**
 * Finds all places where a form stands as whole words, longest first, in its own case or in capitals,
 * and writes there what is asked for. `a` and `an`, `the` before it are put right.
 *
 * @param replace What to write in the place of a form; `undefined` leaves it, and a shorter form may stand there.
 * @param isWithoutArticle Tells of a replacement that no `the` stands before it.
 */
export function findForms<W>(
  text: string,
  forms: FormIndex<W>,
  replace: (what: W, place: Place, written: string) => string | undefined,
  isWithoutArticle: (replacement: string) => boolean = () => false,
): Edit[] {
  const edits: Edit[] = []
  let free = 0
  for (const word of text.matchAll(WORD)) {
    if (word.index < free) continue
    for (const { written, what } of forms.get(word[0].toLowerCase()) ?? []) {
      if (!standsAt(text, written, word.index)) continue
      const end = word.index + written.length
      const replacement = replace(what, placeOf(text, word.index, end), written)
      if (replacement === undefined) continue
      const isShouted = written !== text.slice(word.index, end)
      const edit = { start: word.index, end, text: isShouted ? replacement.toUpperCase() : replacement }
      edits.push(withArticle(text, edit, isWithoutArticle(replacement)))
      free = end
      break
    }
  }
  return edits
}

function placeOf(text: string, start: number, end: number): Place {
  const before = /([\p{L}]+) $/u.exec(text.slice(Math.max(0, start - 30), start))?.[1] ?? ''
  const after = /^ ([\p{L}]+)/u.exec(text.slice(end, end + 40))?.[1] ?? ''
  return { before, after }
}

function standsAt(text: string, written: string, at: number): boolean {
  const there = text.slice(at, at + written.length)
  if (there !== written && !(written.length > 3 && there === written.toUpperCase())) return false
  return !/^[\p{L}\p{M}\p{N}]/u.test(text.slice(at + written.length))
}

function withArticle(text: string, edit: Edit, isWithoutArticle: boolean): Edit {
  const { before } = placeOf(text, edit.start, edit.end)
  const start = edit.start - before.length - 1
  if (/^the$/i.test(before) && isWithoutArticle) return { ...edit, start }
  if (!/^an?$/i.test(before)) return edit
  const article = /^[aeio]|^u(?!ni|k|ru|s)/i.test(edit.text) ? 'an' : 'a'
  return { ...edit, start, text: `${before[0]}${article.slice(1)} ${edit.text}` }
}
