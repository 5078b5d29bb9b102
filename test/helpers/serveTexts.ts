import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Feed } from '../../src/domain/feed.ts'
import type { Outlet } from '../../src/domain/outlet.ts'

/** A small site that carries texts from a folder as articles, with a feed of them. */
export interface TextSite extends AsyncDisposable {
  readonly origin: string
  readonly feeds: readonly Feed[]
  readonly outlets: readonly Outlet[]
  /** File name → text. */
  readonly texts: ReadonlyMap<string, string>
}

/** Serves every `.txt` of a folder: a line is a paragraph, the first one the headline too. */
export async function serveTexts(folder: URL): Promise<TextSite> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  const texts = new Map(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]))
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url ?? '').replace(/^\/news\/|\.html$/g, '')
    const text = texts.get(name)
    if (request.url === '/feed.xml')
      response.setHeader('content-type', 'application/rss+xml').end(feedOf(origin, names))
    else if (text !== undefined) response.setHeader('content-type', 'text/html; charset=utf-8').end(pageOf(text))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const labels = [{ label: 'unknown', source: 'none', asOf: '2026-11-21' }]
  return {
    origin,
    texts,
    feeds: [{ id: 'texts', outletId: 'texts', url: `${origin}/feed.xml`, isEnabled: true }],
    outlets: [{ id: 'texts', name: 'Texts', homepage: origin, labels }],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function feedOf(origin: string, names: readonly string[]): string {
  const items = names.map(
    (name) =>
      `<item><title>${name}</title><link>${origin}/news/${name}.html</link><pubDate>Fri, 12 May 2023 12:00:00 GMT</pubDate></item>`,
  )
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Texts</title><link>${origin}</link>${items.join('')}</channel></rss>`
}

function pageOf(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(lines[0]!.slice(0, 120))}</title>
<meta property="article:published_time" content="2023-05-12T12:00:00Z"></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article>${paragraphs}</article></main>
<aside><h2>Most read</h2><ul><li><a href="/a">Something else entirely</a></li></ul></aside>
<footer><p>Contact us</p></footer></body></html>`
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
