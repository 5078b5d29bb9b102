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

/** Two breaks end a paragraph; one does unless it only wraps a sentence. */
export function splitLines(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]]
  let breaks = 0
  for (const piece of pieces) {
    const line = lines.at(-1)!
    if (piece.isBreak) breaks += 1
    else if (piece.text.trim() === '') line.push(piece)
    else {
      if (breaks > 1 || (breaks === 1 && endsLine(line, piece))) lines.push([piece])
      else line.push(...(breaks === 1 ? [{ ...BREAK, isBreak: false }, piece] : [piece]))
      breaks = 0
    }
  }
  return lines
}

function endsLine(line: readonly Piece[], next: Piece): boolean {
  const before = line
    .map((piece) => piece.text)
    .join('')
    .trim()
  if (before === '' || /^\s*\p{Ll}/u.test(next.text)) return false
  return ENDS_SENTENCE.test(before) || before.length < WRAPPED_LENGTH
}

/** Joins pieces as they are read: white space collapsed, words and sentences of different elements kept apart. */
export function joinPieces(pieces: readonly Piece[]): Line {
  let text = ''
  let linkedLength = 0
  let emphasizedLength = 0
  for (const piece of pieces) {
    let added = piece.text.replace(/\ufeff/g, '').replace(/\s+/g, ' ')
    if (text === '' || text.endsWith(' ')) added = added.trimStart()
    if (needsSpace(text, added)) text += ' '
    text += added
    const length = added.trim().length
    if (piece.isLinked) linkedLength += length
    if (piece.isEmphasized) emphasizedLength += length
  }
  const orders = pieces.filter((piece) => piece.order > 0 && piece.text.trim() !== '').map((piece) => piece.order)
  return { text: text.trim(), linkedLength, emphasizedLength, firstText: orders[0] ?? 0, lastText: orders.at(-1) ?? 0 }
}

/** Two pieces from different elements: a sentence that ends here, or small letters before a capital, never belong together. */
function needsSpace(before: string, after: string): boolean {
  if (before === '' || !/^["“‘«„(]?\p{Lu}/u.test(after)) return false
  return /[\p{Ll}\p{N}\])][.!?…][”’"»)]?$/u.test(before) || /\p{Ll}{2}$/u.test(before)
}
