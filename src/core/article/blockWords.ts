import type { ExtractionRules } from '../../domain/extraction.ts'
import type { PageBlock } from './pageBlock.ts'
import type { PageContext } from './pageContext.ts'

/** What the words of a block say about it, in numbers. */
export interface WordFeatures {
  /** Share of its longer words that other chosen blocks have too: what advertises something else has few. */
  readonly cohesion: number
  /** Share of the headline's longer words that it has. */
  readonly titleWords: number
  readonly hasAuthor: number
  /** Words that speak to the reader, or of the outlet as "we", a hundred words. */
  readonly address: number
  /** Words that ask the reader to do something: subscribe, follow, click. */
  readonly appeals: number
  readonly isQuoted: number
}

const SAMPLE_LENGTH = 400
/** Shorter blocks have too few words to compare. */
const MIN_LENGTH = 30
const LONG_WORD = /\p{L}{5,}|[\u3040-\u30ff\u3400-\u9fff]{2}/gu
const QUOTATION = /[“”„«»「」‹›]|(?:^|\s)["']\S/u
const MAX_COUNT = 10

const NOTHING: WordFeatures = { cohesion: 0, titleWords: 0, hasAuthor: 0, address: 0, appeals: 0, isQuoted: 0 }

interface WordPatterns {
  readonly address: RegExp
  readonly appeal: RegExp
}

const compiled = new WeakMap<ExtractionRules['featureWords'], WordPatterns>()

function patternsOf({ featureWords }: Pick<ExtractionRules, 'featureWords'>): WordPatterns {
  const known = compiled.get(featureWords)
  if (known) return known
  const patterns = {
    address: new RegExp(`(?<![\\p{L}’'])(?:${featureWords.address.join('|')})(?!\\p{L})`, 'giu'),
    appeal: new RegExp(`(?<!\\p{L})(?:${featureWords.appeal.join('|')})`, 'giu'),
  }
  compiled.set(featureWords, patterns)
  return patterns
}

/**
 * Describes the words of each block.
 *
 * @param blocks Visible blocks of the whole page, in reading order.
 * @param context Headline and authors.
 * @param rules Words that speak to the reader, and words that ask for something.
 * @returns One description a block; nothing but zeros for very short ones that were not chosen.
 * @throws Never.
 */
export function describeWords(
  blocks: readonly PageBlock[],
  context: PageContext,
  rules: Pick<ExtractionRules, 'featureWords'>,
): WordFeatures[] {
  const patterns = patternsOf(rules)
  const title = new Set(wordsOf(context.title ?? ''))
  const authors = context.authors.map((author) => author.toLowerCase()).filter((author) => author.length > 4)
  const words = blocks.map((block) =>
    block.text.length >= MIN_LENGTH || block.isChosen
      ? new Set(wordsOf(block.text.slice(0, SAMPLE_LENGTH)))
      : undefined,
  )
  const counts = new Map<string, number>()
  blocks.forEach((block, index) => {
    if (block.isChosen) for (const word of words[index] ?? []) counts.set(word, (counts.get(word) ?? 0) + 1)
  })
  return blocks.map((block, index) => {
    const own = words[index]
    if (!own) return NOTHING
    const sample = block.text.slice(0, SAMPLE_LENGTH)
    const self = block.isChosen ? 1 : 0
    let shared = 0
    let inTitle = 0
    for (const word of own) {
      if ((counts.get(word) ?? 0) > self) shared += 1
      if (title.has(word)) inTitle += 1
    }
    const lower = authors.length === 0 ? '' : sample.toLowerCase()
    return {
      cohesion: own.size === 0 ? 0 : shared / own.size,
      titleWords: title.size === 0 ? 0 : inTitle / title.size,
      hasAuthor: Number(authors.some((author) => lower.includes(author))),
      address: (100 * countOf(sample, patterns.address)) / (countOf(sample, / /g) + 1),
      appeals: Math.min(MAX_COUNT, countOf(sample, patterns.appeal)),
      isQuoted: Number(QUOTATION.test(sample)),
    }
  })
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(LONG_WORD) ?? []
const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
