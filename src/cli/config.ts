import type { Command } from 'commander'
import { type Env, SETTINGS } from '../../config/env.ts'
import { loadExtractionRules } from '../../config/extraction.ts'
import { loadLexicon } from '../../config/lexicon.ts'
import { buildRulesPage } from '../core/tagging/buildRulesPage.ts'
import { openContext, openLists } from './context.ts'
import { note, printLine, printTable } from './output.ts'

/** Adds `config show|check|rules`. */
export function addConfigCommand(program: Command): void {
  const config = program.command('config').description('look at the settings and the lists')

  config
    .command('show')
    .description('every setting, its value and where that comes from')
    .action(async (_options, command: Command) => {
      const { env, sources, isJson } = openContext(command)
      const names = Object.keys(SETTINGS) as (keyof Env)[]
      const rows = names.map((name) => {
        const { key, means } = SETTINGS[name]
        return { key, value: shown(env, name), source: sources[name], means }
      })
      if (isJson) for (const row of rows) await printLine(JSON.stringify(row))
      else {
        await printTable(
          ['SETTING', 'VALUE', 'FROM', 'MEANS'],
          rows.map((row) => [row.key, row.value, row.source, row.means]),
        )
      }
    })

  config
    .command('check')
    .description('read everything that a start reads, and say what is wrong')
    .action(async (_options, command: Command) => {
      const context = openContext(command)
      const lists = openLists(context)
      const lexicon = loadLexicon(context.env.configDir)
      loadExtractionRules(context.env.configDir)
      const counts = { outlets: lists.outlets.length, feeds: lists.feeds.length, tagger: lexicon.version }
      if (context.isJson) await printLine(JSON.stringify(counts))
      else note(`ok: ${counts.outlets} outlets, ${counts.feeds} feeds, tagger ${counts.tagger}`)
    })

  config
    .command('rules')
    .description('the page that explains every rule of the tagger with an example, as Markdown')
    .action(async (_options, command: Command) => {
      const { env } = openContext(command)
      process.stdout.write(buildRulesPage(loadLexicon(env.configDir)))
    })
}

function shown(env: Env, name: keyof Env): string {
  const value = env[name]
  if (value === undefined) return '(not set)'
  const setting: { isSecret?: true } = SETTINGS[name]
  return setting.isSecret ? '***' : String(value)
}
