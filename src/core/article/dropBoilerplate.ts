import type { ExtractionRules, ExtractionThresholds } from '../../domain/extraction.ts'
import type { Block } from './findBlocks.ts'
import { foldTitle } from './findTitle.ts'

/** The line rules, ready to use. */
interface LineRules {
  readonly names: RegExp
  readonly boxes: RegExp
  readonly lines: RegExp
  readonly leads: RegExp
  readonly ends: RegExp
  readonly thresholds: ExtractionThresholds
}

const compiled = new WeakMap<ExtractionRules, LineRules>()

/**
 * Drops the lines that are not the article's own: captions, credits, links to other pieces, newsletters, sharing.
 *
 * @param blocks In reading order.
 * @param title The headline, which is not repeated.
 * @param rules From `config/extraction.json`.
 * @param authors Who signs: a line with nothing but their names is a byline.
 * @returns What is left, in the same order, without headings that have nothing under them at the end.
 * @throws Never.
 */
export function dropBoilerplate<B extends Block>(
  blocks: readonly B[],
  title: string | undefined,
  rules: ExtractionRules,
  authors: readonly string[] = [],
): B[] {
  const lineRules = lineRulesOf(rules)
  const folded = foldTitle(title ?? '')
  const own = namesOfLongest(blocks)
  const named = new Map<string, NamedKind>()
  const kept: B[] = []
  let isElsewhere = false
  for (const block of blocks) {
    if (isEndLine(block, lineRules.ends, rules.thresholds)) isElsewhere = true
    else if (isElsewhere && !isAside(block, rules.thresholds)) isElsewhere = false
    if (isByline(block.text, authors, rules.thresholds)) continue
    if (!isElsewhere && !isBoilerplate(block, folded, lineRules) && !isNamedBoilerplate(block, own, named, lineRules))
      kept.push(block)
  }
  return dropTrailingHeadings(dropLinkLists(kept, rules.thresholds))
}

function lineRulesOf(rules: ExtractionRules): LineRules {
  const lineRules = compiled.get(rules) ?? compile(rules)
  compiled.set(rules, lineRules)
  return lineRules
}

/** What class names call things beside the article. */
export const asidePatternOf = (rules: ExtractionRules): RegExp => lineRulesOf(rules).names
/** Headings after which something else comes. */
export const endPatternOf = (rules: ExtractionRules): RegExp => lineRulesOf(rules).ends

/** A heading after which short and linked lines are about something else. */
export function isEndLine({ text }: Block, ends: RegExp, { maxEndLength }: ExtractionThresholds): boolean {
  return text.length <= maxEndLength && ends.test(tidy(text))
}

const NEVER = '(?!)'

function compile(rules: ExtractionRules): LineRules {
  const join = (patterns: readonly string[]): string =>
    patterns.length === 0 ? NEVER : patterns.map((pattern) => `(?:${pattern})`).join('|')
  return {
    names: new RegExp(join(rules.boilerplateNames), 'u'),
    boxes: new RegExp(join(rules.boxNames), 'u'),
    lines: new RegExp(`^(?:${join(rules.boilerplateLines)})$`, 'iu'),
    leads: new RegExp(`^(?:${join(rules.relatedLeads)})(?<end>\\s*[:：>»→|–—-]|\\s*$|(?=\\s))`, 'iu'),
    ends: new RegExp(`^(?:${join(rules.endLines)})$`, 'iu'),
    thresholds: rules.thresholds,
  }
}

/** Bullets, arrows and closing punctuation around a line do not change what it is. */
const tidy = (text: string): string => text.replace(/^[\s•·▪►▶→›»>+*|\-–—]+|[\s:：…>»→›|.!\-–—]+$/gu, '')

/** After a heading about something else, a long line or a whole sentence of plain text is the article again. */
function isAside(block: Block, { linkedShare, asideLength }: ExtractionThresholds): boolean {
  if (block.linkedLength > block.text.length * linkedShare) return true
  return block.text.length < asideLength && !(block.linkedLength === 0 && ENDS_SENTENCE.test(block.text))
}

