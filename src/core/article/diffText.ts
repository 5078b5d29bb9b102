/** One line of a difference: kept, taken away or put in. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Beyond this many lines on both sides together the middle is shown as replaced whole. */
const MAX_CELLS = 4_000_000

/**
 * Compares two revisions of a text line by line.
 *
 * @param before The older text, one block a line.
 * @param after The newer text.
 * @returns Every line of both in reading order, blank lines left out; removed lines before the added ones that replace them.
 * @throws Never.
 */
export function diffText(before: string, after: string): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1
  return [
    ...old.slice(0, start).map(toLine('same')),
    ...diffMiddle(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...old.slice(old.length - end).map(toLine('same')),
  ]
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')
const toLine =
  (kind: DiffLine['kind']) =>
  (text: string): DiffLine => ({ kind, text })

/** Longest common subsequence by dynamic programming: articles have tens of lines. */
function diffMiddle(old: readonly string[], now: readonly string[]): DiffLine[] {
  if (old.length * now.length > MAX_CELLS) return [...old.map(toLine('removed')), ...now.map(toLine('added'))]
  const width = now.length + 1
  const common = new Uint32Array((old.length + 1) * width)
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = now.length - 1; column >= 0; column--) {
      const [below, right] = [common[(row + 1) * width + column]!, common[row * width + column + 1]!]
      const both = common[(row + 1) * width + column + 1]! + 1
      common[row * width + column] = old[row] === now[column] ? both : Math.max(below, right)
    }
  }
  const lines: DiffLine[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < now.length) {
    if (row < old.length && column < now.length && old[row] === now[column]) {
      lines.push({ kind: 'same', text: old[row]! })
      row += 1
      column += 1
    } else if (
      column === now.length ||
      (row < old.length && common[(row + 1) * width + column]! >= common[row * width + column + 1]!)
    ) {
      lines.push({ kind: 'removed', text: old[row]! })
      row += 1
    } else {
      lines.push({ kind: 'added', text: now[column]! })
      column += 1
    }
  }
  return lines
}
