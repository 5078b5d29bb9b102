import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { blankSource } from './architecture/blankSource.ts'
import { checkFiles } from './architecture/rules.ts'
import { findGlobal, readSource } from './architecture/sourceFile.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

test('the source keeps to the layers and limits of STYLE.md', () => {
  const paths = globSync('{src,workers,config,test}/**/*.ts', { cwd: root }).map((path) => path.replaceAll(sep, '/'))
  assert.ok(paths.length > 50, `only ${paths.length} files found`)
  const problems = checkFiles(paths.sort().map((path) => readSource(path, readFileSync(root + path, 'utf8'))))
  assert.equal(problems.length, 0, `\n${problems.join('\n')}\n`)
})

/** Puts files made of the given sources under the checker. */
const check = (sources: Record<string, string>) =>
  checkFiles(Object.entries(sources).map(([path, source]) => readSource(path, source)))

/** [what, path, source]: one breach each. */
const BREACHES: [string, string, string][] = [
  ['core imports db', 'src/core/a.ts', `import { b } from '../db/b.ts'`],
  ['a type import against the layers', 'src/domain/a.ts', `import type { B } from '../core/b.ts'`],
  ['a named type import', 'src/net/a.ts', `import { type B, c } from '../../config/env.ts'`],
  ['an import over several lines', 'src/steps/a.ts', `import {\n  b,\n  c,\n} from '../net/b.ts'`],
  ['a re-export', 'src/db/a.ts', `export { b } from '../core/b.ts'`],
  ['a star export', 'src/db/a.ts', `export * from '../core/b.ts'`],
  ['an import for its effect', 'src/queue/a.ts', `import '../db/b.ts'`],
  ['a dynamic import', 'src/thread/a.ts', `const b = await import('../db/b.ts')`],
  ['a thread of another layer', 'src/store/a.ts', `const script = new URL('../core/b.ts', import.meta.url)`],
  ['http imports core', 'src/http/a.ts', `import { b } from '../core/b.ts'`],
  ['workers import core', 'workers/a.ts', `import { b } from '../src/core/b.ts'`],
  ['workers import the demo', 'workers/a.ts', `import { b } from '../src/demo/b.ts'`],
  ['the runtime imports workers', 'src/runtime/a.ts', `import { b } from '../../workers/b.ts'`],
  ['source imports a test', 'src/cli/a.ts', `import { b } from '../../test/b.ts'`],
  ['a folder of no layer', 'src/other/a.ts', ''],
  ['a room of the tagger that looks ahead', 'src/core/tagging/words/a.ts', `import { b } from '../text/b.ts'`],
  ['a folder that is no room of the tagger', 'src/core/tagging/other/a.ts', ''],
  ['core reads a file', 'src/core/a.ts', `import { readFileSync } from 'node:fs'`],
  ['core uses another part of node:crypto', 'src/core/a.ts', `import { createHash, randomUUID } from 'node:crypto'`],
  ['core takes all of node:crypto', 'src/core/a.ts', `import crypto from 'node:crypto'`],
  ['core imports a client', 'src/core/a.ts', `import { Queue } from 'bullmq/dist'`],
  ['core reads the clock', 'src/core/a.ts', `export const a = () => Date.now()`],
  ['core makes a date of now', 'src/core/a.ts', `export const a = (now = new Date()) => now`],
  ['core makes a date of now, shortly', 'src/core/a.ts', `export const a = () => new Date`],
  ['core depends on the time zone', 'src/core/a.ts', `export const a = (now: Date) => now.getHours()`],
  ['core throws dice', 'src/core/a.ts', `export const a = \`\${Math.random()}\``],
  ['core looks at the process', 'src/core/a.ts', `export const a = () => process.platform`],
  ['core spreads the process', 'src/core/a.ts', `export const a = () => ({ ...process })`],
  ['core logs', 'src/core/a.ts', `export const a = () => console.log('a')`],
  ['core waits', 'src/core/a.ts', `export const a = (b: () => void) => setTimeout(b, 1)`],
  ['core measures', 'src/core/a.ts', `export const a = () => performance.now()`],
  ['core makes an id', 'src/core/a.ts', `export const a = () => crypto.randomUUID()`],
  ['a bare fetch', 'src/steps/a.ts', `export const a = () => fetch('https://news.example/')`],
  ['a request', 'workers/a.ts', `import http from 'node:http'\nhttp.request('http://news.example/')`],
  ['a named request', 'src/http/a.ts', `import { request } from 'node:https'\nrequest('https://news.example/')`],
  ['undici outside net', 'src/runtime/a.ts', `import { Agent } from 'undici'`],
  ['SQL in a worker', 'workers/a.ts', `import { sql } from 'kysely'`],
  ['SQL in a command', 'src/cli/a.ts', `import pg from 'pg'`],
  ['the embedded engine outside the store', 'src/demo/a.ts', `import { PGlite } from '@electric-sql/pglite'`],
  ['the environment', 'workers/a.ts', `export const a = process.env['A']`],
  ['the environment, taken apart', 'config/a.ts', `const { env } = process`],
  ['the environment in a command', 'src/cli/a.ts', `readEnv({ ...process.env })`],
  ['the environment, by name', 'src/cli/a.ts', `import { env } from 'node:process'`],
  ['301 lines', 'config/a.ts', '\n'.repeat(301)],
  ['an index', 'src/db/index.ts', ''],
  ['a folder of helpers', 'src/db/helpers/a.ts', ''],
  ['an empty catch', 'test/a.ts', `try { a() } catch (error) { /* never mind */ }`],
  ['an empty catch without its error', 'src/net/a.ts', `try { a() } catch {\n}`],
  ['an empty catch of a promise', 'workers/a.ts', `a().catch(() => {})`],
]

