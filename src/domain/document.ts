/** The answer to one request: bytes as they came (decompressed), with what the server said about them. */
export interface FetchedDocument {
  /** What was asked for. */
  readonly url: string
  /** Where the redirects ended. */
  readonly finalUrl: string
  readonly status: number
  /** Lower-case names; no cookies. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly fetchedAt: Date
}

/** What a server gave us to ask "has it changed?" with: sent back verbatim (RFC 9110, section 13). */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

/** What is known of an article's page as it was last fetched. */
export interface LastDocument {
  readonly validators: Validators
  readonly bodySha256: string
}
