import type { Command } from 'commander'
import { openStages, type Stages } from '../../workers/openStages.ts'
import { listOutdatedArticles } from '../db/revisions.ts'
import type { Database } from '../db/schema.ts'
import { loadNewestVisit } from '../db/visits.ts'
import { PipelineError } from '../domain/error.ts'
import { retagArticle } from '../steps/tagArticle.ts'
import { EXIT } from './exitCodes.ts'
import { note, printLine, showProgress } from './output.ts'
import { withStorage } from './withStorage.ts'

const BATCH_SIZE = 200

/** Adds `retag`: stored articles through the tagger of today; nothing is fetched. */
export function addRetagCommand(program: Command): void {
  program
    .command('retag')
    .description('tag again what another tagger or lexicon tagged; announces what changed')
    .action(async (_options, command: Command) =>
      withStorage(command, async (storage, { isJson }) => {
        const stages = openStages(storage)
        const counts = { articles: 0, create: 0, update: 0, delete: 0, failed: 0 }
        try {
          for await (const articleId of outdatedArticles(storage.database, stages.tag.taggerVersion)) {
            await retag(articleId, storage.database, stages, counts)
            showProgress(`${counts.articles} articles`)
          }
        } finally {
          showProgress('')
          await stages.close()
        }
        if (counts.failed > 0) process.exitCode = EXIT.partial
        if (isJson) return await printLine(JSON.stringify(counts))
        note(`${counts.articles} articles tagged again, ${counts.failed} of them in vain`)
        note(`records: ${counts.create} new, ${counts.update} changed, ${counts.delete} withdrawn`)
      }),
    )
}

async function* outdatedArticles(database: Database, taggerVersion: string): AsyncGenerator<string> {
  let after = ''
  for (;;) {
    const ids = await listOutdatedArticles(database, taggerVersion, after, BATCH_SIZE)
    yield* ids
    if (ids.length < BATCH_SIZE) return
    after = ids[ids.length - 1]!
  }
}

/** An article that cannot be tagged keeps its records, is told, and does not hold up those behind it. */
async function retag(
  articleId: string,
  database: Database,
  stages: Stages,
  counts: Record<'articles' | 'create' | 'update' | 'delete' | 'failed', number>,
): Promise<void> {
  counts.articles += 1
  try {
    const outcome = await retagArticle(await loadNewestVisit(database, articleId), stages.tag)
    if (outcome.kind === 'tagged') for (const change of outcome.changes) counts[change.action] += 1
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error
    counts.failed += 1
    note(`claimwire: cannot tag article ${articleId}: ${error.message} [${error.code}]`)
  }
}
