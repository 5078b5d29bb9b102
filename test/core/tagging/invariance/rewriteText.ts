import type { Span } from '../../../../src/domain/span.ts'

/** A stretch of a text with what shall stand there instead. */
export interface Edit extends Span {
  readonly text: string
}

/** A text after its edits, with the way from old places to new ones. */
export interface RewrittenText {
  readonly text: string
  /** Where a span of the old text lies now; ends inside an edit go to the edges of what replaced it. */
  readonly shift: (span: Span) => Span
}

/**
 * Carries out edits.
 *
 * @param edits In any order; of two that overlap the longer one is done, the earlier one where they are equally long.
 */
export function rewriteText(text: string, edits: readonly Edit[]): RewrittenText {
  const done = withoutOverlaps(edits)
  const parts: string[] = []
  let at = 0
  for (const edit of done) {
    parts.push(text.slice(at, edit.start), edit.text)
    at = edit.end
  }
  parts.push(text.slice(at))
  return {
    text: parts.join(''),
    shift: ({ start, end }) => ({ start: place(done, start, 'start'), end: place(done, end, 'end') }),
  }
}

function withoutOverlaps(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = []
  for (const edit of edits.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (kept.every((other) => edit.end <= other.start || other.end <= edit.start)) kept.push(edit)
  }
  return kept.sort((a, b) => a.start - b.start)
}

function place(edits: readonly Edit[], at: number, edge: 'start' | 'end'): number {
  let moved = 0
  for (const edit of edits) {
    if (edit.end > at || (edit.end === at && edge === 'start' && edit.start === at)) {
      if (edit.start >= at) break
      return edit.start + moved + (edge === 'start' ? 0 : edit.text.length)
    }
    moved += edit.text.length - (edit.end - edit.start)
  }
  return at + moved
}
