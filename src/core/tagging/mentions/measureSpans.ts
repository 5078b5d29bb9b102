import type { Span } from '../../../domain/span.ts'
import type { LinkedDraft } from '../links/linkDrafts.ts'
import { findSubject } from '../phrases/findSubject.ts'
import { readVerbGroup } from '../phrases/readVerbGroup.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import { findQuotesOver } from '../text/findQuotesOver.ts'
import type { Reading, Sentence } from '../text/readText.ts'

/** The stretches of a Mention, as offsets into the text. */
export interface MeasuredSpans {
  readonly span: Span
  readonly cue: Span | null
  readonly content: Span | null
  readonly target: Span | null
}

const VERDICTS = ['denial.reject', 'denial.label', 'denial.passive', 'denial.discredit', 'denial.liars']
const BARE = ['denial.deny', 'denial.noun', 'denial.issue', ...VERDICTS]
const MAX_LEAD = 7
const MAX_VIA_GAP = 2

/**
 * Measures the stretches of a Mention by guideline section 2: the content without its cue, addressee and `that`, the
 * target with its quotation marks, and the shortest contiguous text with speaker, cue and content.
 *
 * @throws Never.
 */
export function measureSpans(reading: Reading, draft: LinkedDraft): MeasuredSpans {
  const sentence = reading.sentences[draft.sentence]!
  const cue = draft.cue && widenCue(reading, draft, draft.cue, sentence)
  const spoken = wholeUtterance(reading, draft, sentence)
  const content = spoken ?? (draft.content && isFilled(draft.content) ? trim(reading, draft, draft.content) : undefined)
  const target = draft.target && isFilled(draft.target) ? withoutTime(reading, draft.target) : undefined
  return {
    span: spanOf(reading, { ...draft, cue }, sentence, partsOf(draft, cue, content)),
    cue: cue ? charSpan(reading, cue) : null,
    content: content ? withMarks(reading, charSpan(reading, content)) : null,
    target: target ? withOwnMarks(reading, charSpan(reading, target)) : null,
  }
}

function isFilled({ from, to }: TokenRange): boolean {
  return to > from
}

/** All that the span must hold, the content as it was trimmed. */
function partsOf(draft: LinkedDraft, cue: TokenRange | undefined, content: TokenRange | undefined): TokenRange[] {
  const isRaw = (part: TokenRange) => part.from === draft.content?.from && part.to === draft.content.to
  const own = draft.parts.filter((part) => !(content && isRaw(part)))
  const via = draft.via?.phrase
  const isClose = via !== undefined && own.some(({ from }) => from >= via.to && from - via.to <= MAX_VIA_GAP)
  const others = [...own, isClose ? via : undefined]
  return [...others, cue, content].filter((part) => part !== undefined && isFilled(part)) as TokenRange[]
}

function spanOf(reading: Reading, draft: LinkedDraft, sentence: Sentence, parts: readonly TokenRange[]): Span {
  const inside = parts.filter((part) => part.from >= sentence.from && part.to <= sentence.to)
  if (inside.length === 0 || draft.isContinuation)
    return { start: sentence.start, end: trimStop(reading, sentence.end, sentence.start) }
  const from = widenStart(reading, draft, sentence, Math.min(...inside.map((part) => part.from)))
  let to = widenEnd(reading, draft, sentence, Math.max(...inside.map((part) => part.to)))
  while (
    to > from + 1 &&
    reading.tokens[to - 1]!.kind === 'stop' &&
    !isInsideMarks(reading, reading.tokens[to - 1]!.end)
  )
    to -= 1
  return withMarks(reading, charSpan(reading, { from, to }))
}

/** To the subject of a passive and of what gives no proof, and over `which`, `something` and `a charge that`. */
function widenStart(reading: Reading, draft: LinkedDraft, sentence: Sentence, first: number): number {
  const { tokens, classes } = reading
  if (draft.cue && (draft.kind === 'evidence_note' || draft.ruleId === 'claim.accused-passive')) {
    const subject = findSubject(reading, draft.cue.from, sentence.from)
    if (subject && subject.from >= sentence.from) return Math.min(first, subject.from)
  }
  const before = first - 1
  if (draft.kind !== 'denial' || before < sentence.from) return first
  if (['which', 'something'].includes(tokens[before]!.norm)) return before
  const noun = tokens[before]!.norm === 'that' ? before - 1 : before
  const isNoun = noun > sentence.from && classes[noun]!.has('accusation') && classes[noun - 1]!.has('article')
  return isNoun ? noun - 1 : first
}

