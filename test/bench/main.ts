// `npm run bench [-- ARTICLES]`: end to end over a loopback newsstand, then extraction beside plain jsdom and Readability,
// feed parsing beside rss-parser and feedsmith, polls a second, and tagging; `npm run bench -- extract`, `-- feeds`, `-- polls`
// or `-- tag` one of these alone (see extract.ts, feeds.ts, polls.ts, tag.ts). With DATABASE_URL and REDIS_URL it measures those servers too; their
// database must be empty. Each measurement runs in a process of its own, so that its memory is its own.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { openBenchNewsstand } from '../../src/demo/benchNewsstand.ts'
import { tempDir } from '../helpers/tempDir.ts'

const DEFAULT_ARTICLES = 1000
const ARTICLES_A_FEED = 50

/** The tagger must do with a small heap: V8 takes what it is given. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  './tag.ts': ['--max-old-space-size=64', '--max-semi-space-size=1'],
}

const [what, ...options] = process.argv.slice(2)
const PARTS: Readonly<Record<string, string>> = {
  extract: './extract.ts',
  feeds: './feeds.ts',
  polls: './polls.ts',
  tag: './tag.ts',
}
const part = PARTS[what ?? '']
if (part !== undefined) await run(part, options)
else {
  await measurePipeline(Number(what ?? DEFAULT_ARTICLES))
  for (const script of Object.values(PARTS)) await run(script, [])
}

async function measurePipeline(articleCount: number): Promise<void> {
  const { origin, feeds, outlets, close } = await openBenchNewsstand({
    articleCount,
    feedCount: Math.ceil(articleCount / ARTICLES_A_FEED),
    seed: 1,
  })
  const measure = async (title: string, variables: Record<string, string>): Promise<void> => {
    console.log(`\n${title}`)
    await run('./endToEnd.ts', [JSON.stringify({ stand: { origin, feeds, outlets }, variables, articleCount })])
  }
  const { DATABASE_URL, REDIS_URL } = process.env
  await using directory = await tempDir()
  await measure('embedded', { CLAIMWIRE_DATA_DIR: directory.path })
  if (DATABASE_URL && REDIS_URL) await measure('PostgreSQL and Redis', { DATABASE_URL, REDIS_URL })
  else console.log('\nPostgreSQL and Redis: not measured, as DATABASE_URL and REDIS_URL are not set')
  await close()
}

async function run(script: string, args: readonly string[]): Promise<void> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(process.execPath, [...(FLAGS[script] ?? []), path, ...args], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) process.exitCode = 1
}
