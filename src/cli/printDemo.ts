import type { TaggedRecord } from '../domain/record.ts'
import type { RunSummary } from '../domain/run.ts'
import { note, printable, printLine, printTable } from './output.ts'

const QUOTE_WIDTH = 90

/** Prints what the demo found: who accuses whom, who denies it, where, in which words. */
export async function printDemo(
  records: readonly TaggedRecord[],
  summary: RunSummary,
  durationMs: number,
): Promise<void> {
  for (const [kind, heading, verb] of [
    ['claim', 'CLAIMS', 'ACCUSES'],
    ['denial', 'DENIALS', 'DENIES, FOR'],
    ['challenge', 'CHALLENGES', 'CHALLENGES, FOR'],
  ] as const) {
    const found = records.filter((record) => record.mention.kind === kind).sort(byElection)
    await printLine(`\n${heading} (${found.length})`)
    await printTable(['WHO', verb, 'ELECTION', 'OUTLET', 'QUOTE'], found.map(row))
  }
  printFunnel(summary, durationMs)
}

const byElection = (a: TaggedRecord, b: TaggedRecord) => (sortKey(a) < sortKey(b) ? -1 : 1)

const sortKey = ({ mention, outlet, id }: TaggedRecord) =>
  [mention.election.id ?? '~', mention.speaker.name ?? '~', outlet.name, id].join('\n')

function row({ mention, outlet }: TaggedRecord): string[] {
  return [
    printable(mention.speaker.name ?? '?', 30),
    printable(mention.accused.name ?? '?', 24),
    mention.election.id ?? '',
    printable(outlet.name, 24),
    printable(mention.quote.exact, QUOTE_WIDTH),
  ]
}

function printFunnel({ polls, entries, visits }: RunSummary, durationMs: number): void {
  const count = (tallies: RunSummary['visits']) =>
    tallies.map((tally) => `${tally.count} ${tally.outcome}${tally.reason ? ` (${tally.reason})` : ''}`).join(', ')
  note('')
  note(`polls      ${count(polls)}`)
  note(`entries    ${entries.seen} seen = ${entries.new} new + ${entries.known} known + ${entries.skipped} skipped`)
  note(`articles   ${count(visits)}`)
  note(`time       ${(durationMs / 1000).toFixed(1)} s`)
}
