import type { Limits } from '../../../src/domain/limits.ts'

/** As `config/limits.json` has them. */
export const feedLimits: Limits['feed'] = {
  maxEntries: 2000,
  maxUrlLength: 2048,
  maxTitleLength: 1000,
  maxSummaryLength: 200000,
  maxAuthorLength: 300,
  maxAuthors: 50,
  maxCategories: 50,
  maxDepth: 256,
}
