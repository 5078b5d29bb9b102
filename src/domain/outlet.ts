/** What somebody says about who controls an Outlet, with who says so and when: never our own judgement. */
export interface ProvenanceLabel {
  /** The words of the labelling body, for example `state-controlled`; `unknown` where nobody was asked. */
  readonly label: string
  /** Who says so, for example `ASD State Media Matrix`. */
  readonly source: string
  /** ISO date of that statement, for example `2024-02-07`. */
  readonly asOf: string
}

/** Who publishes. */
export interface Outlet {
  readonly id: string
  readonly name: string
  readonly homepage: string
  /** Hosts that show the same pieces under the same paths, for example where the Outlet is blocked; no language editions. */
  readonly mirrors?: readonly string[]
  /** ISO 3166-1 alpha-2, or undefined for an international outlet. */
  readonly country?: string
  /** Never empty: `unknown` when no list names the Outlet. */
  readonly labels: readonly ProvenanceLabel[]
}
