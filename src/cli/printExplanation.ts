import { styleText } from 'node:util'
import type { ExplainedCue, ExplainedSentence } from '../core/tagging/explainMentions.ts'
import type { Mention } from '../domain/mention.ts'
import type { Span } from '../domain/span.ts'
import { printable, printLine } from './output.ts'

const STYLES = {
  speaker: 'cyan',
  cue: 'yellow',
  content: 'green',
  target: 'magenta',
  accused: 'red',
} as const
type Role = keyof typeof STYLES
type Marked = Span & { readonly role: Role }

/**
 * Prints what the tagger saw: each sentence with a word for the tagger in it, with its spans marked, the rules that
 * fired, what each role was resolved from, and the near misses with their reasons.
 *
 * @param text Of the article; all spans are offsets into it.
 */
export async function printExplanation(
  file: string,
  text: string,
  sentences: readonly ExplainedSentence[],
): Promise<void> {
  const mentions = sentences.flatMap((sentence) => sentence.mentions)
  await printLine(`${printable(file)}: ${sentences.length} sentences, ${mentions.length} mentions`)
  const quoteOf = new Map(mentions.map((mention) => [mention.id, mention.quote.exact]))
  for (const sentence of sentences) for (const line of explain(text, sentence, quoteOf)) await printLine(line)
}

function explain(text: string, sentence: ExplainedSentence, quoteOf: ReadonlyMap<string, string>): string[] {
  const { span, section, cues, acts, nearMisses, mentions } = sentence
  const place = styleText('dim', `${span.start}-${span.end}${section === 'body' ? '' : ` ${section}`}`)
  const whole = printable(text.slice(span.start, span.end))
  const isSilent = cues.length === 0 && acts.length === 0 && nearMisses.length === 0 && mentions.length === 0
  return [
    `\n${place}  ${isSilent ? styleText('dim', whole) : whole}`,
    ...mentions.flatMap((mention) => explainMention(text, span, mention, quoteOf)),
    ...nearMisses.map((miss) => `  not tagged: ${quoted(text, miss.span)} (${miss.ruleId}): ${miss.reason}`),
    ...cues.map((cue) => styleText('dim', `  verb ${explainCue(text, cue)}`)),
  ]
}

function explainMention(
  text: string,
  sentence: Span,
  mention: Mention,
  quoteOf: ReadonlyMap<string, string>,
): string[] {
  const { kind, subtype, ruleIds, confidence, speaker, accused, election, methods } = mention
  const answered = [
    ...mention.respondsTo.map((id) => ['responds to', id] as const),
    ...mention.contradicts.map((id) => ['contradicts', id] as const),
  ]
  return [
    `  ${styleText('bold', `${kind}.${subtype}`)} by ${ruleIds.join(', ')} (confidence ${confidence.toFixed(2)})`,
    `    ${markRoles(text, sentence, mention)}`,
    `    speaker   ${named(speaker.name)}, ${speaker.resolution}${from(text, speaker.mention)}`,
    ...(mention.via === null ? [] : [`    via       ${named(mention.via)}`]),
    `    accused   ${named(accused.name)}${from(text, accused.mention)}`,
    `    election  ${election.id ?? 'not clear'}; methods ${methods.join(', ')}`,
    ...answered.map(([how, id]) => `    ${how} “${printable(quoteOf.get(id) ?? id, 80)}”`),
  ]
}

function explainCue(text: string, cue: ExplainedCue): string {
  const subject = cue.subject
    ? `${quoted(text, cue.subject)} is ${named(cue.speaker)}, ${cue.resolution}`
    : 'no subject'
  return `${quoted(text, cue.span)}: ${subject}${cue.blocked === null ? '' : `; takes no stand: ${cue.blocked}`}`
}

/** The sentence with `[role words]` around each span; spans may lie in or across each other. */
function markRoles(text: string, sentence: Span, mention: Mention): string {
  const { speaker, cue, content, target, accused } = mention
  const spans: readonly (readonly [Role, Span | null])[] = [
    ['speaker', speaker.mention],
    ['cue', cue],
    ['content', content],
    ['target', target],
    ['accused', accused.mention],
  ]
  const marked = spans.flatMap(([role, span]): Marked[] =>
    span && span.start < sentence.end && span.end > sentence.start
      ? [{ role, start: Math.max(span.start, sentence.start), end: Math.min(span.end, sentence.end) }]
      : [],
  )
  const edges = [...new Set([sentence.start, sentence.end, ...marked.flatMap(({ start, end }) => [start, end])])]
  edges.sort((one, other) => one - other)
  return edges
    .map((edge, at) => {
      const closing = marked.filter(({ end }) => end === edge).map(({ role }) => styleText(STYLES[role], ']'))
      const opening = marked
        .filter(({ start }) => start === edge)
        .sort((one, other) => other.end - one.end)
        .map(({ role }) => styleText(STYLES[role], `[${role} `))
      const next = edges[at + 1]
      const words = next === undefined ? '' : piece(text.slice(edge, next))
      const inner = marked
        .filter(({ start, end }) => start <= edge && end > edge)
        .toSorted((one, other) => one.end - one.start - (other.end - other.start))[0]
      return [...closing, ...opening, inner ? styleText(STYLES[inner.role], words) : words].join('')
    })
    .join('')
}

/** One piece of a line, safe to print, with the space at its ends. */
function piece(text: string): string {
  const words = printable(text)
  if (words === '') return text === '' ? '' : ' '
  return `${/^\s/.test(text) ? ' ' : ''}${words}${/\s$/.test(text) ? ' ' : ''}`
}

function quoted(text: string, span: Span): string {
  return `“${printable(text.slice(span.start, span.end), 60)}”`
}

function named(name: string | null): string {
  return name === null ? 'nobody' : printable(name, 80)
}

function from(text: string, mention: Span | null): string {
  return mention ? ` from ${quoted(text, mention)}` : ''
}
