#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { PipelineError } from '../domain/error.ts'
import { EXIT, exitCodeOf } from './exitCodes.ts'
import { note } from './output.ts'

const EXAMPLES = `
Examples:
  claimwire demo                      see it work, on our own newsstand
  claimwire tag --json article.txt    tag one text
  claimwire run --once                one background run, for cron
  claimwire start                     run for good
  claimwire records export --format csv > records.csv

Exit codes: 0 ok, 1 failed, 2 usage, 3 partial, 4 settings or lists, 5 busy, 75 a service is down`

// A command's file is loaded when it is called for: `tag` has no use for the store, nor `config` for the network.
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  start: async () => (await import('./start.ts')).addStartCommands,
  worker: async () => (await import('./start.ts')).addStartCommands,
  schedule: async () => (await import('./start.ts')).addStartCommands,
  serve: async () => (await import('./start.ts')).addStartCommands,
  run: async () => (await import('./run.ts')).addRunCommand,
  demo: async () => (await import('./demo.ts')).addDemoCommand,
  feeds: async () => (await import('./feeds.ts')).addFeedsCommand,
  tag: async () => (await import('./tag.ts')).addTagCommand,
  records: async () => (await import('./records.ts')).addRecordsCommand,
  articles: async () => (await import('./articles.ts')).addArticlesCommand,
  setaside: async () => (await import('./setaside.ts')).addSetasideCommand,
  retag: async () => (await import('./retag.ts')).addRetagCommand,
  db: async () => (await import('./db.ts')).addDbCommand,
  config: async () => (await import('./config.ts')).addConfigCommand,
  doctor: async () => (await import('./doctor.ts')).addDoctorCommand,
}

async function buildProgram(): Promise<Command> {
  const program = new Command('claimwire')
    .description(packageJson.description)
    .version(packageJson.version)
    .option('--json', 'machine-readable output, one JSON object a line')
    .option('-q, --quiet', 'log errors only')
    .option('-v, --verbose', 'log more, and show stack traces')
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError()
    .exitOverride()
  const called = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? ''
  // Help and mistakes need to know them all.
  const loaders = Object.hasOwn(COMMANDS, called) ? [COMMANDS[called]!] : Object.values(COMMANDS)
  const adders = await Promise.all(loaders.map((load) => load()))
  for (const add of new Set(adders)) add(program)
  return program
}

function report(error: unknown, isVerbose: boolean): void {
  // Commander has said what is wrong with the call.
  if (error instanceof CommanderError) return
  const code = error instanceof PipelineError ? error.code : 'INTERNAL_ERROR'
  note(`claimwire: ${error instanceof Error ? error.message : String(error)} [${code}]`)
  if (isVerbose && error instanceof Error) note(error.stack ?? '')
}

// A reader that has seen enough, such as `head`, is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failed)
  })
}

const program = await buildProgram()
try {
  await program.parseAsync()
} catch (error) {
  report(error, program.opts<{ verbose?: boolean }>().verbose ?? false)
  process.exitCode = exitCodeOf(error)
}
