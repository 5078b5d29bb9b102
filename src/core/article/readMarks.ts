import type { DateMark } from './findDates.ts'
import { SlimElement } from './slimElement.ts'

/** What single elements of a page say about the whole, read before Readability takes the page apart. */
export interface PageMarks {
  readonly headlines: readonly string[]
  readonly dates: readonly DateMark[]
  readonly bylines: readonly string[]
}

const DATE_NAMES = /date|time(?!line)|publish|posted|datum|fecha|stamp|meta|byline|tarih/i
const BYLINE_NAMES = /byline|author|writer|autor|auteur/i
const MAX_MARK_LENGTH = 160
const MAX_MARKS = 300

/**
 * Reads headlines, dates and bylines off the elements that hold them.
 *
 * @param root The body of the page.
 * @returns Each in document order; `[]` where there is none.
 * @throws Never.
 */
export function readMarks(root: SlimElement): PageMarks {
  const marks = { headlines: [] as string[], dates: [] as DateMark[], bylines: [] as string[] }
  visit(root, marks)
  return marks
}

function visit(element: SlimElement, marks: { headlines: string[]; dates: DateMark[]; bylines: string[] }): void {
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (!(node instanceof SlimElement)) continue
    const names = `${node.className} ${node.id} ${node.getAttribute('itemprop') ?? ''}`
    if (node.localName === 'h1') marks.headlines.push(textOf(node))
    const isTime = node.localName === 'time'
    if ((isTime || DATE_NAMES.test(names)) && marks.dates.length < MAX_MARKS) {
      const text = textOf(node)
      const datetime = node.getAttribute('datetime') ?? node.getAttribute('content') ?? ''
      if (text.length <= MAX_MARK_LENGTH)
        marks.dates.push({
          isTime,
          names: `${names} ${node.getAttribute('pubdate') === null ? '' : 'pubdate'}`,
          datetime,
          isAfterHeadline: marks.headlines.length > 0,
          text,
        })
    }
    if ((node.getAttribute('rel') === 'author' || BYLINE_NAMES.test(names)) && marks.bylines.length < MAX_MARKS) {
      const text = textOf(node)
      if (text !== '' && text.length <= MAX_MARK_LENGTH) marks.bylines.push(text)
    }
    visit(node, marks)
  }
}

const textOf = (element: SlimElement): string => element.textContent.replace(/\s+/g, ' ').trim()
