import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** [instruction, the rest], with continued lines joined. */
const instructions = readFileSync(`${root}Dockerfile`, 'utf8')
  .replace(/^\s*#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter(Boolean)
  .map((line): [string, string] => [line.split(' ')[0]!, line.slice(line.indexOf(' ') + 1)])
const last = (name: string) => instructions.findLast(([instruction]) => instruction === name)?.[1]

test('the image runs as uid 10001', () => assert.equal(last('USER'), '10001:10001'))

test('every stage stands on Node 24 of Debian', () => {
  const stages = instructions.filter(([name]) => name === 'FROM').map(([, rest]) => rest)
  assert.equal(stages.length, 2)
  for (const stage of stages) assert.match(stage, /^node:24-bookworm-slim(?: AS \w+)?$/)
})

test('every COPY source exists and gets past .dockerignore', () => {
  const ignore = readFileSync(`${root}.dockerignore`, 'utf8').split('\n')
  assert.ok(ignore.includes('*'))
  const sources = instructions
    .filter(([name, rest]) => name === 'COPY' && !rest.startsWith('--from='))
    .flatMap(([, rest]) => rest.split(/\s+/).slice(0, -1))
  assert.ok(sources.length >= 5)
  for (const source of sources) {
    assert.ok(existsSync(root + source), `${source} does not exist`)
    assert.ok(ignore.includes(`!${source}`), `${source} is ignored`)
  }
})

test('every folder that the program imports from is copied', () => {
  const copied = instructions.flatMap(([name, rest]) => (name === 'COPY' ? rest.split(/\s+/) : []))
  for (const folder of ['src', 'workers', 'config', 'package.json']) assert.ok(copied.includes(folder), folder)
})

test('a stop reaches Node, and a check asks it how it is', () => {
  assert.equal(last('STOPSIGNAL'), 'SIGTERM')
  assert.deepEqual(JSON.parse(last('ENTRYPOINT')!), ['claimwire'])
  assert.ok(instructions.some(([name, rest]) => name === 'RUN' && rest.includes('exec node /app/src/cli/main.ts "$@"')))
  assert.match(last('HEALTHCHECK')!, /\/healthz/)
})

test('no secret is baked in', () => {
  for (const [name, rest] of instructions) {
    if (name === 'ENV' || name === 'ARG') assert.doesNotMatch(rest, /PASSWORD|SECRET|TOKEN|_URL/)
  }
})
