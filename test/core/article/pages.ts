import { fileURLToPath } from 'node:url'
import { loadExtractionRules } from '../../../config/extraction.ts'
import { extractArticle } from '../../../src/core/article/extractArticle.ts'
import type { Article, Extraction } from '../../../src/domain/article.ts'

export const NOW = new Date('2026-11-20T12:00:00Z')
export const LIMITS = {
  maxDepth: 256,
  maxElements: 50_000,
  maxAttributes: 1000,
  minTextLength: 250,
  maxTextLength: 200_000,
  maxJsonLdBytes: 524_288,
  maxJsonDepth: 64,
}
export const RULES = loadExtractionRules(fileURLToPath(new URL('../../../config', import.meta.url)))

/** Five paragraphs of news, each a sentence that can be looked for. */
export const PARAGRAPHS = [
  'The electoral council of Varonia said on Monday that it had found no sign of foreign interference in the vote, after three weeks of checks in all provinces.',
  '“We looked at every server, and nothing left the building,” said Ilse Marant, who leads the council, at a press conference in the capital.',
  'Opposition leader Dov Kessel had claimed that operators abroad, paid through shell companies, spread forged recordings of him.',
  '“It was them.”',
  'The embassy rejected the charge, calling it, in a short statement, an insult to two centuries of friendship between the countries.',
]

export function bytesOf(html: string): Uint8Array {
  return new TextEncoder().encode(html)
}

export function pageOf(body: string, head = '<title>Council finds no interference</title>'): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`
}

export function storyOf(paragraphs: readonly string[] = PARAGRAPHS): string {
  return `<article><h1>Council finds no interference</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article>`
}

export function extract(
  html: string | Uint8Array,
  url = 'https://news.example/a/council',
  contentType = 'text/html',
): Extraction {
  const body = typeof html === 'string' ? bytesOf(html) : html
  return extractArticle({ body, contentType, url, now: NOW }, LIMITS, RULES)
}

export function articleOf(html: string | Uint8Array, url?: string, contentType?: string): Article {
  const extraction = extract(html, url, contentType)
  if (extraction.kind !== 'article') throw new Error(`not an article: ${extraction.reason}`)
  return extraction.article
}
