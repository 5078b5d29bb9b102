import { SlimElement, SlimText } from './slimElement.ts'

/** A document with one `html` and one `body`, which are always there. */
export class SlimDocument {
  readonly nodeType = 9
  title = ''
  changes = 0
  readonly documentURI: string
  readonly baseURI: string
  readonly documentElement: SlimElement
  readonly firstChild: SlimElement
  readonly body: SlimElement
  readonly #upperCase = new Map<string, string>()
  #textCount = 0

  constructor(url: string) {
    this.documentURI = url
    this.baseURI = url
    this.documentElement = new SlimElement(this, 'html')
    this.firstChild = this.documentElement
    this.body = this.documentElement.appendChild(new SlimElement(this, 'body'))
  }
  upperCase(name: string): string {
    const upper = this.#upperCase.get(name) ?? name.toUpperCase()
    this.#upperCase.set(name, upper)
    return upper
  }
  readonly hasHad = (name: string): boolean => this.#upperCase.has(name)
  createElement(name: string): SlimElement {
    return new SlimElement(this, name.toLowerCase())
  }
  createTextNode(text: string): SlimText {
    this.#textCount += 1
    return new SlimText(text, this.#textCount)
  }
  getElementsByTagName(name: string): SlimElement[] {
    return this.documentElement.getElementsByTagName(name)
  }
  querySelectorAll(selector: string): SlimElement[] {
    return this.documentElement.querySelectorAll(selector)
  }
}
