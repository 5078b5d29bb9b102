import { type Command, InvalidArgumentError, Option } from 'commander'
import { csvHeader, csvLine } from '../core/record/csvLine.ts'
import { loadRecord, type RecordFilter, streamRecords } from '../db/streamRecords.ts'
import { PipelineError } from '../domain/error.ts'
import type { TaggedRecord } from '../domain/record.ts'
import { printable, printLine, printTable } from './output.ts'
import { withStorage } from './withStorage.ts'

const DEFAULT_LIST_LENGTH = 50

/** Adds `records list|show|export`. */
export function addRecordsCommand(program: Command): void {
  const records = program.command('records').description('read what was found')

  withFilter(records.command('list').description('records, by id, as a table or one JSON object a line'))
    .addOption(new Option('--limit <count>', 'at most so many').default(DEFAULT_LIST_LENGTH).argParser(parseCount))
    .action(async (options: FilterOptions & { limit: number }, command: Command) =>
      withStorage(command, async ({ database }, { isJson }) => {
        const found: TaggedRecord[] = []
        for await (const record of streamRecords(database, filterOf(options))) {
          if (found.length >= options.limit) break
          found.push(record)
        }
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
        await printLine(JSON.stringify({ ...found.record, deletedAt: found.deletedAt }, null, 2))
      }),
    )

  withFilter(records.command('export').description('every record on stdout'))
    .addOption(new Option('--format <format>', 'how').choices(['ndjson', 'csv']).default('ndjson'))
    .action(async (options: FilterOptions & { format: 'ndjson' | 'csv' }, command: Command) =>
      withStorage(command, async ({ database }) => {
        const line = options.format === 'csv' ? csvLine : (record: TaggedRecord) => JSON.stringify(record)
        if (options.format === 'csv') await printLine(csvHeader)
        for await (const record of streamRecords(database, filterOf(options))) await printLine(line(record))
      }),
    )
}

function parseCount(value: string): number {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It is not a whole number above 0.')
  return count
}

interface FilterOptions {
  readonly kind?: string
  readonly election?: string
  readonly outlet?: string
}

function withFilter(command: Command): Command {
  return command
    .addOption(new Option('--kind <kind>', 'only these').choices(['claim', 'denial', 'challenge', 'evidence_note']))
    .option('--election <id>', 'only of this election')
    .option('--outlet <id>', 'only from this outlet')
}

function filterOf({ kind, election, outlet }: FilterOptions): RecordFilter {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(election === undefined ? {} : { electionId: election }),
    ...(outlet === undefined ? {} : { outletId: outlet }),
  }
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
