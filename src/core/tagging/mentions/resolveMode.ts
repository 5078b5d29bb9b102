import type { Mention } from '../../../domain/mention.ts'
import type { Span } from '../../../domain/span.ts'
import type { LinkedDraft } from '../links/linkDrafts.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import { findQuotesOver } from '../text/findQuotesOver.ts'
import type { Reading } from '../text/readText.ts'

const VERDICTS = ['denial.reject', 'denial.label', 'denial.passive', 'denial.discredit', 'denial.noun']
const MAX_VERDICT = 14

/**
 * Tells whose words a Mention has: fully quoted, partly, reported, or the narrator’s. What somebody quoted reports of
 * somebody else is reported; a name for the claim in quotation marks is no quotation.
 *
 * @throws Never.
 */
export function resolveMode(reading: Reading, draft: LinkedDraft): Mention['mode'] {
  if (draft.isNarrator) return 'narrator'
  const range = draft.content ?? draft.cue
  if (!range || range.to <= range.from) return 'indirect'
  const first = reading.utteranceOf[range.from]!
  const isSpoken = first !== -1 && reading.utteranceOf[range.to - 1] !== -1
  if (isSpoken && !isReportedInside(reading, draft, first)) return 'direct'
  const outer = isSpoken ? reading.utterances[first] : undefined
  const stretches = VERDICTS.includes(draft.ruleId) ? [verdictOf(reading, draft)] : [range]
  return stretches.some((stretch) => isPartlyQuoted(reading, stretch, draft.target, outer)) ? 'mixed' : 'indirect'
}

/** `“Then Moscow denied it,” she recalled`: the words are hers, not Moscow’s. */
function isReportedInside(reading: Reading, draft: LinkedDraft, utterance: number): boolean {
  const { cue, speaker } = draft
  const phrase = speaker?.phrase
  if (!cue || !phrase || reading.utteranceOf[cue.from] !== utterance || draft.isContinuation) return false
  return reading.utteranceOf[phrase.from] === utterance && !reading.classes[phrase.head]!.has('firstPerson')
}

/** From the cue to the end of its clause. */
function verdictOf(reading: Reading, draft: LinkedDraft): TokenRange {
  const sentence = reading.sentences[draft.sentence]!
  const parts = [draft.cue, draft.content, draft.target].filter((part) => part !== undefined && part.to > part.from)
  const from = Math.max(sentence.from, Math.min(...parts.map((part) => part!.from)))
  const last = Math.min(sentence.to, Math.max(...parts.map((part) => part!.to)))
  let to = last
  while (to < Math.min(sentence.to, last + MAX_VERDICT) && reading.tokens[to]!.kind !== 'stop') to += 1
  return { from, to }
}

function isPartlyQuoted(
  reading: Reading,
  range: TokenRange,
  target: TokenRange | undefined,
  outer: TokenRange | undefined,
): boolean {
  if (range.to <= range.from) return false
  const start = reading.tokens[range.from]!.start
  const end = reading.tokens[range.to - 1]!.end
  const named = target && target.to > target.from ? spanOf(reading, target) : undefined
  const whole = outer ? spanOf(reading, outer) : undefined
  return findQuotesOver(reading, { start, end }).some(
    (quoted) =>
      !(named && quoted.end <= named.end && quoted.start >= named.start - 1) &&
      !(whole && quoted.start <= whole.start && quoted.end >= whole.end),
  )
}

function spanOf(reading: Reading, range: TokenRange): Span {
  return { start: reading.tokens[range.from]!.start, end: reading.tokens[range.to - 1]!.end }
}
