import { Parser } from 'htmlparser2'

/** One subscription of an OPML file. */
export interface OpmlFeed {
  readonly url: string
  readonly title?: string
  readonly homepage?: string
}

const MAX_FEEDS = 10_000

/**
 * Reads the subscriptions out of an OPML file, in whatever folders they stand (OPML 2.0, http://opml.org/spec2.opml).
 *
 * @param opml The file's text; broken markup is read as far as it goes.
 * @returns In document order, each address once, at most 10,000; `[]` when there is none.
 * @throws Never.
 */
export function parseOpml(opml: string): OpmlFeed[] {
  const feeds = new Map<string, OpmlFeed>()
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const url = attributes['xmlurl']?.trim()
        if (name !== 'outline' || !url || feeds.has(url) || feeds.size >= MAX_FEEDS) return
        const title = (attributes['title'] || attributes['text'])?.trim()
        const homepage = attributes['htmlurl']?.trim()
        feeds.set(url, { url, ...(title ? { title } : {}), ...(homepage ? { homepage } : {}) })
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: true },
  )
  parser.end(opml)
  return [...feeds.values()]
}
