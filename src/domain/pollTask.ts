import type { ParsedEntry } from './feed.ts'
import type { FeedHealth } from './feedHealth.ts'
import type { Work } from './work.ts'

/** A poll to make, with what the feed's policy remembers. */
export interface PollTask {
  readonly pollId: string
  readonly feedId: string
  readonly outletId: string
  readonly runId: string
  readonly url: string
  readonly pollState: unknown
  readonly isFast?: boolean
}

export interface PollResult {
  readonly outcome: 'parsed' | 'unchanged' | 'failed'
  readonly reason?: string
  readonly title?: string
  readonly entries: readonly EntryToSave[]
  readonly pollState: unknown
  readonly nextPollAt: Date
  readonly pollReason: string
  /** A permanent redirect that is now the feed's address. */
  readonly feedUrl?: string
  /** A permanent redirect to another site: for a person to decide. */
  readonly proposedUrl?: string
  readonly health: FeedHealth
  readonly isDisabled: boolean
}

export interface SavedPoll {
  readonly seen: number
  readonly new: number
  readonly known: number
  readonly skipped: number
  /** Articles to fetch now. */
  readonly works: readonly Work[]
}

/** An Entry with the keys that identify it. */
export interface EntryToSave {
  readonly entryId: string
  readonly entry: ParsedEntry
  readonly contentHash: string
  /** Undefined when the entry is skipped. */
  readonly article?: { readonly articleId: string; readonly url: string; readonly urlKey: string }
  readonly skipReason?: string
}
