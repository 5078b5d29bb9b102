import { type Command, InvalidArgumentError, Option } from 'commander'
import { type DiffLine, diffText } from '../core/article/diffText.ts'
import { loadArticle } from '../db/loadArticle.ts'
import { listRevisions } from '../db/revisions.ts'
import type { ArticleRevision } from '../domain/article.ts'
import { PipelineError } from '../domain/error.ts'
import { note, printable, printLine } from './output.ts'
import { withStorage } from './withStorage.ts'

/** Unchanged lines shown on either side of a change. */
const CONTEXT_LINES = 1

/** Adds `articles show|diff`. */
export function addArticlesCommand(program: Command): void {
  const articles = program.command('articles').description('read what was stored of an article')

  articles
    .command('show')
    .description('one article as it was last read, with its records')
    .argument('<id>')
    .addOption(new Option('--revision <number>', 'as it was read then').argParser(parseNumber))
    .action(async (id: string, { revision: number }: { revision?: number }, command: Command) =>
      withStorage(command, async ({ database }, { isJson }) => {
        const article = await loadArticle(database, id)
        if (!article) throw new PipelineError('INPUT_INVALID', `Cannot show article "${id}": there is none`)
        const revision =
          number === undefined ? article.revision : pick(await listRevisions(database, id), number, 'show', id)
        if (isJson) await printLine(JSON.stringify({ ...article, revision: revision ?? null }))
        else await printArticle(article.url, article.outlet.name, article.firstSeenAt, revision)
      }),
    )

  articles
    .command('diff')
    .description('what changed between two revisions; the newest two unless told')
    .argument('<id>')
    .addOption(new Option('--from <number>', 'the older one').argParser(parseNumber))
    .addOption(new Option('--to <number>', 'the newer one').argParser(parseNumber))
    .action(async (id: string, options: { from?: number; to?: number }, command: Command) =>
      withStorage(command, async ({ database }, { isJson }) => {
        const [from, to] = choosePair(await listRevisions(database, id), id, options)
        const lines = diffText(from.text, to.text)
        if (isJson) await printLine(JSON.stringify({ articleId: id, from: from.revision, to: to.revision, lines }))
        else await printDiff(from, to, lines)
      }),
    )
}

function parseNumber(value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Revisions are counted from 1.')
  return number
}

function choosePair(
  revisions: readonly ArticleRevision[],
  id: string,
  options: { readonly from?: number; readonly to?: number },
): [ArticleRevision, ArticleRevision] {
  const newest = revisions.at(-1)?.revision
  if (newest === undefined) throw new PipelineError('INPUT_INVALID', `Cannot compare article "${id}": none was read`)
  const to = pick(revisions, options.to ?? newest, 'compare', id)
  if (options.from === undefined && to.revision === 1) {
    throw new PipelineError('INPUT_INVALID', `Cannot compare article "${id}": nothing came before revision 1`)
  }
  return [pick(revisions, options.from ?? to.revision - 1, 'compare', id), to]
}

function pick(revisions: readonly ArticleRevision[], number: number, verb: string, id: string): ArticleRevision {
  const found = revisions.find(({ revision }) => revision === number)
  if (found) return found
  const state = `revision ${number} is none of its ${revisions.length}`
  throw new PipelineError('INPUT_INVALID', `Cannot ${verb} article "${id}": ${state}`)
}

async function printArticle(
  url: string,
  outlet: string,
  firstSeenAt: Date,
  revision: ArticleRevision | undefined,
): Promise<void> {
  await printLine(printable(`${outlet}  ${url}`))
  if (!revision) {
    note(`first seen ${firstSeenAt.toISOString()}; not read yet, or not readable`)
    return
  }
  const published = revision.publishedAt ? `published ${revision.publishedAt.toISOString()}, ` : ''
  await printLine(
    `${published}first seen ${firstSeenAt.toISOString()}, revision ${revision.revision}, ${printable(revision.language)}`,
  )
  if (revision.authors.length > 0) await printLine(printable(`by ${revision.authors.join(', ')}`))
  for (const line of revision.text.split('\n')) await printLine(printable(line))
}

async function printDiff(from: ArticleRevision, to: ArticleRevision, lines: readonly DiffLine[]): Promise<void> {
  await printLine(`--- revision ${from.revision}`)
  await printLine(`+++ revision ${to.revision}`)
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1).some(({ kind }) => kind !== 'same'),
  )
  let hidden = 0
  const endHidden = async () => {
    if (hidden > 0) await printLine(`  … ${hidden} the same`)
    hidden = 0
  }
  for (const [index, { kind, text }] of lines.entries()) {
    if (isNear[index]) {
      await endHidden()
      await printLine(`${MARKS[kind]} ${printable(text)}`)
    } else hidden += 1
  }
  await endHidden()
}

const MARKS = { same: ' ', removed: '-', added: '+' } as const
