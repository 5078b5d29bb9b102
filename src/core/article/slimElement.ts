const ELEMENT_NODE = 1
const TEXT_NODE = 3

class SlimNode {
  parentNode: SlimElement | null = null
  previousSibling: SlimChild | null = null
  nextSibling: SlimChild | null = null
  readonly nodeType: number
  readonly ELEMENT_NODE = ELEMENT_NODE
  readonly TEXT_NODE = TEXT_NODE
  constructor(nodeType: number) {
    this.nodeType = nodeType
  }
  remove(): void {
    this.parentNode?.removeChild(this as unknown as SlimChild)
  }
  get nextElementSibling(): SlimElement | null {
    let node = this.nextSibling
    while (node && !(node instanceof SlimElement)) node = node.nextSibling
    return node
  }
  get previousElementSibling(): SlimElement | null {
    let node = this.previousSibling
    while (node && !(node instanceof SlimElement)) node = node.previousSibling
    return node
  }
}

const NO_NODES: readonly SlimChild[] = []

export type SlimChild = SlimElement | SlimText

export class SlimText extends SlimNode {
  textContent: string
  /** Place among the text nodes of the page as it was read; kept through every move and copy. */
  readonly order: number
  readonly nodeName = '#text'
  readonly firstChild = null
  readonly childNodes: readonly SlimChild[] = NO_NODES
  constructor(text: string, order: number) {
    super(TEXT_NODE)
    this.textContent = text
    this.order = order
  }
  get data(): string {
    return this.textContent
  }
}

interface SlimAttribute {
  readonly name: string
  readonly value: string
  readonly cloneNode: () => SlimAttribute
}

function toAttribute(name: string, value: string): SlimAttribute {
  const attribute: SlimAttribute = { name, value, cloneNode: () => attribute }
  return attribute
}

/** What an element needs of its document. */
export interface SlimOwner {
  /** Counts the changes of the tree, so that an element knows whether the text it remembers still holds. */
  changes: number
  readonly upperCase: (name: string) => string
  /** Whether the document ever had an element of this name; most names that Readability looks for it never had. */
  readonly hasHad: (name: string) => boolean
  readonly createTextNode: (text: string) => SlimText
}

/**
 * As much of the DOM's Element as Readability 0.6 and this project read and write, and no more.
 * Classes and inheritance because the DOM is an interface of objects with live accessors.
 */
export class SlimElement extends SlimNode {
  readonly localName: string
  readonly tagName: string
  readonly ownerDocument: SlimOwner
  firstChild: SlimChild | null = null
  lastChild: SlimChild | null = null
  readonly attributeMap: Map<string, string>
  #text = ''
  #textAt = -1

  constructor(ownerDocument: SlimOwner, localName: string, attributes: Map<string, string>) {
    super(ELEMENT_NODE)
    this.ownerDocument = ownerDocument
    this.localName = localName
    this.tagName = ownerDocument.upperCase(localName)
    this.attributeMap = attributes
  }

  get nodeName(): string {
    return this.tagName
  }
  get attributes(): SlimAttribute[] {
    return Array.from(this.attributeMap, ([name, value]) => toAttribute(name, value))
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
  setAttributeNode(attribute: SlimAttribute): void {
    this.attributeMap.set(attribute.name, attribute.value)
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
  get src(): string {
    return this.attributeMap.get('src') ?? ''
  }
  get srcset(): string {
    return this.attributeMap.get('srcset') ?? ''
  }
  get style(): { display: string; visibility: string } {
    const style = this.attributeMap.get('style') ?? ''
    const read = (name: string): string =>
      new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([a-z-]+)`, 'i').exec(style)?.[1] ?? ''
    return style === ''
      ? NO_STYLE
      : { display: read('display').toLowerCase(), visibility: read('visibility').toLowerCase() }
  }

  get childNodes(): SlimChild[] {
    const nodes: SlimChild[] = []
    for (let node = this.firstChild; node; node = node.nextSibling) nodes.push(node)
    return nodes
  }
  get children(): SlimElement[] {
    const elements: SlimElement[] = []
    for (let node = this.firstChild; node; node = node.nextSibling) if (node instanceof SlimElement) elements.push(node)
    return elements
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
    node.parentNode?.removeChild(node)
    this.ownerDocument.changes += 1
    node.parentNode = this
    node.previousSibling = this.lastChild
    if (this.lastChild) this.lastChild.nextSibling = node
    else this.firstChild = node
    this.lastChild = node
    return node
  }
  removeChild<N extends SlimChild>(node: N): N {
    this.ownerDocument.changes += 1
    if (node.previousSibling) node.previousSibling.nextSibling = node.nextSibling
    else this.firstChild = node.nextSibling
    if (node.nextSibling) node.nextSibling.previousSibling = node.previousSibling
    else this.lastChild = node.previousSibling
    node.parentNode = null
    node.previousSibling = null
    node.nextSibling = null
    return node
  }
  replaceChild<N extends SlimChild>(node: SlimChild, old: N): N {
    node.parentNode?.removeChild(node)
    this.ownerDocument.changes += 1
    node.parentNode = this
    node.previousSibling = old.previousSibling
    node.nextSibling = old.nextSibling
    if (old.previousSibling) old.previousSibling.nextSibling = node
    else this.firstChild = node
    if (old.nextSibling) old.nextSibling.previousSibling = node
    else this.lastChild = node
    old.parentNode = null
    old.previousSibling = null
    old.nextSibling = null
    return old
  }

  getElementsByTagName(name: string): SlimElement[] {
    return name === '*' ? collectAll(this, []) : this.#collectNamed([name.toLowerCase()])
  }
  /** Tag names with commas between them: all that Readability asks for. */
  querySelectorAll(selector: string): SlimElement[] {
    return this.#collectNamed(selector.toLowerCase().split(','))
  }
  #collectNamed(names: readonly string[]): SlimElement[] {
    const possible = names.filter((name) => this.ownerDocument.hasHad(name))
    return possible.length === 0 ? [] : collectNamed(this, possible, [])
  }

  /**
   * A copy of the content that can be assigned back. Readability keeps the page's `innerHTML` to start again from, and
   * never looks inside; a copy of the nodes is cheaper than markup and keeps the text nodes' places.
   */
  get innerHTML(): Snapshot {
    return new Snapshot(this)
  }
  set innerHTML(content: Snapshot) {
    while (this.firstChild) this.removeChild(this.firstChild)
    content.restoreInto(this)
  }
}

class Snapshot {
  readonly #copy: SlimElement
  constructor(element: SlimElement) {
    this.#copy = copyElement(element)
  }
  restoreInto(element: SlimElement): void {
    const copy = copyElement(this.#copy)
    while (copy.firstChild) element.appendChild(copy.firstChild)
  }
}

function copyElement(element: SlimElement): SlimElement {
  const copy = new SlimElement(element.ownerDocument, element.localName, new Map(element.attributeMap))
  for (let node = element.firstChild; node; node = node.nextSibling) {
    copy.appendChild(node instanceof SlimElement ? copyElement(node) : new SlimText(node.textContent, node.order))
  }
  return copy
}

const NO_STYLE = { display: '', visibility: '' }

function collectAll(element: SlimElement, found: SlimElement[]): SlimElement[] {
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (!(node instanceof SlimElement)) continue
    found.push(node)
    collectAll(node, found)
  }
  return found
}

function collectNamed(element: SlimElement, names: readonly string[], found: SlimElement[]): SlimElement[] {
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (!(node instanceof SlimElement)) continue
    if (names.includes(node.localName)) found.push(node)
    if (node.firstChild) collectNamed(node, names, found)
  }
  return found
}
