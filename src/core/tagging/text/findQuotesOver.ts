import type { Span } from '../../../domain/span.ts'
import type { Reading } from './readText.ts'

/** Quotations by their start, with how far those up to each reach. */
interface Sorted {
  readonly quotes: readonly Span[]
  readonly reach: readonly number[]
}

const known = new WeakMap<Reading, Sorted>()

/**
 * Finds the quotations that share a character with a stretch of text, in time that hardly grows with their number.
 *
 * @returns Last one first; `[]` when there is none.
 * @throws Never.
 */
export function findQuotesOver(reading: Reading, { start, end }: Span): Span[] {
  const { quotes, reach } = sortedOf(reading)
  let low = 0
  let high = quotes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (quotes[middle]!.start < end) low = middle + 1
    else high = middle
  }
  const found: Span[] = []
  for (let at = low - 1; at >= 0 && reach[at]! > start; at -= 1) if (quotes[at]!.end > start) found.push(quotes[at]!)
  return found
}

function sortedOf(reading: Reading): Sorted {
  const before = known.get(reading)
  if (before) return before
  const quotes = [...reading.quoted].sort((one, other) => one.start - other.start)
  const reach: number[] = []
  for (const { end } of quotes) reach.push(Math.max(end, reach.at(-1) ?? 0))
  const sorted = { quotes, reach }
  known.set(reading, sorted)
  return sorted
}
