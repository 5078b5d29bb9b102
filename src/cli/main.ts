#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { PipelineError } from '../domain/error.ts'
import { addConfigCommand } from './config.ts'
import { addDbCommand } from './db.ts'
import { addDemoCommand } from './demo.ts'
import { addDoctorCommand } from './doctor.ts'
import { EXIT, exitCodeOf } from './exitCodes.ts'
import { addFeedsCommand } from './feeds.ts'
import { note } from './output.ts'
import { addRecordsCommand } from './records.ts'
import { addRetagCommand } from './retag.ts'
import { addRunCommand } from './run.ts'
import { addSetasideCommand } from './setaside.ts'
import { addStartCommands } from './start.ts'
import { addTagCommand } from './tag.ts'

const EXAMPLES = `
Examples:
  claimwire demo                      see it work, on our own newsstand
  claimwire tag --json article.txt    tag one text
  claimwire run --once                one background run, for cron
  claimwire start                     run for good
  claimwire records export --format csv > records.csv

Exit codes: 0 ok, 1 failed, 2 usage, 3 partial, 4 settings or lists, 5 busy, 75 a service is down`

function buildProgram(): Command {
  const program = new Command('claimwire')
    .description(packageJson.description)
    .version(packageJson.version)
    .option('--json', 'machine-readable output, one JSON object a line')
    .option('-q, --quiet', 'log errors only')
    .option('-v, --verbose', 'log more, and show stack traces')
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError()
    .exitOverride()
  addStartCommands(program)
  addRunCommand(program)
  addDemoCommand(program)
  addFeedsCommand(program)
  addTagCommand(program)
  addRecordsCommand(program)
  addSetasideCommand(program)
  addRetagCommand(program)
  addDbCommand(program)
  addConfigCommand(program)
  addDoctorCommand(program)
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
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failed)
})

const program = buildProgram()
try {
  await program.parseAsync()
} catch (error) {
  report(error, program.opts<{ verbose?: boolean }>().verbose ?? false)
  process.exitCode = exitCodeOf(error)
}
