import { Parser } from 'htmlparser2'
import { cleanText } from '../text/cleanText.ts'

/** One subscription of an OPML file. */
export interface OpmlFeed {
  readonly url: string
  readonly title?: string
  readonly homepage?: string
}

const MAX_FEEDS = 10_000
const MAX_TITLE_LENGTH = 200
// The parser's time grows with the square of the depth.
const MAX_DEPTH = 100

/**
 * Reads the subscriptions out of an OPML file, in whatever folders they stand (OPML 2.0, http://opml.org/spec2.opml).
 *
 * @param opml The file's text; broken markup is read as far as it goes.
 * @returns In document order, each address once, at most 10,000, without control characters; `[]` when there is none. Reading
 *   ends at a folder more than 100 deep.
 * @throws Never.
 */
export function parseOpml(opml: string): OpmlFeed[] {
  const feeds = new Map<string, OpmlFeed>()
  let depth = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1
        if (depth > MAX_DEPTH) return parser.pause()
        const url = textOf(attributes['xmlurl'])
        if (name !== 'outline' || !url || feeds.has(url) || feeds.size >= MAX_FEEDS) return
        const title = textOf(attributes['title'] || attributes['text'])
          ?.slice(0, MAX_TITLE_LENGTH)
          .toWellFormed()
        const homepage = textOf(attributes['htmlurl'])
        feeds.set(url, { url, ...(title ? { title } : {}), ...(homepage ? { homepage } : {}) })
      },
      onclosetag() {
        depth -= 1
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: true },
  )
  parser.end(opml)
  return [...feeds.values()]
}

const textOf = (attribute: string | undefined) => attribute && cleanText(attribute).trim()
