import type { Heft, StandArticle, StandOutlet } from '../stand.ts'

export interface PageLink {
  readonly headline: string
  readonly url: string
}

/** An article page, ready to be written in any chrome. */
export interface PageView {
  readonly article: StandArticle
  readonly outlet: StandOutlet
  readonly url: string
  readonly homeUrl: string
  readonly related: readonly PageLink[]
  /** The outlet's newest other pieces. */
  readonly latest: readonly PageLink[]
  /** Where an inline link to a slug leads. */
  readonly urlOfSlug: (slug: string) => string
  readonly heft: Heft | undefined
}
