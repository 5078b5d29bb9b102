import type { ParsedFeed } from '../../domain/feed.ts'

/** HTML with what it needs to be read: the address that it is relative to. */
export interface RawText {
  readonly html: string
  readonly base?: string
}

export interface RawPerson {
  readonly name?: string
  readonly email?: string
}

export interface RawEnclosure {
  readonly url: string
  readonly type?: string
  readonly length?: string
}

/** One line of a Feed in one vocabulary for all formats; nothing is cut, cleaned or judged yet. */
export interface RawEntry {
  readonly id?: string
  /** Absolute when it can be; may still be something that cannot be fetched. */
  readonly link?: string
  readonly title?: RawText
  readonly summary?: RawText
  readonly content?: RawText
  /** As written. */
  readonly published?: string
  readonly updated?: string
  readonly authors: readonly RawPerson[]
  readonly categories: readonly string[]
  readonly language?: string
  readonly enclosures: readonly RawEnclosure[]
  readonly image?: string
}

export interface RawFeed {
  readonly format: ParsedFeed['format']
  readonly title?: RawText
  readonly description?: RawText
  readonly link?: string
  readonly language?: string
  readonly updated?: string
  readonly self?: string
  readonly hub?: string
  /** Minutes. */
  readonly ttl?: string
  readonly updatePeriodMs?: number
  /** As written. */
  readonly skipHours?: readonly string[]
  readonly skipDays?: readonly string[]
  readonly authors: readonly RawPerson[]
  readonly categories: readonly string[]
  readonly image?: string
  readonly entries: readonly RawEntry[]
  readonly flags: readonly string[]
}
