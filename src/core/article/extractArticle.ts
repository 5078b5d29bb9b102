import type { Extraction } from '../../domain/article.ts'
import type { ExtractionRules } from '../../domain/extraction.ts'
import type { Limits } from '../../domain/limits.ts'
import type { PageInput } from './readClues.ts'
import { readPage } from './readPage.ts'

/**
 * Turns a fetched page into an Article, or says why it is not one.
 *
 * @param page The bytes as they came, decompressed, with the final address; `now` only to disbelieve dates of the future.
 * @param limits Bounds on structure, text and JSON-LD.
 * @param rules From `config/extraction.json`.
 * @returns The Article, or the reason of an expected outcome.
 * @throws PAGE_TOO_DEEP, PAGE_TOO_MANY_ELEMENTS, PAGE_TOO_MANY_ATTRIBUTES for pages built to block a parser.
 */
export function extractArticle(page: PageInput, limits: Limits['page'], rules: ExtractionRules): Extraction {
  if (!isHtml(page)) return { kind: 'notArticle', reason: 'NOT_HTML' }
  const { article, problem } = readPage(page, limits, rules)
  return problem ? { kind: 'notArticle', reason: problem } : { kind: 'article', article }
}

const HTML_TYPE = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i
const SNIFFED_BYTES = 1024

/** The header decides when it is clear; else the bytes do. */
function isHtml({ body, contentType }: PageInput): boolean {
  if (HTML_TYPE.test(contentType ?? '')) return !isBinary(body)
  const start = new TextDecoder('windows-1252').decode(body.subarray(0, SNIFFED_BYTES))
  return (
    /<(?:!doctype\s+html|html|head|body|meta|title|article|div|p)\b/i.test(start) &&
    !/^\s*<\?xml(?![\s\S]*<html)/i.test(start)
  )
}

function isBinary(body: Uint8Array): boolean {
  const start = new TextDecoder('windows-1252').decode(body.subarray(0, 8))
  return /^(?:%PDF-|\u2030PNG|GIF8|ÿØÿ|PK\u0003\u0004|\u001f‹)/.test(start)
}
