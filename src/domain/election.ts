/** A contest: a national election or referendum. */
export interface Election {
  /** Country, year, office: `TR-2023-president-parliament`. */
  readonly id: string
  /** ISO 3166-1 alpha-2; `EU` for the European Parliament. */
  readonly country: string
  readonly year: number
  readonly office: string
  /** Days of voting, ISO dates, in order. */
  readonly dates: readonly string[]
  readonly names: readonly string[]
  /** Whom an article about it names: the main ones, in full, each spelling; absent where nobody was entered. */
  readonly candidates?: readonly string[]
  /** The kind of place the facts come from, for example `election commission`. */
  readonly sourceKind: string
}
