import type { ExtractionRules, ExtractionThresholds } from '../../domain/extraction.ts'
import { findMeta, type PageHead } from './pageHead.ts'
import { type JsonLdObject, textOf } from './parseJsonLd.ts'

export interface TitleClues {
  readonly head: PageHead
  readonly newsObject: JsonLdObject | undefined
  /** Texts of the `h1` elements, in document order. */
  readonly headlines: readonly string[]
  readonly siteName: string | undefined
  readonly hostname: string
}

const SEPARATOR = /\s+[|\-–—·•»«:/]+\s+|\s*[|»«]\s*/
const MAX_LENGTH = 1000

/**
 * Finds the headline of a page, without the site's name.
 *
 * @param clues Where a page may say it.
 * @param rules Names of meta elements, and how many words make a headline.
 * @returns The `h1` when it agrees with what the page tells others, else what it tells others; undefined when it says nothing.
 * @throws Never.
 */
export function findTitle(clues: TitleClues, { metaKeys, thresholds }: ExtractionRules): string | undefined {
  const told = [textOf(clues.newsObject?.['headline']), findMeta(clues.head, metaKeys.title), clues.head.title]
    .map((title) => clean(title ?? ''))
    .filter((title) => title !== '')
  const agreed =
    clues.headlines.find(
      (headline) => headline !== '' && told.some((title) => foldTitle(title) === foldTitle(headline)),
    ) ?? clues.headlines.find((headline) => told.some((title) => isPartOf(headline, title, thresholds)))
  if (agreed) return cut(agreed)
  const only = clues.headlines.filter((headline) => headline !== '')
  // A title of a word or two names a section or the site.
  if (only.length === 1 && told.every((title) => title.split(' ').length < thresholds.minTitleWords))
    return cut(only[0])
  const stripped = told.map((title) => stripSiteName(title, clues, thresholds)).find((title) => title !== '')
  return cut(stripped ?? clues.headlines.find((headline) => headline !== ''))
}

/** Letters and digits only, so that typography and case do not matter. */
export function foldTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** A site's name after the headline, or a word or two before it. */
function isPartOf(
  headline: string,
  title: string,
  { minTitleWords, maxTitleLeadWords }: ExtractionThresholds,
): boolean {
  const [a, b] = [foldTitle(headline), foldTitle(title)]
  if (a.split(' ').length < minTitleWords) return false
  return b.startsWith(a) || (b.endsWith(a) && b.slice(0, -a.length).trim().split(' ').length <= maxTitleLeadWords)
}

function stripSiteName(title: string, clues: TitleClues, { maxSiteWords }: ExtractionThresholds): string {
  const parts = title.split(SEPARATOR)
  if (parts.length < 2) return title
  const last = parts.at(-1) ?? ''
  const first = parts[0] ?? ''
  if (isSiteName(last, clues)) return title.slice(0, title.lastIndexOf(last)).replace(/[\s|\-–—·•»«:/]+$/, '')
  if (isSiteName(first, clues)) return title.slice(title.indexOf(first) + first.length).replace(/^[\s|\-–—·•»«:/]+/, '')
  const isPiped = title.trimEnd().slice(0, -last.length).trimEnd().endsWith('|')
  if (isPiped && last.split(' ').length <= maxSiteWords && first.split(' ').length >= maxSiteWords - 1) {
    return title.slice(0, title.lastIndexOf(last)).replace(/[\s|]+$/, '')
  }
  return title
}

function isSiteName(part: string, { siteName, hostname }: TitleClues): boolean {
  const folded = foldTitle(part).replace(/ /g, '')
  if (folded.length < 2) return false
  if (siteName && foldTitle(siteName).replace(/ /g, '') === folded) return true
  const host = hostname.replace(/^www\./, '').replace(/[^\p{L}\p{N}]/gu, '')
  return (
    folded.length > 3 &&
    (host.startsWith(folded) || folded.startsWith(hostname.replace(/^www\./, '').split('.')[0] ?? ' '))
  )
}

const clean = (title: string): string => title.replace(/\s+/g, ' ').trim()
const cut = (title: string | undefined): string | undefined =>
  title === undefined || title === '' ? undefined : clean(title).slice(0, MAX_LENGTH)
