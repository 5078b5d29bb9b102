import type { Section } from '../../../domain/article.ts'
import type { Lexicon } from '../../../domain/lexicon.ts'
import type { TaggableArticle } from '../../../domain/mention.ts'
import type { Token } from '../words/tokenize.ts'
import type { TokenRange } from './findParagraphs.ts'

/** A paragraph with what it is; `skip` is not read at all. */
export interface ZonedParagraph extends TokenRange {
  readonly section: Section | 'skip'
}

const MAX_KEY_TOKENS = 400
const MAX_HEADLINE_WORDS = 28
const MAX_CAPTION_WORDS = 45
const MAX_LINK_WORDS = 8
const MAX_BOILERPLATE_WORDS = 40

/**
 * Tells headlines, summaries, captions and boilerplate from body text.
 *
 * @param paragraphs In reading order.
 * @returns The same paragraphs with their section; the article's own zones win where it has them.
 * @throws Never.
 */
export function findZones(
  article: TaggableArticle,
  tokens: readonly Token[],
  paragraphs: readonly TokenRange[],
  lexicon: Lexicon,
): ZonedParagraph[] {
  const seen = new Set<string>()
  return paragraphs.map((paragraph, index) => {
    const start = tokens[paragraph.from]!.start
    const end = tokens[paragraph.to - 1]!.end
    const folded = article.text
      .slice(start, Math.min(end, start + 2000))
      .toLowerCase()
      .replace(/\s+/g, ' ')
    const key = keyOf(tokens, paragraph)
    const isRepeated = seen.has(key) && paragraph.to - paragraph.from >= 4
    seen.add(key)
    if (isRepeated || isBoilerplate(folded, paragraph.to - paragraph.from, lexicon) || isTagLine(tokens, paragraph)) {
      return { ...paragraph, section: 'skip' }
    }
    return { ...paragraph, section: sectionOf(article, tokens, paragraph, index, folded, lexicon, paragraphs.length) }
  })
}

/** The words alone: marks and spaces differ between a headline and its copies. */
function keyOf(tokens: readonly Token[], paragraph: TokenRange): string {
  let key = ''
  for (let at = paragraph.from; at < Math.min(paragraph.to, paragraph.from + MAX_KEY_TOKENS); at += 1) {
    if (tokens[at]!.kind === 'word' || tokens[at]!.kind === 'number') key += tokens[at]!.norm
  }
  return key
}

function sectionOf(
  article: TaggableArticle,
  tokens: readonly Token[],
  paragraph: TokenRange,
  index: number,
  folded: string,
  lexicon: Lexicon,
  count: number,
): Section {
  const start = tokens[paragraph.from]!.start
  const zone = article.zones?.find((each) => each.start <= start && start < each.end)
  if (zone) return zone.section
  const words = paragraph.to - paragraph.from
  if (words <= MAX_CAPTION_WORDS && lexicon.zones.captionMarks.some((mark) => holds(folded, mark))) return 'caption'
  if (article.zones) return 'body'
  const isBullet = tokens[paragraph.from]!.norm === '—' || folded.startsWith('•')
  if (isBullet && index < 12) return 'summary'
  const last = tokens[paragraph.to - 1]!
  if (count < 2 || last.kind === 'stop' || last.kind === 'quote' || words > MAX_HEADLINE_WORDS) return 'body'
  if (index === 0 || isTitleCase(tokens, paragraph)) return 'headline'
  return index < 6 ? 'summary' : 'body'
}

function isTitleCase(tokens: readonly Token[], paragraph: TokenRange): boolean {
  let words = 0
  let capitals = 0
  for (let at = paragraph.from; at < paragraph.to; at += 1) {
    const token = tokens[at]!
    if (token.kind !== 'word' || token.norm.length < 4) continue
    words += 1
    if (token.isCapital) capitals += 1
  }
  return words > 0 && capitals / words >= 0.6
}

function isBoilerplate(folded: string, words: number, { zones }: Lexicon): boolean {
  const bare = folded.endsWith('.') ? folded.slice(0, -1) : folded
  return (
    zones.labels.some((label) => isLabelled(folded, label, words)) ||
    (words <= MAX_BOILERPLATE_WORDS && zones.skipLineStarts.some((start) => folded.startsWith(start))) ||
    zones.skipLineEnds.some((end) => folded.endsWith(end) || bare.endsWith(end)) ||
    (folded.length < 300 && zones.skipLineContains.some((part) => folded.includes(part)))
  )
}

/** `Watch`, `Watch: …`, `Watch the leader speak`, but not a sentence that begins with the word. */
function isLabelled(folded: string, label: string, words: number): boolean {
  if (!folded.startsWith(label)) return false
  const rest = folded.slice(label.length)
  if (rest === '' || /^\s?[:|»›>]/.test(rest)) return true
  return words <= MAX_LINK_WORDS && rest.startsWith(' ') && !/[.!?]["”’)]?$/.test(rest)
}

/** `…/AP` as a word of its own: `/April` is none. */
function holds(folded: string, mark: string): boolean {
  const at = folded.indexOf(mark)
  return at >= 0 && !(/\p{L}$/u.test(mark) && /^\p{L}/u.test(folded.slice(at + mark.length)))
}

/** A line of hashtags or of links between bars. */
function isTagLine(tokens: readonly Token[], paragraph: TokenRange): boolean {
  let tags = 0
  let words = 0
  for (let at = paragraph.from; at < paragraph.to; at += 1) {
    if (tokens[at]!.norm === '#' || tokens[at]!.norm === '|') tags += 1
    else if (tokens[at]!.kind === 'word') words += 1
  }
  return tags >= 2 && tags * 4 >= words
}