/** To the end of a verdict (`as groundless`), of `denied it` and of what ends with its attribution (`he told reporters`). */
function widenEnd(reading: Reading, draft: LinkedDraft, sentence: Sentence, last: number): number {
  const { classes, tokens } = reading
  const isAtCue = draft.cue !== undefined && last === draft.cue.to
  const isAtSpeaker = draft.speaker?.phrase !== undefined && last === draft.speaker.phrase.to
  const isOpen = isAtCue || isAtSpeaker || BARE.includes(draft.ruleId)
  let to = isOpen || draft.kind === 'evidence_note' ? clauseEnd(reading, last, sentence.to) : last
  const next = classes[to + 1]
  const isGoingOn = draft.kind === 'denial' && tokens[to]?.norm === ',' && next?.has('verb.ing')
  if (isGoingOn && to + 1 < sentence.to && ['say', 'label', 'sayQuote'].some((name) => next!.has(name))) {
    const end = clauseEnd(reading, to + 1, sentence.to)
    if (end > to + 2) to = end
  }
  return Math.min(to, sentence.to)
}

/** The first comma, dash, bracket, quotation mark or stop, or where somebody else takes the floor. */
function clauseEnd(reading: Reading, from: number, limit: number): number {
  const { tokens, classes } = reading
  let at = from
  while (at < limit) {
    const { kind, norm } = tokens[at]!
    if (kind === 'stop' || kind === 'open' || kind === 'close' || kind === 'quote' || kind === 'punctuation') return at
    if (['but', 'while', 'although', 'though', 'whereas', 'after', 'because'].includes(norm) && at > from) return at
    if (classes[at]!.has('coordinator') && at > from && isNewClause(reading, at + 1, limit)) return at
    at += 1
  }
  return at
}

function isNewClause(reading: Reading, at: number, limit: number): boolean {
  const known = reading.classes[at]
  if (at >= limit || !known) return false
  const name = reading.nameAt[at]
  if (name) return name.to < limit && reading.classes[name.to]!.has('verb')
  if (known.has('subjectPronoun') || known.has('say') || known.has('accuse')) return true
  return known.has('verb.past') && !known.has('verb.ing')
}

/** `did not provide`, `called on`. */
function widenCue(reading: Reading, draft: LinkedDraft, cue: TokenRange, sentence: Sentence): TokenRange {
  const isNegator = reading.classes[cue.from]!.has('negator')
  const group = isNegator ? readVerbGroup(reading, Math.min(cue.from + 1, cue.to - 1), sentence.from) : undefined
  const from = group && group.from < cue.from && group.from >= cue.from - 3 ? group.from : cue.from
  const isAsking = draft.kind === 'challenge' && reading.classes[cue.from]!.has('ask') && cue.to + 1 < sentence.to
  const isOn =
    isAsking && ['on', 'upon'].includes(reading.tokens[cue.to]!.norm) && !reading.classes[cue.to + 1]!.has('timeWord')
  return { from, to: isOn ? cue.to + 1 : cue.to }
}

/** `“We firmly reject such statements,” he said`: all that he says in the sentence. */
function wholeUtterance(reading: Reading, draft: LinkedDraft, sentence: Sentence): TokenRange | undefined {
  const { speaker } = draft
  const said = draft.kind === 'denial' || !draft.content ? draft.cue : draft.content
  if (!said || !isFilled(said) || said.from < sentence.from || said.from >= sentence.to) return undefined
  const id = reading.utteranceOf[said.from]!
  const at = speaker?.phrase?.from
  const isOutside = at === undefined || reading.utteranceOf[at] !== id
  const isOwn = at !== undefined && reading.classes[speaker!.phrase!.head]!.has('firstPerson')
  const utterance = reading.utterances[id]
  if (!utterance || !(isOutside || isOwn)) return undefined
  const from = Math.max(sentence.from, utterance.from)
  const to = Math.min(sentence.to, utterance.to)
  return to > from ? { from, to } : undefined
}

