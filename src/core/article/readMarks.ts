import type { ExtractionRules } from '../../domain/extraction.ts'
import type { DateMark } from './findDates.ts'
import { namePatternsOf } from './namePatterns.ts'
import { SlimElement } from './slimElement.ts'

/** What single elements of a page say about the whole, read before Readability takes the page apart. */
export interface PageMarks {
  readonly headlines: readonly string[]
  readonly dates: readonly DateMark[]
  readonly bylines: readonly string[]
}

const MAX_MARKS = 300

/**
 * Reads headlines, dates and bylines off the elements that hold them.
 *
 * @param root The body of the page.
 * @param rules What such elements are called, and how long they are at most.
 * @returns Each in document order; `[]` where there is none.
 * @throws Never.
 */
export function readMarks(root: SlimElement, rules: ExtractionRules): PageMarks {
  const { date, byline } = namePatternsOf(rules).marks
  const marks: MarkState = {
    headlines: [],
    dates: [],
    bylines: [],
    date,
    byline,
    maxLength: rules.thresholds.maxMarkLength,
  }
  visit(root, marks)
  const { headlines, dates, bylines } = marks
  return { headlines, dates, bylines }
}

interface MarkState {
  readonly headlines: string[]
  readonly dates: DateMark[]
  readonly bylines: string[]
  readonly date: RegExp
  readonly byline: RegExp
  readonly maxLength: number
}

function visit(element: SlimElement, marks: MarkState): void {
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (!(node instanceof SlimElement)) continue
    const names = `${node.className} ${node.id} ${node.getAttribute('itemprop') ?? ''}`
    if (node.localName === 'h1') marks.headlines.push(textOf(node))
    const isTime = node.localName === 'time'
    if ((isTime || marks.date.test(names)) && marks.dates.length < MAX_MARKS) {
      const text = textOf(node)
      const datetime = node.getAttribute('datetime') ?? node.getAttribute('content') ?? ''
      if (text.length <= marks.maxLength)
        marks.dates.push({
          isTime,
          names: `${names} ${node.getAttribute('pubdate') === null ? '' : 'pubdate'}`,
          datetime,
          isAfterHeadline: marks.headlines.length > 0,
          text,
        })
    }
    if ((node.getAttribute('rel') === 'author' || marks.byline.test(names)) && marks.bylines.length < MAX_MARKS) {
      const text = textOf(node)
      if (text !== '' && text.length <= marks.maxLength) marks.bylines.push(text)
    }
    visit(node, marks)
  }
}

const textOf = (element: SlimElement): string => element.textContent.replace(/\s+/g, ' ').trim()
