const NO_NODES: readonly SlimChild[] = []
const NO_STYLE = { display: '', visibility: '' }

export type SlimChild = SlimElement | SlimText

/** What an element needs of its document. */
export interface SlimOwner {
  /** Counts the changes of the tree, so that an element knows whether the text it remembers still holds. */
  changes: number
  readonly upperCase: (name: string) => string
  /** Whether the document ever had an element of this name; most names that Readability looks for it never had. */
  readonly hasHad: (name: string) => boolean
  readonly createTextNode: (text: string) => SlimText
}

class SlimNode {
  parentNode: SlimElement | null = null
  previousSibling: SlimChild | null = null
  nextSibling: SlimChild | null = null

  remove(): void {
    this.parentNode?.removeChild(this as unknown as SlimChild)
  }
  get nextElementSibling(): SlimElement | null {
    let node = this.nextSibling
    while (node && !(node instanceof SlimElement)) node = node.nextSibling
    return node
  }
}

export class SlimText extends SlimNode {
  textContent: string
  /** Place among the text nodes of the page as it was read; kept through every move and copy. */
  readonly order: number
  readonly nodeType = 3
  readonly nodeName = '#text'
  readonly firstChild = null
  readonly childNodes = NO_NODES
  constructor(text: string, order: number) {
    super()
    this.textContent = text
    this.order = order
  }
}

interface SlimAttribute {
  readonly name: string
  readonly value: string
  readonly cloneNode: () => SlimAttribute
}

/**
 * As much of the DOM's Element as Readability 0.6 and this project read and write, and no more.
 * Classes and inheritance because the DOM is an interface of objects with live accessors.
 */
export class SlimElement extends SlimNode {
  readonly nodeType = 1
  readonly localName: string
  readonly tagName: string
  readonly nodeName: string
  readonly ownerDocument: SlimOwner
  firstChild: SlimChild | null = null
  lastChild: SlimChild | null = null
  readonly attributeMap: Map<string, string>
  #text = ''
  #textAt = -1

  constructor(ownerDocument: SlimOwner, localName: string, attributes = new Map<string, string>()) {
    super()
    this.ownerDocument = ownerDocument
    this.localName = localName
    this.tagName = ownerDocument.upperCase(localName)
    this.nodeName = this.tagName
    this.attributeMap = attributes
  }

  get attributes(): SlimAttribute[] {
    return Array.from(this.attributeMap, ([name, value]) => {
      const attribute: SlimAttribute = { name, value, cloneNode: () => attribute }
      return attribute
    })
  }
  getAttribute(name: string): string | null {
    return this.attributeMap.get(name) ?? null
  }
  hasAttribute(name: string): boolean {
    return this.attributeMap.has(name)
  }
  setAttribute(name: string, value: string): void {
    this.attributeMap.set(name, String(value))
  }
  setAttributeNode({ name, value }: SlimAttribute): void {
    this.attributeMap.set(name, value)
  }
  removeAttribute(name: string): void {
    this.attributeMap.delete(name)
  }
  get className(): string {
    return this.attributeMap.get('class') ?? ''
  }
  set className(value: string) {
    this.attributeMap.set('class', value)
  }
  get id(): string {
    return this.attributeMap.get('id') ?? ''
  }
  set id(value: string) {
    this.attributeMap.set('id', value)
  }
  get style(): { display: string; visibility: string } {
    const style = this.attributeMap.get('style')?.toLowerCase()
    if (!style) return NO_STYLE
    const read = (name: string): string => new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([a-z-]+)`).exec(style)?.[1] ?? ''
    return { display: read('display'), visibility: read('visibility') }
  }

  get childNodes(): SlimChild[] {
    const nodes: SlimChild[] = []
    for (let node = this.firstChild; node; node = node.nextSibling) nodes.push(node)
    return nodes
  }
  get children(): SlimElement[] {
    return this.childNodes.filter((node) => node instanceof SlimElement)
  }
  get firstElementChild(): SlimElement | null {
    return this.firstChild instanceof SlimElement ? this.firstChild : (this.firstChild?.nextElementSibling ?? null)
  }
  get textContent(): string {
    if (this.#textAt === this.ownerDocument.changes) return this.#text
    let text = ''
    for (let node = this.firstChild; node; node = node.nextSibling) text += node.textContent
    this.#text = text
    this.#textAt = this.ownerDocument.changes
    return text
  }
  set textContent(text: string) {
    while (this.firstChild) this.removeChild(this.firstChild)
    this.appendChild(this.ownerDocument.createTextNode(text))
  }

  appendChild<N extends SlimChild>(node: N): N {
    node.remove()
    return this.#insert(node, this.lastChild, null)
  }
  replaceChild<N extends SlimChild>(node: SlimChild, old: N): N {
    node.remove()
    const { previousSibling, nextSibling } = old
    this.removeChild(old)
    this.#insert(node, previousSibling, nextSibling)
    return old
  }
  #insert<N extends SlimChild>(node: N, previous: SlimChild | null, next: SlimChild | null): N {
    node.parentNode = this
    this.#join(previous, node)
    this.#join(node, next)
    return node
  }
  removeChild<N extends SlimChild>(node: N): N {
    this.#join(node.previousSibling, node.nextSibling)
    node.parentNode = null
    node.previousSibling = null
    node.nextSibling = null
    return node
  }
  /** Makes two nodes neighbours; null stands for the edge on that side. */
  #join(previous: SlimChild | null, next: SlimChild | null): void {
    this.ownerDocument.changes += 1
    if (previous) previous.nextSibling = next
    else this.firstChild = next
    if (next) next.previousSibling = previous
    else this.lastChild = previous
  }

  getElementsByTagName(name: string): SlimElement[] {
    return name === '*' ? this.#collect(undefined, []) : this.querySelectorAll(name)
  }
  /** Tag names with commas between them: all that Readability asks for. */
  querySelectorAll(selector: string): SlimElement[] {
    const names = selector.toLowerCase().split(',').filter(this.ownerDocument.hasHad)
    return names.length === 0 ? [] : this.#collect(names, [])
  }
  #collect(names: readonly string[] | undefined, found: SlimElement[]): SlimElement[] {
    for (let node = this.firstChild; node; node = node.nextSibling) {
      if (!(node instanceof SlimElement)) continue
      if (!names || names.includes(node.localName)) found.push(node)
      if (node.firstChild) node.#collect(names, found)
    }
    return found
  }

  /**
   * A copy of the element that can be assigned back. Readability keeps the page's `innerHTML` to start again from, and
   * never looks inside; a copy of the nodes is cheaper than markup and keeps the text nodes' places.
   */
  get innerHTML(): SlimElement {
    const copy = new SlimElement(this.ownerDocument, this.localName, new Map(this.attributeMap))
    for (let node = this.firstChild; node; node = node.nextSibling) {
      copy.appendChild(node instanceof SlimElement ? node.innerHTML : new SlimText(node.textContent, node.order))
    }
    return copy
  }
  set innerHTML(content: SlimElement) {
    while (this.firstChild) this.removeChild(this.firstChild)
    const copy = content.innerHTML
    while (copy.firstChild) this.appendChild(copy.firstChild)
  }
}