for (const [what, path, source] of BREACHES) {
  test(`checkFiles() finds ${what}`, () => {
    const problems = check({ [path]: source })
    assert.equal(problems.length, 1, problems.join('\n'))
    assert.match(problems[0]!, new RegExp(`^${path}: `))
  })
}

test('checkFiles() finds a cycle once and names its files', () => {
  const problems = check({
    'src/core/a.ts': `import { b } from './b.ts'`,
    'src/core/b.ts': `import type { C } from './deep/c.ts'`,
    'src/core/deep/c.ts': `import { a } from '../a.ts'`,
    'src/core/d.ts': `import { a } from './a.ts'`,
  })
  assert.equal(problems.length, 1)
  assert.match(problems[0]!, /src\/core\/b\.ts → src\/core\/deep\/c\.ts → src\/core\/a\.ts/)
})

/** [what, path, source]: nothing to complain about. */
const INNOCENT: [string, string, string][] = [
  [
    'text that looks like code',
    'src/core/a.ts',
    `// fetch(x) process.env\nexport const a = 'Date.now()' + "console.log"`,
  ],
  ['a template', 'src/core/a.ts', "export const a = `process fetch() import x from '../db/b.ts'`"],
  ['a regular expression with a quote', 'src/core/a.ts', `export const a = (b: string) => /['"\`]/.test(b) ? 1 : 2`],
  ['hashes', 'src/core/a.ts', `import { createHash } from 'node:crypto'\nimport { inspect } from 'node:util'`],
  ['a type of Node', 'src/core/a.ts', `import type { Readable } from 'node:stream'`],
  ['a date of an argument', 'src/core/a.ts', `export const a = (b: number) => new Date(b)`],
  [
    'members named like globals',
    'src/core/a.ts',
    `export const a = (b: B) => b.process + b?.performance.fetch({ console: 1 })`,
  ],
  ['a parameter named like a global', 'src/core/a.ts', `export const a = (process: B) => process.id`],
  ['a function named fetch', 'workers/a.ts', `import { fetch } from './fetch.ts'\nfetch(1)`],
  [
    'a declared method fetch',
    'src/steps/a.ts',
    `interface A {\n  fetch(url: string): Promise<void>\n}\nconst a = { async fetch(url) { go(url) } }`,
  ],
  ['a server', 'src/http/a.ts', `import { createServer } from 'node:http'`],
  ['the guarded request', 'src/net/a.ts', `import { request } from 'undici'\nfetch('https://news.example/')`],
  ['an environment handed on', 'src/cli/a.ts', `const { env } = readEnv(process.env)`],
  ['a catch that answers', 'src/net/a.ts', `try { a() } catch (error) { return { kind: 'bad', error } }`],
  ['tests of anything', 'test/a.ts', `import pg from 'pg'\nimport { a } from '../src/core/a.ts'\nprocess.env['A']`],
  ['helpers of tests', 'test/helpers/a.ts', ''],
  ['300 lines', 'config/a.ts', '\n'.repeat(300)],
]

for (const [what, path, source] of INNOCENT) {
  test(`checkFiles() has nothing against ${what}`, () => assert.deepEqual(check({ [path]: source }), []))
}

test('blankSource() keeps code, length and lines', () => {
  const cases: [string, string][] = [
    ["a('b', \"c'\") // it's", 'a(\' \', "  ")        '],
    ['a /* " */ + b\n//', 'a         + b\n  '],
    ['a = `x #{b + `in #{c} }`} y` + d', 'a = `  #{b + `   #{c}  `}  ` + d'],
    ['a / b / c', 'a / b / c'],
    ['a = /[/"]\\/b/g + d', 'a = /       /g + d'],
    ['return /`/.test(a)', 'return / /.test(a)'],
  ]
  const fill = (text: string) => text.replaceAll('#{', '${')
  for (const [source, blanked] of cases) assert.equal(blankSource(fill(source)), fill(blanked))
})

test('findGlobal() tells a call from a declaration', () => {
  assert.deepEqual(findGlobal('a ? fetch(b) : c', 'fetch'), [4])
  assert.deepEqual(findGlobal('const b = { fetch(c) { return 1 } }', 'fetch'), [])
})
