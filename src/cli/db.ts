import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import type { Command } from 'commander'
import { PipelineError } from '../domain/error.ts'
import { restoreEmbedded } from '../store/restoreEmbedded.ts'
import { openContext } from './context.ts'
import { note, printLine } from './output.ts'
import { withStorage } from './withStorage.ts'

/** Adds `db migrate|dump|restore`. */
export function addDbCommand(program: Command): void {
  const db = program.command('db').description('look after the store')

  db.command('migrate')
    .description('bring the tables up to date; every command that opens the store does so too')
    .action(async (_options, command: Command) =>
      withStorage(command, async ({ migrations }, { isJson }) => {
        if (isJson) await printLine(JSON.stringify({ applied: migrations }))
        else note(migrations.length === 0 ? 'nothing to do' : `applied ${migrations.join(', ')}`)
      }),
    )

  db.command('dump')
    .description('write the embedded store to one gzip file; on a server use pg_dump')
    .argument('<file>')
    .action(async (file: string, _options, command: Command) => {
      refuseServer(command, 'dump', 'pg_dump')
      await refuseUnwritable(path.dirname(file))
      await withStorage(command, async ({ embedded }) => {
        await embedded!.dump(file)
        note(`dumped to ${file}`)
      })
    })

  db.command('restore')
    .description('make the embedded store from a dump; its directory must be empty')
    .argument('<file>')
    .action(async (file: string, _options, command: Command) => {
      const { env } = refuseServer(command, 'restore', 'pg_restore')
      await restoreEmbedded(file, env.dataDir)
      note(`restored to ${env.dataDir}`)
    })
}

function refuseServer(command: Command, verb: string, tool: string) {
  const context = openContext(command)
  if (context.env.databaseUrl) {
    throw new PipelineError('INPUT_INVALID', `Cannot ${verb} a PostgreSQL server: use ${tool}`)
  }
  return context
}

async function refuseUnwritable(directory: string): Promise<void> {
  try {
    await access(directory, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new PipelineError('INPUT_INVALID', `Cannot write into "${directory}": ${code}`, { cause: error })
  }
}
