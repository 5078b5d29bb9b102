/** A run of text inside one element, or a line break. */
export interface Piece {
  readonly text: string
  readonly isLinked: boolean
  readonly isEmphasized: boolean
  readonly isBreak: boolean
  readonly order: number
}

/** One line, with what its pieces say about it. */
export interface Line {
  readonly text: string
  readonly linkedLength: number
  readonly emphasizedLength: number
  /** Places of the first and last text node that is not blank; 0 where the tree does not count them. */
  readonly firstText: number
  readonly lastText: number
}

export const BREAK: Piece = { text: '\n', isLinked: false, isEmphasized: false, isBreak: true, order: 0 }

/** Blank lines in preformatted text end a paragraph. */
export function splitPreformatted(piece: Piece): Piece[] {
  if (piece.isBreak) return [piece]
  return piece.text
    .split(/\n[ \t]*\n\s*/)
    .flatMap((text, index) => (index === 0 ? [{ ...piece, text }] : [BREAK, BREAK, { ...piece, text }]))
}

const ENDS_SENTENCE = /[.!?…:;。！？»”"’)\]]\s*$/
const WRAPPED_LENGTH = 60
/** As much of a text as a look at its end needs. */
const TAIL_LENGTH = 16

/** Two breaks end a paragraph; one does unless it only wraps a sentence. */
export function splitLines(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]]
  let breaks = 0
  // What stands before a break: the length of the line, and its last piece that is not blank.
  let length = 0
  let last = ''
  for (const piece of pieces) {
    const isBlank = piece.text.trim() === ''
    if (piece.isBreak) breaks += 1
    else if (isBlank) lines.at(-1)!.push(piece)
    else {
      if (breaks > 1 || (breaks === 1 && endsLine(last, length, piece))) {
        lines.push([])
        length = 0
      } else if (breaks === 1) lines.at(-1)!.push(SPACE)
      lines.at(-1)!.push(piece)
      length += piece.text.trim().length
      last = piece.text
      breaks = 0
    }
  }
  return lines
}

const SPACE: Piece = { ...BREAK, isBreak: false }

function endsLine(last: string, length: number, next: Piece): boolean {
  if (length === 0 || /^\s*\p{Ll}/u.test(next.text)) return false
  return ENDS_SENTENCE.test(last.slice(-TAIL_LENGTH)) || length < WRAPPED_LENGTH
}

/** Joins pieces as they are read: white space collapsed, words and sentences of different elements kept apart. */
export function joinPieces(pieces: readonly Piece[]): Line {
  // Parts and a tail instead of one growing string: asking that for its end would copy it each time.
  const parts: string[] = []
  let tail = ''
  let linkedLength = 0
  let emphasizedLength = 0
  const add = (part: string): void => {
    parts.push(part)
    tail = (tail + part).slice(-TAIL_LENGTH)
  }
  for (const piece of pieces) {
    let added = piece.text.replace(/\ufeff/g, '').replace(/\s+/g, ' ')
    if (tail === '' || tail.endsWith(' ')) added = added.trimStart()
    if (added === '') continue
    if (needsSpace(tail, added)) add(' ')
    add(added)
    const length = added.trim().length
    if (piece.isLinked) linkedLength += length
    if (piece.isEmphasized) emphasizedLength += length
  }
  const orders = pieces.filter((piece) => piece.order > 0 && piece.text.trim() !== '').map((piece) => piece.order)
  return {
    text: parts.join('').trim(),
    linkedLength,
    emphasizedLength,
    firstText: orders[0] ?? 0,
    lastText: orders.at(-1) ?? 0,
  }
}

/** Two pieces from different elements: a sentence that ends here, or small letters before a capital, never belong together. */
function needsSpace(before: string, after: string): boolean {
  if (before === '' || !/^["“‘«„(]?\p{Lu}/u.test(after)) return false
  return /[\p{Ll}\p{N}\])][.!?…][”’"»)]?$/u.test(before) || /\p{Ll}{2}$/u.test(before)
}
