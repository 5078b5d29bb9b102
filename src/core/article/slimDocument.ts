import { SlimElement, SlimText } from './slimElement.ts'

/** A document with one `html` and one `body`, which are always there. */
export class SlimDocument {
  readonly nodeType = 9
  title = ''
  changes = 0
  readonly documentURI: string
  readonly baseURI: string
  readonly documentElement: SlimElement
  readonly body: SlimElement
  readonly #upperCase = new Map<string, string>()
  #textCount = 0

  constructor(url: string) {
    this.documentURI = url
    this.baseURI = url
    this.documentElement = new SlimElement(this, 'html', new Map())
    this.body = this.documentElement.appendChild(new SlimElement(this, 'body', new Map()))
  }
  upperCase(name: string): string {
    const known = this.#upperCase.get(name)
    if (known !== undefined) return known
    const upper = name.toUpperCase()
    this.#upperCase.set(name, upper)
    return upper
  }
  hasHad(name: string): boolean {
    return this.#upperCase.has(name)
  }
  get firstChild(): SlimElement {
    return this.documentElement
  }
  createElement(name: string): SlimElement {
    return new SlimElement(this, name.toLowerCase(), new Map())
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
