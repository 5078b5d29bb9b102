import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

export type Attributes = Readonly<Record<string, string>>

/** Receives a document in order. Text and attribute values come as written: entities are not decoded. */
export interface TokenHandler {
  /** `raw` is the tag as written; `isEmpty` for `<a/>`. */
  open(name: string, attributes: Attributes, isEmpty: boolean, raw: string): void
  close(name: string): void
  text(raw: string): void
  cdata(text: string): void
  /** Asked after each tag: true ends the reading. */
  isDone(): boolean
}

// What may start a name, generously; a "<" before anything else is a less-than sign that somebody forgot to escape.
const NAME = /^[A-Za-z_:\u00c0-\uffff][^<"'=]*$/
const MAX_ATTRIBUTES = 100

/**
 * Cuts a document into tags, text and CDATA, as XML where it is XML and by guess where it is not.
 *
 * Comments, processing instructions and declarations are passed over. Linear in the length of `text`.
 *
 * @param text The document, or what follows its DOCTYPE.
 * @param handler Called synchronously, in document order.
 * @throws What `handler` throws.
 */
export function readTokens(text: string, handler: TokenHandler): void {
  // The tokenizer counts from 0 after each restart; `shift` is where it was restarted.
  let shift = 0
  let tagStart = 0
  let name = ''
  let attributeName = ''
  let attributeValue = ''
  let attributes: Record<string, string> = Object.create(null)
  let attributeCount = 0
  let restartAt = -1
  const slice = (start: number, end: number) => text.slice(start + shift, end + shift)

  function endOpenTag(end: number, isEmpty: boolean): void {
    if (restartAt >= 0) return
    handler.open(name, attributes, isEmpty, slice(tagStart, end + 1))
    if (handler.isDone()) tokenizer.pause()
  }

  const callbacks: TokenizerCallbacks = {
    onopentagname(start, end) {
      name = slice(start, end)
      tagStart = start - 1
      attributes = Object.create(null)
      attributeCount = 0
      if (NAME.test(name)) return
      // Go on behind what cannot be a name, at the last "<" in it at the latest: nothing is looked at twice.
      const inside = name.lastIndexOf('<')
      restartAt = shift + (inside < 0 ? end : start + inside)
      handler.text(text.slice(start - 1 + shift, restartAt).replaceAll('<', '&lt;'))
      tokenizer.pause()
    },
    onattribname(start, end) {
      attributeName = slice(start, end)
      attributeValue = ''
    },
    onattribdata(start, end) {
      attributeValue += slice(start, end)
    },
    onattribend() {
      // Of two with one name the first holds, as in HTML.
      if (attributeCount < MAX_ATTRIBUTES && !(attributeName in attributes)) attributes[attributeName] = attributeValue
      attributeCount += 1
    },
    onopentagend: (end) => endOpenTag(end, false),
    onselfclosingtag: (end) => endOpenTag(end, true),
    onclosetag(start, end) {
      handler.close(slice(start, end))
      if (handler.isDone()) tokenizer.pause()
    },
    ontext: (start, end) => handler.text(slice(start, end)),
    oncdata: (start, end, endOffset) => handler.cdata(slice(start, end - endOffset)),
    onattribentity: unused,
    ontextentity: unused,
    oncomment: unused,
    ondeclaration: unused,
    onprocessinginstruction: unused,
    onend: unused,
  }
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: false }, callbacks)

  for (;;) {
    restartAt = -1
    tokenizer.write(shift === 0 ? text : text.slice(shift))
    if (handler.isDone()) return
    if (restartAt < 0) break
    shift = restartAt
    tokenizer.reset()
  }
  tokenizer.end()
}

function unused(): void {
  // The tokenizer wants every callback; what these report is not part of a Feed.
}
