import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { PipelineError } from '../src/domain/error.ts'
import type { ExtractionRules } from '../src/domain/extraction.ts'

const pattern = z.string().min(1).refine(isPattern, 'is not a regular expression')
const patterns = z.array(pattern).readonly()

const schema = z
  .strictObject({
    version: z.string().min(1),
    boilerplateNames: patterns,
    boilerplateLines: patterns,
    endLines: patterns,
    paywallLines: patterns,
    emptyPageLines: patterns,
    liveBlogTitles: patterns,
  })
  .readonly()

/**
 * Loads and checks the rules for lines that are not part of an article.
 *
 * @param configDir The folder with `extraction.json`.
 * @throws PipelineError LIST_INVALID, naming the first bad key.
 */
export function loadExtractionRules(configDir: string): ExtractionRules {
  const file = join(configDir, 'extraction.json')
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const state =
      error instanceof z.ZodError ? `${error.issues[0]?.path.join('.')} ${error.issues[0]?.message}` : String(error)
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