/** Without `that` and what stands before it, without a final stop and without a remark on the whole. */
function trim(reading: Reading, draft: LinkedDraft, range: TokenRange): TokenRange {
  const { tokens, classes } = reading
  const isSpoken = reading.utteranceOf[range.from] !== -1
  let from = afterBracket(reading, withoutTime(reading, range))
  for (let at = from; !isSpoken && at < Math.min(range.to - 1, from + MAX_LEAD); at += 1) {
    if (classes[at]!.has('that') || tokens[at]!.norm === 'that') {
      if (at === from || !classes[at + 1]!.has('beVerb')) from = at + 1
      break
    }
    const isLead = draft.kind === 'challenge' && ['of', 'to', 'for'].includes(tokens[at]!.norm) && at > from
    if (isLead) {
      from = tokens[at]!.norm === 'to' ? at : at + 1
      break
    }
    if (classes[at]!.has('verb') && !classes[at]!.has('timeWord') && reading.nameOf[at]! < 0) break
  }
  let to = range.to
  for (let at = from + 1; !isSpoken && at < to - 2; at += 1) if (isRemark(reading, at, to)) to = at
  while (
    to > from + 1 &&
    ['stop', 'punctuation'].includes(tokens[to - 1]!.kind) &&
    !isInsideMarks(reading, tokens[to - 1]!.end)
  )
    to -= 1
  return { from, to }
}

/** `Bogota) of hacking`: the object ended inside a bracket. */
function afterBracket(reading: Reading, range: TokenRange): number {
  const { tokens } = reading
  for (let at = range.from; at < Math.min(range.to - 2, range.from + MAX_LEAD); at += 1) {
    if (tokens[at]!.kind === 'open') return range.from
    if (tokens[at]!.kind === 'close') return tokens[at + 1]!.norm === 'of' ? at + 2 : at + 1
  }
  return range.from
}

const MAX_TIME = 14

/** `on Monday, speaking in Oslo, that he took money`: what is denied begins with `that`. */
function withoutTime(reading: Reading, range: TokenRange): TokenRange {
  const { tokens, classes } = reading
  const isTime = ['timeWord', 'preposition'].some((name) => classes[range.from]!.has(name))
  for (let at = range.from + 1; isTime && at < Math.min(range.to - 1, range.from + MAX_TIME); at += 1)
    if (tokens[at]!.norm === 'that') return { from: at, to: range.to }
  return range
}

/** `, a charge that Kyiv rejected`, `, the second such claim`, `, something she denies`. */
function isRemark(reading: Reading, comma: number, limit: number): boolean {
  const { tokens, classes } = reading
  if (tokens[comma]!.norm !== ',') return false
  if (tokens[comma + 1]!.norm === 'something') return true
  if (classes[comma + 1]!.has('preposition') && tokens[comma + 2]!.norm === 'which') return true
  if (!classes[comma + 1]!.has('article')) return false
  for (let at = comma + 2; at < Math.min(limit, comma + 6); at += 1) {
    if (classes[at]!.has('accusation')) return true
    if (tokens[at]!.kind !== 'word') return false
  }
  return false
}

function charSpan(reading: Reading, range: TokenRange): Span {
  return { start: reading.tokens[range.from]!.start, end: reading.tokens[range.to - 1]!.end }
}

const OPENING = /["“«„‘']/

/** Takes in quotation marks that touch the span, a stop before a closing one too. */
function withMarks(reading: Reading, span: Span): Span {
  const { text } = reading
  const opened = /["“«„‘]/.test(text[span.start - 1] ?? '') ? span.start - 1 : span.start
  let end = span.end
  const rest = text.slice(end, end + 3)
  const closing = /^[.,!?…]?["”»]/.exec(rest) ?? (opensWith(text, opened) ? /^['’]/.exec(rest) : null)
  if (closing && isInsideMarks(reading, span.end)) end += closing[0].length
  return { start: opened, end }
}

function opensWith(text: string, start: number): boolean {
  return text[start] === '‘' || text[start] === "'"
}

/** `‘Russian interference’ claims`: the marks of words inside it. */
function withOwnMarks(reading: Reading, span: Span): Span {
  const { text } = reading
  const quotes = findQuotesOver(reading, { start: span.start - 1, end: span.end + 1 })
  const own = quotes.find((quoted) => quoted.start === span.start - 1 && quoted.end <= span.end)
  const start = own && OPENING.test(text[own.start] ?? '') ? own.start : span.start
  const tail = quotes.find((quoted) => quoted.end === span.end + 1 && quoted.start >= start)
  return { start, end: tail ? tail.end : span.end }
}

function isInsideMarks(reading: Reading, at: number): boolean {
  return findQuotesOver(reading, { start: at - 1, end: at }).length > 0
}

function trimStop(reading: Reading, end: number, start: number): number {
  return /\.$/.test(reading.text.slice(start, end)) && !isInsideMarks(reading, end) ? end - 1 : end
}
