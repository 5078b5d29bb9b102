interface Tally {
  readonly outcome: string
  readonly reason: string | null
  readonly count: number
}

/** What became of one batch of due feeds and of everything that followed from it. */
export interface RunSummary {
  readonly polls: readonly Tally[]
  /** `seen = new + known + skipped`. */
  readonly entries: { readonly seen: number; readonly new: number; readonly known: number; readonly skipped: number }
  /** One visit a new entry, and more for articles that were looked at again. */
  readonly visits: readonly Tally[]
}
