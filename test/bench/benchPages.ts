import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { openBenchNewsstand } from '../../src/demo/benchNewsstand.ts'
import { loadStand } from '../../src/demo/loadStand.ts'
import { openNewsstand } from '../../src/demo/openNewsstand.ts'

export interface BenchPage {
  readonly url: string
  readonly contentType: string
  readonly body: Uint8Array
}

const GENERATED = { articleCount: 80, feedCount: 8, seed: 1 }
const GOLDEN = new URL('../golden/', import.meta.url)

/** Pages of our own making: both newsstands in all their chromes, and the golden pages. */
export async function ownPages(): Promise<BenchPage[]> {
  const stand = await openNewsstand()
  const bench = await openBenchNewsstand(GENERATED)
  const urls = [
    ...loadStand().articles.map(({ slug }) => stand.articleUrl(slug)),
    ...bench.articles.map(({ url }) => url),
  ]
  const pages: BenchPage[] = []
  for (const url of urls) {
    const response = await fetch(url)
    const body = new Uint8Array(await response.arrayBuffer())
    if (response.ok) pages.push({ url: response.url, contentType: response.headers.get('content-type') ?? '', body })
  }
  await stand.close()
  await bench.close()
  for (const { name } of readdirSync(GOLDEN, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const about = JSON.parse(readFileSync(new URL(`${name}/about.json`, GOLDEN), 'utf8')) as Omit<BenchPage, 'body'>
    const body = readFileSync(new URL(`${name}/source.html`, GOLDEN))
    pages.push({ url: about.url, contentType: about.contentType, body })
  }
  return pages
}

/**
 * Every `.html` and `.html.gz` below a folder, in order of their names.
 *
 * @throws What `readdirSync` throws when there is no such folder.
 */
export function pagesIn(folder: string): BenchPage[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.html?(?:\.gz)?$/.test(name),
  )
  return names.sort().map((name, index) => {
    const bytes = readFileSync(join(folder, name))
    const body = name.endsWith('.gz') ? gunzipSync(bytes) : bytes
    return { url: `https://pages.example/${index}`, contentType: 'text/html', body }
  })
}
