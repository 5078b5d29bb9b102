import { workerData } from 'node:worker_threads'
import { loadExtractionRules } from '../../config/extraction.ts'
import { loadLexicon } from '../../config/lexicon.ts'
import { extractArticle } from '../core/article/extractArticle.ts'
import type { PageInput } from '../core/article/readClues.ts'
import { parseFeed } from '../core/feed/parseFeed.ts'
import { findMentions } from '../core/tagging/findMentions.ts'
import type { Extraction } from '../domain/article.ts'
import type { ParsedFeed } from '../domain/feed.ts'
import type { Limits } from '../domain/limits.ts'
import type { Mention, TaggableArticle } from '../domain/mention.ts'
import { serveTasks } from './serveTasks.ts'

/** `workerData` of the pool: the folder with the lists. */
export interface CoreThreadData {
  readonly configDir: string
}

/** Input of the task `parseFeed`. */
export interface ParseFeedTask {
  readonly input: Parameters<typeof parseFeed>[0]
  readonly limits: Limits['feed']
}

/** Input of the task `extractArticle`. */
export interface ExtractArticleTask {
  readonly page: PageInput
  readonly limits: Limits['page']
}

const { configDir } = workerData as CoreThreadData
const rules = loadExtractionRules(configDir)
const lexicon = loadLexicon(configDir)

// One line a task: a name, and what it does with its one argument.
serveTasks({
  parseFeed: ({ input, limits }: ParseFeedTask): Promise<ParsedFeed> => parseFeed(input, limits),
  extractArticle: ({ page, limits }: ExtractArticleTask): Extraction => extractArticle(page, limits, rules),
  findMentions: (article: TaggableArticle): readonly Mention[] => findMentions(article, lexicon),
})
