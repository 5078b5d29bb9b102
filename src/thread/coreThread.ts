import { workerData } from 'node:worker_threads'
import { articleFromEntry } from '../core/article/articleFromEntry.ts'
import { extractArticle } from '../core/article/extractArticle.ts'
import type { PageInput } from '../core/article/readClues.ts'
import { parseFeed } from '../core/feed/parseFeed.ts'
import { findMentions } from '../core/tagging/findMentions.ts'
import type { Article, Extraction } from '../domain/article.ts'
import type { ExtractionRules } from '../domain/extraction.ts'
import type { ParsedEntry, ParsedFeed } from '../domain/feed.ts'
import type { Lexicon } from '../domain/lexicon.ts'
import type { Limits } from '../domain/limits.ts'
import type { Mention, TaggableArticle } from '../domain/mention.ts'
import { serveTasks } from './serveTasks.ts'

/** `workerData` of the pool: what the tasks look things up in, the same for every thread that the pool ever starts. */
export interface CoreThreadData {
  readonly rules: ExtractionRules
  readonly lexicon: Lexicon
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

const { rules, lexicon } = workerData as CoreThreadData

// One line a task: a name, and what it does with its one argument.
serveTasks({
  parseFeed: ({ input, limits }: ParseFeedTask): Promise<ParsedFeed> => parseFeed(input, limits),
  extractArticle: ({ page, limits }: ExtractArticleTask): Extraction => extractArticle(page, limits, rules),
  articleFromEntry: (entry: ParsedEntry): Article | undefined =>
    articleFromEntry(entry, rules.thresholds.minEntryLength),
  findMentions: (article: TaggableArticle): readonly Mention[] => findMentions(article, lexicon),
})
