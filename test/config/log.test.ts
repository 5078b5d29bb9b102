import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'

const script = `
  import { openLog } from ${JSON.stringify(new URL('../../config/log.ts', import.meta.url).href)}
  const log = openLog('info')
  log.debug('unseen')
  log.info({ databaseUrl: 'postgres://u:hunter2@db', redisUrl: 'redis://:hunter2@q' }, 'start')
  log.warn({ env: { password: 'hunter2' }, request: { authorization: 'Basic hunter2', cookie: 'hunter2' } }, 'odd')
  log.error({ url: 'https://news.example/\\r\\n{"level":"info"}' }, 'line\\nbreak \\u001b[31m')
`

test('openLog() writes one JSON line an event to stderr, without secrets', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  assert.equal(stdout, '')
  assert.doesNotMatch(stderr, /hunter2/)
  const events = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(
    events.map(({ level, msg }) => [level, msg]),
    [
      ['info', 'start'],
      ['warn', 'odd'],
      ['error', 'line\nbreak \u001b[31m'],
    ],
  )
  assert.equal(events[0].databaseUrl, '***')
  assert.ok(!Number.isNaN(Date.parse(events[0].time)))
})
