import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { SETTINGS } from '../config/env.ts'
import packageJson from '../package.json' with { type: 'json' }
import { FATES } from '../src/domain/error.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The first cells of the rows under a heading of a table. */
function rowsUnder(heading: string): string[][] {
  const lines = readme.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`))
  const rows = lines.slice(start + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, end).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
}

test('the README explains every reason code, with its fate, and no other', () => {
  assert.deepEqual(
    rowsUnder('code').map(([code, fate]) => [code, fate]),
    Object.entries(FATES),
  )
})

test('the README lists every setting and no other', () => {
  const keys = Object.values(SETTINGS).map((setting) => setting.key)
  assert.deepEqual(
    rowsUnder('setting').map(([key]) => key),
    keys,
  )
})

test('the README lists every command and no other', async () => {
  const main = readFileSync(new URL('../src/cli/main.ts', import.meta.url), 'utf8')
  const commands = [...main.matchAll(/^ {2}(\w+): async \(\) =>/gm)].map(([, name]) => name)
  assert.deepEqual(
    rowsUnder('command').map(([command]) => command!.split(' ')[0]),
    commands,
  )
})

test('every npm script that the README names is there', () => {
  const named = [...readme.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name]) => name!)
  for (const name of named) assert.ok(Object.hasOwn(packageJson.scripts, name), name)
})

test('every folder of the source has its row in the README', () => {
  const folders = rowsUnder('folder').flatMap(([folder]) => folder!.split(', '))
  for (const name of readdirSync(new URL('../src/', import.meta.url))) assert.ok(folders.includes(`src/${name}`), name)
})
