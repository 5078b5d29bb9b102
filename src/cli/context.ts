import type { Command } from 'commander'
import { type Env, type EnvSources, readEnv } from '../../config/env.ts'
import { type Lists, loadLists } from '../../config/lists.ts'
import { type Log, openLog } from '../../config/log.ts'

/** What every command starts from: the settings, and how to talk to the caller. */
export interface Context {
  readonly env: Env
  readonly sources: EnvSources
  readonly log: Log
  readonly isJson: boolean
  readonly isQuiet: boolean
}

interface GlobalOptions {
  readonly json?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
}

/**
 * Reads the settings and the global options.
 *
 * @param command Any command of the program.
 * @throws PipelineError CONFIG_INVALID.
 */
export function openContext(command: Command): Context {
  const { json = false, quiet = false, verbose = false } = command.optsWithGlobals<GlobalOptions>()
  const { env, sources } = readEnv(process.env)
  const level = verbose ? 'debug' : quiet ? 'error' : env.logLevel
  return { env, sources, log: openLog(level), isJson: json, isQuiet: quiet }
}

/** @throws PipelineError LIST_INVALID. */
export function openLists(context: Context): Lists {
  return loadLists(context.env.configDir)
}
