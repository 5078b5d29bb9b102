import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { PipelineError } from '../src/domain/error.ts'
import { BLOCK_FEATURES, type DecisionTree, type ExtractionRules, NAMED_FEATURES } from '../src/domain/extraction.ts'

const pattern = z.string().min(1).refine(isPattern, 'is not a regular expression')
const patterns = z.array(pattern).readonly()
const words = z.array(z.string().min(1)).readonly()
const share = z.number().min(0).max(1)
const count = z.number().int().min(0)

const schema = z
  .strictObject({
    version: z.string().min(1),
    boilerplateNames: patterns,
    boxNames: patterns,
    boilerplateLines: patterns,
    relatedLeads: patterns,
    endLines: patterns,
    paywallLines: patterns,
    emptyPageLines: patterns,
    liveBlogTitles: patterns,
    liveBlogTimes: patterns,
    markNames: z.strictObject({
      date: patterns,
      published: patterns,
      modified: patterns,
      byline: patterns,
      summary: patterns,
      folded: patterns,
      dialog: patterns,
    }),
    featureNames: z.record(z.enum(NAMED_FEATURES), patterns),
    featureWords: z.strictObject({ address: patterns, appeal: patterns }),
    metaKeys: z.strictObject({
      title: words,
      summary: words,
      authors: words,
      published: words,
      modified: words,
      language: words,
      siteName: words,
      section: words,
      image: words,
    }),
    bylineLeads: patterns,
    notAuthors: patterns,
    thresholds: z
      .strictObject({
        siblingScore: share,
        tailScore: share,
        summaryScore: share,
        minSummaryLength: count,
        summaryDistance: count,
        maxEndLength: count,
        maxLineLength: count,
        maxLeadLength: count,
        maxBylineLength: count,
        maxBylineWords: count,
        asideLength: count,
        linkedShare: share,
        wholeLinkShare: share,
        minLinkRun: count,
        stubLength: count,
        maxNoticeLength: count,
        indexLinkShare: share,
        minLivePosts: count,
        minTeasers: count,
        minSummaryZoneLength: count,
        maxSummaryLength: count,
        minPlainLength: count,
        minShownLength: count,
        maxShownLength: count,
        minStoredLength: count,
        minStoredRatio: count,
        maxCellLength: count,
        maxMarkLength: count,
        maxDateLineLength: count,
        maxDateLines: count,
        maxDateLeads: count,
        maxSiteWords: count,
        minTitleWords: count,
        maxTitleLeadWords: count,
        minEntryLength: count,
        neglectedShare: share,
        minNeglectedLength: count,
      })
      .readonly(),
  })
  .readonly()

const tree: z.ZodType<DecisionTree> = z.lazy(() =>
  z.union([z.number(), z.tuple([z.number().int().min(0), z.number(), tree, tree])]),
)

const modelSchema = z.strictObject({
  version: z.string().min(1),
  features: z
    .array(z.string())
    .refine((names) => names.join() === BLOCK_FEATURES.join(), 'are not those of src/domain/extraction.ts'),
  threshold: z.number().min(0).max(1),
  base: z.number(),
  trees: z.array(tree),
})

/**
 * Loads and checks what is known about the lines of a page: `extraction.json` and `blockModel.json`.
 *
 * @param configDir The folder with the two files.
 * @throws PipelineError LIST_INVALID, naming the file and the first bad key.
 */
export function loadExtractionRules(configDir: string): ExtractionRules {
  return { ...load(configDir, 'extraction.json', schema), blockModel: load(configDir, 'blockModel.json', modelSchema) }
}

function load<T>(configDir: string, name: string, form: z.ZodType<T>): T {
  const file = join(configDir, name)
  try {
    return form.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined
    const state = issue ? `${issue.path.join('.')} ${issue.message}` : String(error)
    throw new PipelineError('LIST_INVALID', `Cannot load "${file}": ${state}`, { cause: error })
  }
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'iu') instanceof RegExp
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
