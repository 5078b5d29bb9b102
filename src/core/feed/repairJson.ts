interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Mends JSON in the ways that writers of Feeds break it: raw control characters in strings, commas before an end, a cut tail.
 *
 * @param text That `JSON.parse` refused.
 * @param maxDepth Of arrays and objects in one another.
 * @returns JSON, and whether its tail was missing: then what was whole is kept, and the rest left out. Undefined when it is
 *   deeper than allowed, or when there is nothing to keep.
 * @throws Never. The answer may still be no JSON.
 */
export function repairJson(text: string, maxDepth: number): { json: string; isCut: boolean } | undefined {
  const edits: Edit[] = []
  const open: string[] = []
  /** Up to here all is whole, but for these ends. */
  let whole: { end: number; missing: string } | undefined
  let comma = -1
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!
    if (character <= ' ') continue
    const lastComma = comma
    comma = -1
    if (character === '"') {
      const end = findStringEnd(text, at)
      if (end === undefined) break
      const string = escapeControls(text.slice(at, end))
      if (string.length > end - at) edits.push({ start: at, end, text: string })
      at = end - 1
    } else if (character === ',') {
      whole = { end: at, missing: open.toReversed().join('') }
      comma = at
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']')
      if (open.length > maxDepth) return undefined
    } else if (character === '}' || character === ']') {
      if (open.pop() !== character) return undefined
      if (lastComma >= 0) edits.push({ start: lastComma, end: lastComma + 1, text: '' })
      if (open.length === 0) return { json: apply(edits, text.slice(0, at + 1)), isCut: false }
      whole = { end: at + 1, missing: open.toReversed().join('') }
    }
  }
  return whole && { json: apply(edits, text.slice(0, whole.end)) + whole.missing, isCut: true }
}

function apply(edits: readonly Edit[], text: string): string {
  const pieces: string[] = []
  let from = 0
  for (const { start, end, text: written } of edits) {
    if (end > text.length) break
    pieces.push(text.slice(from, start), written)
    from = end
  }
  return pieces.join('') + text.slice(from)
}

/** @returns Behind the closing quote. */
function findStringEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return undefined
}

function escapeControls(string: string): string {
  return string.replace(/\p{Cc}/gu, (control) => (control < ' ' ? JSON.stringify(control).slice(1, -1) : control))
}
