import { Tokenizer } from 'htmlparser2'

export interface TokenHandler {
  /** @param start Offset of the `<` in the source. */
  readonly open: (name: string, attributes: Map<string, string>, start: number, isSelfClosing: boolean) => void
  /** @param end Offset after the `>` in the source. */
  readonly close: (name: string, end: number) => void
  readonly text: (text: string) => void
  readonly comment: (start: number, end: number) => void
}

const TAG_END = '>'.length
const COMMENT_OPEN = '<!--'.length

/**
 * Reads HTML as tokens: tags with decoded attributes, decoded text, and the place of comments.
 *
 * @param html The decoded page.
 * @param handler Called in document order; what it throws ends the reading.
 * @param maxAttributes More on one tag calls `onTooManyAttributes`, which has to throw.
 * @param onTooManyAttributes Called before the attributes beyond the limit are read.
 * @throws What the handler throws.
 */
export function readTokens(
  html: string,
  handler: TokenHandler,
  maxAttributes: number,
  onTooManyAttributes: () => never,
): void {
  let tagStart = 0
  let tagName = ''
  let attributes = new Map<string, string>()
  let attributeName = ''
  let attributeValue = ''
  let attributeCount = 0
  const endOpen = (isSelfClosing: boolean): void => {
    handler.open(tagName, attributes, tagStart, isSelfClosing)
  }
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname(start, end) {
        tagStart = start - 1
        tagName = html.slice(start, end).toLowerCase()
        attributes = new Map()
        attributeCount = 0
      },
      onattribname(start, end) {
        attributeCount += 1
        if (attributeCount > maxAttributes) onTooManyAttributes()
        attributeName = html.slice(start, end).toLowerCase()
        attributeValue = ''
      },
      onattribdata(start, end) {
        attributeValue += html.slice(start, end)
      },
      onattribentity(codePoint) {
        attributeValue += String.fromCodePoint(codePoint)
      },
      onattribend() {
        if (!attributes.has(attributeName)) attributes.set(attributeName, attributeValue)
      },
      onopentagend: () => endOpen(false),
      onselfclosingtag: () => endOpen(true),
      onclosetag: (start, end) => handler.close(html.slice(start, end).toLowerCase(), end + TAG_END),
      ontext: (start, end) => handler.text(html.slice(start, end)),
      ontextentity: (codePoint) => handler.text(String.fromCodePoint(codePoint)),
      oncomment: (start, end) => handler.comment(start - COMMENT_OPEN, end + TAG_END),
      oncdata: (start, end) => handler.comment(start, end),
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  )
  tokenizer.write(html)
  tokenizer.end()
}
