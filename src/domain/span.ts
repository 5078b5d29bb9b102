/** A range of UTF-16 code units, end-exclusive, into `Article.text`: `text.slice(start, end)`. */
export interface Span {
  readonly start: number
  readonly end: number
}
