/** What else a page says about its article. */
export interface PageContext {
  readonly title: string | undefined
  /** JSON-LD `articleBody`. */
  readonly articleBody: string | undefined
  /** The page's own description. */
  readonly summary: string | undefined
  readonly authors: readonly string[]
}
