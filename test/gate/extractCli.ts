// The extraction contract on stdin and stdout, one JSON value a line: {id,file,url,contentType} → {id,ms,ok,error,title,…}.
// The text is given also for pages that are not articles: `error` says so, and the gate measures what was read.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadExtractionRules } from '../../config/extraction.ts'
import { readPage } from '../../src/core/article/readPage.ts'
import type { Article } from '../../src/domain/article.ts'
import { PipelineError } from '../../src/domain/error.ts'
import type { Limits } from '../../src/domain/limits.ts'

interface Request {
  readonly id: string
  readonly file: string
  readonly url: string
  readonly contentType?: string
}

const configDir = fileURLToPath(new URL('../../config', import.meta.url))
const rules = loadExtractionRules(configDir)
const limits = (JSON.parse(readFileSync(`${configDir}/limits.json`, 'utf8')) as Limits).page

/** The headline is answered as `title`; `text` is what follows it. */
function bodyOf({ text, zones }: Article): string {
  const headline = zones[0]?.section === 'headline' ? zones[0].end : 0
  return text.slice(headline).trimStart()
}

function answer(request: Request): object {
  const { id, file, url, contentType } = request
  const body = readFileSync(file)
  const started = performance.now()
  try {
    const page = { body, url, now: new Date(), ...(contentType === undefined ? {} : { contentType }) }
    const { article, problem } = readPage(page, limits, rules)
    return {
      id,
      ms: performance.now() - started,
      ok: problem === undefined,
      error: problem ?? null,
      title: article.title ?? null,
      byline: article.authors.join(', ') || null,
      publishedAt: article.dates?.published?.day ?? null,
      language: article.language,
      canonicalUrl: article.canonicalUrl ?? null,
      text: bodyOf(article),
    }
  } catch (error) {
    const code = error instanceof PipelineError ? error.code : 'INTERNAL_ERROR'
    if (code === 'INTERNAL_ERROR') console.error(`${id} ${url}`, error)
    return { id, ms: performance.now() - started, ok: false, error: code, text: '' }
  }
}

// Lines end at \n alone: readline would also split inside a string at U+2028.
let rest = ''
for await (const chunk of process.stdin.setEncoding('utf8')) {
  const lines = (rest + chunk).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines)
    if (line.trim() !== '') process.stdout.write(`${JSON.stringify(answer(JSON.parse(line) as Request))}\n`)
}
if (rest.trim() !== '') process.stdout.write(`${JSON.stringify(answer(JSON.parse(rest) as Request))}\n`)
