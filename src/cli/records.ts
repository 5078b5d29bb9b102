import { type Command, Option } from 'commander'
import { csvHeader, csvLine } from '../core/record/csvLine.ts'
import { listRecords, loadRecord, type RecordFilter } from '../db/listRecords.ts'
import { streamRecords } from '../db/streamRecords.ts'
import { PipelineError } from '../domain/error.ts'
import type { TaggedRecord } from '../domain/record.ts'
import { limitOption } from './limitOption.ts'
import { printable, printLine, printTable } from './output.ts'
import { withStorage } from './withStorage.ts'

const DEFAULT_LIST_LENGTH = 50

/** Adds `records list|show|export`. */
export function addRecordsCommand(program: Command): void {
  const records = program.command('records').description('read what was found')

  withFilter(records.command('list').description('records, newest first, as a table or one JSON object a line'))
    .addOption(limitOption(DEFAULT_LIST_LENGTH))
    .action(async ({ limit, ...filter }: RecordFilter & { limit: number }, command: Command) =>
      withStorage(command, async ({ database }, { isJson }) => {
        const found = (await listRecords(database, filter, limit)).map(({ record }) => record)
        if (isJson) for (const record of found) await printLine(JSON.stringify(record))
        else await printTable(['ID', 'KIND', 'SPEAKER', 'ACCUSED', 'ELECTION', 'OUTLET', 'QUOTE'], found.map(row))
      }),
    )

  records
    .command('show')
    .description('one record, whole')
    .argument('<id>')
    .action(async (id: string, _options, command: Command) =>
      withStorage(command, async ({ database }) => {
        const found = await loadRecord(database, id)
        if (!found) throw new PipelineError('INPUT_INVALID', `Cannot show record "${id}": there is none`)
        await printLine(JSON.stringify({ ...found.record, isDeleted: found.isDeleted }, null, 2))
      }),
    )

  withFilter(records.command('export').description('every record on stdout'))
    .addOption(new Option('--format <format>', 'how').choices(['ndjson', 'csv']).default('ndjson'))
    .action(async ({ format, ...filter }: RecordFilter & { format: 'ndjson' | 'csv' }, command: Command) =>
      withStorage(command, async ({ database }) => {
        const line = format === 'csv' ? csvLine : (record: TaggedRecord) => JSON.stringify(record)
        if (format === 'csv') await printLine(csvHeader)
        for await (const record of streamRecords(database, filter)) await printLine(line(record))
      }),
    )
}

function withFilter(command: Command): Command {
  return command
    .addOption(new Option('--kind <kind>', 'only these').choices(['claim', 'denial', 'challenge', 'evidence_note']))
    .option('--election <id>', 'only of this election')
    .option('--outlet <id>', 'only from this outlet')
    .option('--speaker <name>', 'only by this speaker: the name, or an entity id')
    .option('--accused <name>', 'only about this actor: the name, or an entity id')
    .option('--language <tag>', 'only in this language')
}

function row({ id, mention, outlet }: TaggedRecord): string[] {
  return [
    id,
    mention.kind,
    mention.speaker.name ?? '?',
    mention.accused.name ?? '?',
    mention.election.id ?? '',
    outlet.id,
    printable(mention.quote.exact, 80),
  ]
}
