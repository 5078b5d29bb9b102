import type { ParsedEntry, ParsedFeed } from '../../domain/feed.ts'
import type { Limits } from '../../domain/limits.ts'
import { cleanText } from '../text/cleanText.ts'
import { normalizeUrl } from '../url/normalizeUrl.ts'
import { defined } from './chooseFields.ts'
import { htmlToText, titleToText } from './htmlToText.ts'
import { parseDate } from './parseDate.ts'
import type { RawEntry, RawFeed, RawPerson } from './rawFeed.ts'
import { readFeed } from './readFeed.ts'

const MAX_FUTURE_MS = 86_400_000
const MAX_ENCLOSURES = 50

/**
 * Parses a Feed of any format into clean lines: plain text, absolute addresses, real dates, everything within its limit.
 *
 * @param input The bytes, decompressed; `url` after redirects; `now` bounds dates in the future.
 * @param limits `config/limits.json`, section `feed`.
 * @returns At most `limits.maxEntries` entries in document order; `flags` say what was repaired or doubted.
 * @throws PipelineError FEED_EMPTY, FEED_HTML, FEED_NOT_A_FEED, FEED_MALFORMED or FEED_TOO_DEEP.
 */
export async function parseFeed(
  input: { readonly body: Uint8Array; readonly contentType?: string; readonly url: string; readonly now: Date },
  limits: Limits['feed'],
): Promise<ParsedFeed> {
  const raw = await readFeed(input, limits)
  const ttlMs = findTtlMs(raw)
  return {
    format: raw.format,
    ...defined({
      title: raw.title && (titleToText(raw.title.html, limits.maxTitleLength) || undefined),
      homepage: usableUrl(raw.link, limits),
      language: languageTag(raw.language),
      selfUrl: usableUrl(raw.self, limits),
      hubUrl: usableUrl(raw.hub, limits),
      ttlMs,
      quietHours: findQuietHours(raw),
      quietDays: findQuietDays(raw),
    }),
    entries: raw.entries.map((entry) => parseEntry(entry, input.now, limits)),
    flags: raw.flags,
  }
}

function parseEntry(raw: RawEntry, now: Date, limits: Limits['feed']): ParsedEntry {
  const flags = new Set<string>()
  const link = usableUrl(raw.link, limits)
  const title = raw.title && titleToText(raw.title.html, limits.maxTitleLength)
  const body = longest(raw)
  return {
    ...defined({
      guid:
        raw.id === undefined
          ? undefined
          : cleanText(raw.id.replace(/\s+/g, ' ')).slice(0, limits.maxUrlLength) || undefined,
      link,
      linkProblem: raw.link !== undefined && link === undefined ? ('ENTRY_BAD_URL' as const) : undefined,
      title: title || undefined,
      summary: (body && htmlToText(body.html, limits.maxSummaryLength)) || undefined,
      language: languageTag(raw.language),
      publishedAt: dateOf(raw.published, now, flags),
      updatedAt: dateOf(raw.updated, now, flags),
      imageUrl: usableUrl(raw.image, limits),
    }),
    authors: namesOf(raw.authors, limits),
    categories: raw.categories
      .slice(0, limits.maxCategories)
      .flatMap((category) => titleToText(category, limits.maxAuthorLength) || []),
    enclosures: raw.enclosures.slice(0, MAX_ENCLOSURES).flatMap((enclosure) => {
      const url = usableUrl(enclosure.url, limits)
      const sizeBytes = /^\d{1,12}$/.test(enclosure.length ?? '') ? Number(enclosure.length) : undefined
      return url === undefined ? [] : [{ url, ...defined({ type: enclosure.type?.slice(0, 100), sizeBytes }) }]
    }),
    flags: [...flags],
  }
}

// The fuller of the two is what stands in for a page that cannot be read.
function longest({ summary, content }: RawEntry): RawEntry['summary'] {
  if (!summary || !content) return content ?? summary
  return content.html.length >= summary.html.length ? content : summary
}

function dateOf(text: string | undefined, now: Date, flags: Set<string>): Date | undefined {
  if (text === undefined) return undefined
  const parsed = parseDate(text)
  if (!parsed) {
    flags.add('date_unreadable')
    return undefined
  }
  if (parsed.isUnzoned) flags.add('date_unzoned')
  if (parsed.date.getTime() <= now.getTime() + MAX_FUTURE_MS) return parsed.date
  flags.add('date_future')
  return now
}

function namesOf(people: readonly RawPerson[], limits: Limits['feed']): string[] {
  const names = people
    .slice(0, limits.maxAuthors)
    .flatMap(({ name }) => titleToText(name ?? '', limits.maxAuthorLength) || [])
  return [...new Set(names)]
}

function usableUrl(url: string | undefined, limits: Limits['feed']): string | undefined {
  if (url === undefined || url.length > limits.maxUrlLength) return undefined
  // Kept as declared; `normalizeUrl` only says whether it can be fetched.
  return normalizeUrl(url) === undefined ? undefined : URL.parse(url.trim())?.href
}

function languageTag(language: string | undefined): string | undefined {
  const tag = language?.trim().replaceAll('_', '-')
  return tag && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag) && tag.length <= 35 ? tag : undefined
}

function findTtlMs(raw: RawFeed): number | undefined {
  const minutes = /^\d{1,6}$/.test(raw.ttl ?? '') ? Number(raw.ttl) : 0
  return minutes > 0 ? minutes * 60_000 : raw.updatePeriodMs
}

// RSS 0.91 counts from 1 to 24, RSS 2.0 from 0 to 23.
function findQuietHours({ skipHours = [] }: RawFeed): readonly number[] | undefined {
  const hours = skipHours.filter((hour) => /^(?:[01]?\d|2[0-4])$/.test(hour)).map((hour) => Number(hour) % 24)
  const quiet = [...new Set(hours)].sort((a, b) => a - b)
  return quiet.length === 0 || quiet.length === 24 ? undefined : quiet
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

function findQuietDays({ skipDays = [] }: RawFeed): readonly number[] | undefined {
  const days = skipDays.map((day) => DAYS.indexOf(day.toLowerCase())).filter((day) => day >= 0)
  const quiet = [...new Set(days)].sort((a, b) => a - b)
  return quiet.length === 0 || quiet.length === 7 ? undefined : quiet
}
