import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import { findPhraseBefore, type NounPhrase } from '../phrases/findPhraseBefore.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading, Sentence } from '../text/readText.ts'
import { findTrailingSource, isSourceLike } from './findTrailingSource.ts'

/** Who is the source, and of what. */
export interface SourceCue {
  readonly end: number
  readonly subject: NounPhrase
  readonly content: TokenRange
}

/**
 * Tells the first colon of a sentence: `Ministry: “We do not meddle”`, `SBU: Russia readied a network`.
 *
 * @throws Never.
 */
export function isSourceColon(reading: Reading, region: TokenRange, at: number): boolean {
  if (reading.tokens[at]!.norm !== ':' || at === region.from || at - region.from > 24) return false
  const isColonAt = (index: number) =>
    reading.tokens[index]!.norm === ':' &&
    !(reading.tokens[index - 1]?.kind === 'number' && reading.tokens[index + 1]?.kind === 'number')
  if (!isColonAt(at)) return false
  for (let index = region.from; index < at; index += 1) if (isColonAt(index)) return false
  return true
}

/**
 * Reads a source without a verb: `according to X`, `X: …`, `…: X`.
 *
 * @param at Index of the phrase or colon.
 * @returns undefined when nobody is named there who could speak.
 * @throws Never.
 */
export function readSourceCue(
  reading: Reading,
  sentence: Sentence,
  region: TokenRange,
  at: number,
): SourceCue | undefined {
  const end = at + (reading.classes[at]!.get('accordingTo') ?? 1)
  const isNamed = reading.classes[at]!.has('accordingTo')
  const subject = isNamed
    ? findPhraseAfter(reading, end, region.to)
    : findPhraseBefore(reading, sourceEnd(reading, at, region.from), region.from)
  const isSource = subject && (isNamed || (subject.from <= region.from + 1 && isSourceLike(reading, subject)))
  if (!isSource) return trailingSource(reading, sentence, region, at)
  const content = isNamed ? { from: region.from, to: region.to } : { from: at + 1, to: region.to }
  return {
    end,
    subject,
    content,
  }
}

/** `Russia meddled in the vote: spy chief`. */
function trailingSource(reading: Reading, sentence: Sentence, region: TokenRange, at: number): SourceCue | undefined {
  const subject = findTrailingSource(reading, sentence, region, at)
  if (!subject) return undefined
  return {
    end: at + 1,
    subject,
    content: { from: region.from, to: at },
  }
}

/** Over `(through translator)` and `in Nuuk`. */
function sourceEnd(reading: Reading, at: number, floor: number): number {
  let end = at
  if (reading.tokens[end - 1]?.kind === 'close') {
    while (end > floor && reading.tokens[end - 1]!.kind !== 'open') end -= 1
    end -= 1
  }
  const phrase = findPhraseBefore(reading, end, floor)
  const isPlace = phrase !== undefined && phrase.from > floor && reading.classes[phrase.from - 1]!.has('preposition')
  const from = isPlace ? phrase.from - 1 : end
  return reading.tokens[from - 1]?.norm === ',' ? from - 1 : from
}