const ENDS_SENTENCE = /[.!?…。！？][”’"'»“)\]]*$/u

function isBoilerplate(block: Block, foldedTitle: string, rules: LineRules): boolean {
  if (block.kind === 'caption') return true
  const mayBeTitle = foldedTitle !== '' && block.text.length <= foldedTitle.length * 2
  if (mayBeTitle && foldTitle(block.text) === foldedTitle) return true
  if (block.text.length > rules.thresholds.maxLineLength) return false
  return rules.lines.test(tidy(block.text)) || leadsElsewhere(block, rules)
}

/** Only words that the article's own paragraphs do not stand under say something about a line. */
function isNamedBoilerplate(
  block: Block,
  own: ReadonlySet<string>,
  named: Map<string, NamedKind>,
  rules: LineRules,
): boolean {
  if (block.text.length > rules.thresholds.maxLineLength) return false
  let kind = named.get(block.names)
  if (kind === undefined) {
    const names = block.names
      .split(' ')
      .filter((name) => !own.has(name))
      .join(' ')
    kind = rules.boxes.test(names) ? 'box' : rules.names.test(names) ? 'line' : 'text'
    named.set(block.names, kind)
  }
  if (kind === 'box') return true
  const isSentence = block.linkedLength === 0 && ENDS_SENTENCE.test(block.text)
  return kind === 'line' && block.text.length <= rules.thresholds.asideLength && !isSentence
}

/** What the class names around a line make of it: in a box every line goes, elsewhere only what is no sentence. */
type NamedKind = 'box' | 'line' | 'text'

function namesOfLongest(blocks: readonly Block[]): ReadonlySet<string> {
  const lengths = new Map<string, number>()
  for (const { names, text } of blocks) lengths.set(names, (lengths.get(names) ?? 0) + text.length)
  const longest = [...lengths].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0])
  return new Set(longest[0].split(' '))
}

const FOLDED_DATE =
  /\b(?:\d{1,2}(?:st|nd|rd|th)? (?:de |of )?\p{L}{3,12} (?:de )?(?:19|20)\d{2}|\p{L}{3,12} \d{1,2}(?:st|nd|rd|th)? (?:19|20)\d{2}|(?:19|20)\d{2} \d{1,2} \d{1,2}|\d{1,2} \d{1,2} (?:19|20)\d{2})\b/gu

/** "By Ana Reyes and Tom Okoro | 9 Aug 2017, 15:30": the names, perhaps a date, and a word or two that join them. */
function isByline(text: string, authors: readonly string[], thresholds: ExtractionThresholds): boolean {
  if (authors.length === 0 || text.length > thresholds.maxBylineLength || ENDS_SENTENCE.test(text)) return false
  const line = foldTitle(text)
  const named = authors.reduce((rest, author) => rest.replace(foldTitle(author), ' '), line)
  const dated = named.replace(FOLDED_DATE, ' ')
  const rest = dated === named ? named : dated.replace(/\d+/g, ' ')
  const words = rest.split(/\s+/).filter((word) => word !== '')
  return named.length < line.length && words.length <= thresholds.maxBylineWords
}

function leadsElsewhere(block: Block, { leads, thresholds }: LineRules): boolean {
  const lead =
    block.text.length > thresholds.maxLeadLength ? null : leads.exec(block.text.replace(/^[\s•·▪►▶→›»>+*|\-–—]+/u, ''))
  if (!lead) return false
  return (
    lead.groups?.['end'] !== '' ||
    block.linkedLength > block.text.length * thresholds.linkedShare ||
    lead[0].length === block.text.length
  )
}

/** Lines of nothing but a link lead elsewhere where they stand in a row, and where no text comes before or after them. */
function dropLinkLists<B extends Block>(blocks: readonly B[], thresholds: ExtractionThresholds): B[] {
  const isLink = (block: B): boolean =>
    block.kind !== 'heading' &&
    block.linkedLength >= block.text.length * thresholds.wholeLinkShare &&
    !ENDS_SENTENCE.test(block.text)
  const kept: B[] = []
  for (let from = 0; from < blocks.length; ) {
    let end = from
    while (end < blocks.length && isLink(blocks[end]!)) end += 1
    const isAtEdge = from === 0 || end === blocks.length
    if (!isAtEdge && end - from < thresholds.minLinkRun) kept.push(...blocks.slice(from, end))
    if (end < blocks.length) kept.push(blocks[end]!)
    from = end + 1
  }
  return kept
}

function dropTrailingHeadings<B extends Block>(blocks: readonly B[]): B[] {
  let end = blocks.length
  while (end > 0 && blocks[end - 1]?.kind === 'heading') end -= 1
  return blocks.slice(0, end)
}
