import { workerData } from 'node:worker_threads'
import { loadExtractionRules } from '../../config/extraction.ts'
import { extractArticle } from '../core/article/extractArticle.ts'
import type { PageInput } from '../core/article/readPage.ts'
import type { Extraction } from '../domain/article.ts'
import type { Limits } from '../domain/limits.ts'
import { serveTasks } from './serveTasks.ts'

/** `workerData` of the pool: the folder with the lists. */
export interface CoreThreadData {
  readonly configDir: string
}

/** Input of the task `extractArticle`. */
export interface ExtractArticleTask {
  readonly page: PageInput
  readonly limits: Limits['page']
}

const { configDir } = workerData as CoreThreadData
const rules = loadExtractionRules(configDir)

// One line a task: a name, and what it does with its one argument.
serveTasks({
  extractArticle: ({ page, limits }: ExtractArticleTask): Extraction => extractArticle(page, limits, rules),
})
