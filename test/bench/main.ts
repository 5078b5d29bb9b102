// End to end over a loopback newsstand: `npm run bench [-- ARTICLES]`. With DATABASE_URL and REDIS_URL it measures those
// servers too; their database must be empty. The pipeline runs in a process of its own, so that its memory is its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { openBenchNewsstand } from '../../src/demo/benchNewsstand.ts'
import { tempDir } from '../helpers/tempDir.ts'

const DEFAULT_ARTICLES = 1000
const ARTICLES_A_FEED = 50
const CHILD = fileURLToPath(new URL('./endToEnd.ts', import.meta.url))

const articleCount = Number(process.argv[2] ?? DEFAULT_ARTICLES)
const { DATABASE_URL, REDIS_URL } = process.env

const { origin, feeds, outlets, close } = await openBenchNewsstand({
  articleCount,
  feedCount: Math.ceil(articleCount / ARTICLES_A_FEED),
  seed: 1,
})
await using directory = await tempDir()
await measure('embedded', { CLAIMWIRE_DATA_DIR: directory.path })
if (DATABASE_URL && REDIS_URL) await measure('PostgreSQL and Redis', { DATABASE_URL, REDIS_URL })
else console.log('\nPostgreSQL and Redis: not measured, as DATABASE_URL and REDIS_URL are not set')
await close()

async function measure(title: string, variables: Record<string, string>): Promise<void> {
  console.log(`\n${title}`)
  const config = JSON.stringify({ stand: { origin, feeds, outlets }, variables, articleCount })
  const child = spawn(process.execPath, [CHILD, config], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) process.exitCode = 1
}
