/** What is known about the lines of a page that are not its article: `config/extraction.json`. */
export interface ExtractionRules {
  readonly version: string
  /** Regular expressions over the `class` and `id` words around a line: what they match is dropped. */
  readonly boilerplateNames: readonly string[]
  /** Regular expressions over a whole line, without regard to case: what they match is dropped. */
  readonly boilerplateLines: readonly string[]
  /** Headings after which the rest of the page is about something else. */
  readonly endLines: readonly string[]
  /** Lines that say that the rest has to be paid for. */
  readonly paywallLines: readonly string[]
  /** Lines of pages that only say that there is nothing to read: errors, consent, missing scripts. */
  readonly emptyPageLines: readonly string[]
  /** Words that stand for "live" in the titles and addresses of live blogs. */
  readonly liveBlogTitles: readonly string[]
}
