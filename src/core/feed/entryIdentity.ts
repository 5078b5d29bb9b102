import { createHash } from 'node:crypto'
import type { ParsedEntry } from '../../domain/feed.ts'
import { normalizeUrl } from '../url/normalizeUrl.ts'
import { urlKey } from '../url/urlKey.ts'

export interface IdentifiedEntry {
  readonly entry: ParsedEntry
  /** The same line of the same Feed has the same key at each poll: 64 hexadecimal digits. */
  readonly key: string
  /** Of title, summary and time of update: another when the line was edited. */
  readonly contentHash: string
  /** Canonical, see `normalizeUrl`. */
  readonly url?: string
  /** See `urlKey`. */
  readonly urlKey?: string
  /** Why the entry leads to no article. */
  readonly skip?: 'ENTRY_NO_LINK' | 'ENTRY_BAD_URL'
}

/**
 * Says which line each entry is, so that the next poll knows it again.
 *
 * By guid; by guid and link when the Feed gives one guid to several lines; else by link; else by content.
 *
 * @param entries Of one document, in document order.
 * @param feedUrl Base of links that are relative after all.
 * @param mirrors See `urlKey`.
 * @returns One answer an entry, in the same order. Two lines that are equal in everything have equal keys.
 * @throws Never.
 */
export function identifyEntries(
  entries: readonly ParsedEntry[],
  feedUrl: string,
  mirrors?: ReadonlyMap<string, string>,
): IdentifiedEntry[] {
  const guidCounts = new Map<string, number>()
  for (const { guid } of entries) if (guid !== undefined) guidCounts.set(guid, (guidCounts.get(guid) ?? 0) + 1)

  return entries.map((entry) => {
    const url = entry.link === undefined ? undefined : normalizeUrl(entry.link, feedUrl)
    const contentHash = hash('content', entry.title, entry.summary, entry.updatedAt?.toISOString())
    const isShared = entry.guid !== undefined && (guidCounts.get(entry.guid) ?? 0) > 1
    return {
      entry,
      key: makeKey(entry, url, isShared, contentHash),
      contentHash,
      ...(url === undefined ? { skip: findProblem(entry) } : { url, urlKey: urlKey(url, mirrors) }),
    }
  })
}

function makeKey(entry: ParsedEntry, url: string | undefined, isShared: boolean, contentHash: string): string {
  if (entry.guid === undefined) return url === undefined ? contentHash : hash('link', url)
  if (!isShared) return hash('guid', entry.guid)
  return hash('guid+link', entry.guid, url ?? contentHash)
}

function findProblem(entry: ParsedEntry): 'ENTRY_NO_LINK' | 'ENTRY_BAD_URL' {
  return entry.linkProblem ?? (entry.link === undefined ? 'ENTRY_NO_LINK' : 'ENTRY_BAD_URL')
}

// Lengths keep "a" + "bc" apart from "ab" + "c".
function hash(...parts: readonly (string | undefined)[]): string {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part === undefined ? '-\n' : `${part.length}\n${part}\n`)
  return digest.digest('hex')
}
