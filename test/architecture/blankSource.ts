const SPACE = /\s+/y
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y
const STRING = /'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"/y
const TEMPLATE_PART = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*(?:`|\$\{)/y
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y
const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$]*|\d[\w.]*/uy

/** After these a `/` starts a regular expression; after an operand it divides. */
const BEFORE_OPERAND = /^(?:[({[,;:=!&|?+\-*%^~<>}]|return|typeof|case|of|in|void|delete|await|yield|else|do|throw)?$/

/**
 * Blanks what is not code, so that patterns over the rest cannot be fooled by text.
 *
 * @param source TypeScript.
 * @returns Text of the same length and lines: comments, and the inside of strings, templates and regular expressions, are
 *   spaces. Code inside `${…}` stays.
 */
export function blankSource(source: string): string {
  let blanked = ''
  let before = ''
  /** For each open brace: does it end a piece of a template? */
  const braces: boolean[] = []

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = blanked.length
    return pattern.exec(source)?.[0]
  }
  const hide = (text: string, open: number, close: number) => {
    const end = Math.max(open, text.length - close)
    blanked += text.slice(0, open) + text.slice(open, end).replace(/[^\n]/g, ' ') + text.slice(end)
  }
  const template = () => {
    const part = match(TEMPLATE_PART) ?? source.slice(blanked.length)
    const isOpen = part.endsWith('${')
    hide(part, 0, isOpen ? 2 : 1)
    if (isOpen) braces.push(true)
    before = isOpen ? '{' : '`'
  }

  while (blanked.length < source.length) {
    const skipped = match(SPACE)
    if (skipped !== undefined) {
      blanked += skipped
      continue
    }
    const comment = match(COMMENT)
    if (comment !== undefined) {
      hide(comment, 0, 0)
      continue
    }
    const hidden = match(STRING) ?? (BEFORE_OPERAND.test(before) ? match(REGEX) : undefined)
    if (hidden !== undefined) {
      hide(hidden, 1, hidden.length - hidden.search(/['"/][a-z]*$/))
      before = '"'
      continue
    }
    const token = match(WORD) ?? String.fromCodePoint(source.codePointAt(blanked.length)!)
    blanked += token
    before = token
    if (token === '{') braces.push(false)
    if (token === '`' || (token === '}' && braces.pop())) template()
  }
  return blanked
}
