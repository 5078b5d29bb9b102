import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadExtractionRules } from '../../config/extraction.ts'
import { loadLexicon } from '../../config/lexicon.ts'
import type { Extraction } from '../../src/domain/article.ts'
import type { ExtractArticleTask } from '../../src/thread/coreThread.ts'
import { openCoreThreads } from '../../src/thread/openCoreThreads.ts'
import { bytesOf, LIMITS, NOW, PARAGRAPHS, pageOf, storyOf } from '../core/article/pages.ts'

const configDir = fileURLToPath(new URL('../../config', import.meta.url))
const pool = openCoreThreads(
  1,
  { timeoutMs: 5000, maxHeapMb: 256 },
  loadExtractionRules(configDir),
  loadLexicon(configDir),
)
after(() => pool.close())

const run = (html: string): Promise<Extraction> =>
  pool.run<ExtractArticleTask, Extraction>('extractArticle', {
    page: { body: bytesOf(html), contentType: 'text/html', url: 'https://news.example/a', now: NOW },
    limits: LIMITS,
  })

test('the task extractArticle reads a page on a thread', async () => {
  const extraction = await run(pageOf(storyOf()))
  assert.ok(extraction.kind === 'article' && extraction.article.text.endsWith(PARAGRAPHS.at(-1)!))
})

test('the task extractArticle says why a page is refused', async () => {
  await assert.rejects(run(pageOf('<div>'.repeat(2000))), { code: 'PAGE_TOO_DEEP' })
})
