import type { FeedAlertLine } from './feedHealth.ts'
import type { Mention } from './mention.ts'
import type { ProvenanceLabel } from './outlet.ts'
import type { VisitEnd, VisitKey } from './visit.ts'

/** What consumers get: a Mention with the Article and the Outlet that carry it. JSON all the way down. */
export interface TaggedRecord {
  /** Equal to `mention.id`; never changes. */
  readonly id: string
  /** 1 for the first version, one more with each change. */
  readonly version: number
  readonly mention: Mention
  readonly article: {
    readonly id: string
    readonly revision: number
    readonly url: string
    readonly title: string | null
    readonly authors: readonly string[]
    readonly language: string
    /** ISO 8601 UTC, as declared by the outlet. */
    readonly publishedAt: string | null
    /** ISO 8601 UTC: when we saw it first. */
    readonly firstSeenAt: string
    readonly textSource: 'page' | 'feed'
  }
  readonly outlet: {
    readonly id: string
    readonly name: string
    readonly country: string | null
    readonly labels: readonly ProvenanceLabel[]
  }
}

export type ChangeAction = 'create' | 'update' | 'delete'

/**
 * One line of the gap-free log of what happened to records, and of the times in which a Feed is not heard: a silence of ours
 * must not look like one of theirs.
 */
export type Change = ChangeOfRecord | ChangeOfFeedAlert

interface ChangeLine {
  /** 1, 2, 3 … without a gap, in the order of commit. */
  readonly sequence: number
  readonly action: ChangeAction
  /** Of its subject: 1 at first, one more with each change. */
  readonly version: number
  /** ISO 8601 UTC. */
  readonly at: string
}

export type ChangeOfRecord = ChangeLine & {
  readonly subject: 'record'
  readonly recordId: string
  /** The record as it was after the change; for `delete` as it was before. */
  readonly record: TaggedRecord
}

/** `create` when the time begins, `update` when it has ended. */
export type ChangeOfFeedAlert = ChangeLine & {
  readonly subject: 'feed_alert'
  readonly feedAlert: FeedAlertLine
}

/** One record to write, with the version that it will have. */
export interface RecordChange {
  readonly action: ChangeAction
  readonly record: TaggedRecord
}

export interface Tagging {
  readonly articleId: string
  readonly revision: number
  readonly taggerVersion: string
  readonly mentions: readonly Mention[]
  /** The visit that ends with this tagging, and how; undefined when an old article is tagged again. */
  readonly visit?: VisitKey & { readonly end: VisitEnd }
  /** `min(declared date, first seen + 1 h)`. */
  readonly sortAt: Date
}

/** A record as stored; deleted ones keep their version, so that a return goes on counting. */
export interface StoredRecord {
  readonly record: TaggedRecord
  readonly isDeleted: boolean
}
