import type { StandFeed, StandOutlet } from '../stand.ts'

/** One line of a feed, ready to be written in any format. */
export interface FeedViewEntry {
  readonly guid: string
  /** As written: absolute, relative, of another scheme, or undefined. */
  readonly link: string | undefined
  readonly title: string
  readonly summary: string
  readonly paragraphs: readonly string[]
  readonly authors: readonly string[]
  readonly tags: readonly string[]
  readonly publishedAt: Date
  readonly updatedAt: Date
}

/** A feed, ready to be written in any format. */
export interface FeedView {
  readonly outlet: StandOutlet
  readonly feed: StandFeed
  readonly feedUrl: string
  readonly homeUrl: string
  readonly updatedAt: Date
  readonly entries: readonly FeedViewEntry[]
}
