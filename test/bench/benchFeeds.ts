import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBenchNewsstand } from '../../src/demo/benchNewsstand.ts'
import { openNewsstand } from '../../src/demo/openNewsstand.ts'

export interface BenchFeed {
  readonly url: string
  readonly contentType: string
  readonly body: Uint8Array
}

const GENERATED = { articleCount: 400, feedCount: 16, seed: 1 }

/** The feeds of the newsstands: RSS, Atom and RDF, of some lines or many, half with summaries and half with full texts. */
export async function ownFeeds(): Promise<BenchFeed[]> {
  const feeds: BenchFeed[] = []
  const full = await openBenchNewsstand({ ...GENERATED, hasFullText: true })
  for (const stand of [await openNewsstand(), await openBenchNewsstand(GENERATED), full]) {
    for (const { url } of stand.feeds) {
      const response = await fetch(url)
      const body = new Uint8Array(await response.arrayBuffer())
      if (response.ok) feeds.push({ url, contentType: response.headers.get('content-type') ?? '', body })
    }
    await stand.close()
  }
  return feeds
}

/**
 * Every `.xml`, `.rss`, `.rdf` and `.atom` below a folder, in order of their names.
 *
 * @throws What `readdirSync` throws when there is no such folder.
 */
export function feedsIn(folder: string): BenchFeed[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:xml|rss|rdf|atom)$/.test(name),
  )
  return names.sort().map((name, index) => ({
    url: `https://feeds.example/${index}`,
    contentType: '',
    body: readFileSync(join(folder, name)),
  }))
}
