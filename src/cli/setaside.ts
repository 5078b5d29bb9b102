import type { Command } from 'commander'
import { findSetAside, listSetAsides, replaySetAsides } from '../db/setAsides.ts'
import { PipelineError } from '../domain/error.ts'
import { limitOption } from './limitOption.ts'
import { note, printable, printLine, printTable } from './output.ts'
import { withStorage } from './withStorage.ts'

const DEFAULT_LIST_LENGTH = 1000

/** Adds `setaside list|show|replay`. */
export function addSetasideCommand(program: Command): void {
  const setaside = program.command('setaside').description('articles that could not be processed')

  setaside
    .command('list')
    .description('what waits for a person, newest first')
    .addOption(limitOption(DEFAULT_LIST_LENGTH))
    .action(async ({ limit }: { limit: number }, command: Command) =>
      withStorage(command, async ({ database }, { isJson }) => {
        const found = await listSetAsides(database, limit)
        if (isJson) for (const row of found) await printLine(JSON.stringify(row))
        else {
          await printTable(
            ['ID', 'STAGE', 'CODE', 'SINCE', 'URL', 'MESSAGE'],
            found.map((row) => [
              row.id,
              row.stage,
              row.code,
              row.createdAt.toISOString(),
              row.url,
              printable(row.message, 100),
            ]),
          )
        }
      }),
    )

  setaside
    .command('show')
    .description('one of them, whole')
    .argument('<id>')
    .action(async (id: string, _options, command: Command) =>
      withStorage(command, async ({ database }) => {
        const found = isRowId(id) ? await findSetAside(database, id) : undefined
        if (!found) throw new PipelineError('INPUT_INVALID', `Cannot show set-aside "${id}": there is none open`)
        await printLine(JSON.stringify(found, null, 2))
      }),
    )

  setaside
    .command('replay')
    .description('give articles another go; the next run, or a running worker, takes them up')
    .argument('[ids...]')
    .option('--all', 'every one that is open')
    .action(async (ids: string[], { all = false }: { all?: boolean }, command: Command) => {
      if (all === ids.length > 0) throw new PipelineError('INPUT_INVALID', 'Cannot replay: name ids, or "--all"')
      const odd = ids.find((id) => !isRowId(id))
      if (odd !== undefined) throw new PipelineError('INPUT_INVALID', `Cannot replay "${odd}": an id is a number`)
      await withStorage(command, async ({ database }, { isJson }) => {
        const replayed = await replaySetAsides(database, all ? undefined : ids, new Date())
        if (replayed === 0 && !all)
          throw new PipelineError('INPUT_INVALID', `Cannot replay "${ids.join(' ')}": none is open`)
        if (isJson) await printLine(JSON.stringify({ replayed }))
        else note(`${replayed} to be done again`)
      })
    })
}

function isRowId(text: string): boolean {
  return /^\d{1,18}$/.test(text)
}
