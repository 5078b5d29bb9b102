import type { Command } from 'commander'
import { openStages } from '../../workers/openStages.ts'
import { listOutdatedArticles } from '../db/revisions.ts'
import { loadNewestVisit } from '../db/visits.ts'
import { retagArticle } from '../steps/tagArticle.ts'
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
        const { database } = storage
        const stages = openStages(storage)
        const counts = { articles: 0, create: 0, update: 0, delete: 0 }
        try {
          let after = ''
          for (;;) {
            const ids = await listOutdatedArticles(database, stages.tag.taggerVersion, after, BATCH_SIZE)
            for (const articleId of ids) {
              const visit = await loadNewestVisit(database, articleId)
              const outcome = await retagArticle(visit, stages.tag)
              counts.articles += 1
              if (outcome.kind === 'tagged') for (const change of outcome.changes) counts[change.action] += 1
              showProgress(`${counts.articles} articles`)
            }
            if (ids.length < BATCH_SIZE) break
            after = ids[ids.length - 1]!
          }
        } finally {
          showProgress('')
          await stages.close()
        }
        if (isJson) await printLine(JSON.stringify(counts))
        else {
          note(
            `${counts.articles} articles tagged again: ${counts.create} records new, ${counts.update} changed, ${counts.delete} withdrawn`,
          )
        }
      }),
    )
}
