import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { readEnv, SETTINGS } from '../../config/env.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'claimwire-env-'))
after(() => rmSync(folder, { recursive: true }))

function fileOf(name: string, content: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

/** The message of the one error that these variables lead to. */
function complaint(variables: Record<string, string>): string {
  try {
    readEnv(variables)
  } catch (error) {
    assert.equal((error as { code?: unknown }).code, 'CONFIG_INVALID')
    return (error as Error).message
  }
  return assert.fail('the settings were accepted')
}

test('readEnv() of nothing gives the defaults of the embedded store, frozen', () => {
  const { env, sources } = readEnv({})
  assert.equal(env.databaseUrl, undefined)
  assert.equal(env.dataDir, 'data')
  assert.equal(env.httpHost, '127.0.0.1')
  assert.equal(env.httpPort, 8400)
  assert.deepEqual(env.allowPrivate, [])
  assert.equal(env.hostGapMs, undefined)
  assert.deepEqual(new Set(Object.values(sources)), new Set(['default']))
  assert.ok(Object.isFrozen(env) && Object.isFrozen(sources))
  assert.deepEqual(Object.keys(sources).sort(), Object.keys(SETTINGS).sort())
})

test('readEnv() turns text into numbers and lists, and says where each value is from', () => {
  const { env, sources } = readEnv({
    CLAIMWIRE_HTTP_PORT: '0',
    CLAIMWIRE_ALLOW_PRIVATE: ' 127.0.0.1:8080 , ,localhost:1 ',
    CLAIMWIRE_HOST_GAP_MS: '0',
  })
  assert.equal(env.httpPort, 0)
  assert.deepEqual(env.allowPrivate, ['127.0.0.1:8080', 'localhost:1'])
  assert.equal(env.hostGapMs, 0)
  assert.equal(sources.httpPort, 'environment')
  assert.equal(sources.httpHost, 'default')
})

test('readEnv() takes an empty or blank variable for an absent one', () => {
  assert.equal(readEnv({ CLAIMWIRE_HTTP_PORT: ' ', CLAIMWIRE_HOST_GAP_MS: '\t' }).env.hostGapMs, undefined)
  assert.equal(readEnv({ CLAIMWIRE_HTTP_PORT: '', DATABASE_URL: '', REDIS_URL: '' }).env.httpPort, 8400)
})

test('readEnv() names every bad key in one error', () => {
  const message = complaint({
    CLAIMWIRE_HTTP_PORT: '70000',
    CLAIMWIRE_TICK_MS: 'soon',
    CLAIMWIRE_LOG_LEVEL: 'loud',
    CLAIMWIRE_THREADS: '1.5',
    CLAIMWIRE_NO_SUCH_THING: '1',
  })
  for (const key of ['HTTP_PORT', 'TICK_MS', 'LOG_LEVEL', 'THREADS', 'NO_SUCH_THING: no such setting']) {
    assert.ok(message.includes(`CLAIMWIRE_${key}`), `${key} in: ${message}`)
  }
})

test('readEnv() leaves variables of other programs alone', () => {
  assert.doesNotThrow(() => readEnv({ PATH: '/bin', PGHOST: 'elsewhere', claimwire_x: '1' }))
})

test('readEnv() reads a value from the file that KEY_FILE names, without the line end', () => {
  const { env, sources } = readEnv({ CLAIMWIRE_HTTP_PASSWORD_FILE: fileOf('password', 'correct horse battery\n') })
  assert.equal(env.httpPassword, 'correct horse battery')
  assert.equal(sources.httpPassword, 'file')
})

test('readEnv() refuses a KEY_FILE that is not there, and KEY together with KEY_FILE', () => {
  assert.match(complaint({ CLAIMWIRE_CONTACT_FILE: path.join(folder, 'none') }), /CLAIMWIRE_CONTACT_FILE: ENOENT/)
  const both = { CLAIMWIRE_CONTACT: 'a@news.example', CLAIMWIRE_CONTACT_FILE: fileOf('contact', 'b@news.example') }
  assert.match(complaint(both), /CLAIMWIRE_CONTACT: given together/)
})

test('readEnv() refuses one of DATABASE_URL and REDIS_URL without the other', () => {
  assert.match(complaint({ DATABASE_URL: 'postgres://db/claimwire' }), /REDIS_URL: missing/)
  assert.match(complaint({ REDIS_URL: 'redis://queue:6379' }), /DATABASE_URL: missing/)
  const { env } = readEnv({ DATABASE_URL: 'postgresql://db/claimwire', REDIS_URL: 'rediss://queue' })
  assert.equal(env.redisUrl, 'rediss://queue')
})

test('readEnv() does not call a key missing that is there but bad', () => {
  const message = complaint({ DATABASE_URL: 'mysql://db/claimwire', REDIS_URL: 'redis://queue' })
  assert.match(message, /DATABASE_URL/)
  assert.doesNotMatch(message, /missing/)
})

test('readEnv() keeps secrets out of its messages', () => {
  const message = complaint({
    DATABASE_URL: 'mysql://user:hunter2hunter2@db/claimwire',
    REDIS_URL: 'hunter2hunter2',
    CLAIMWIRE_HTTP_PASSWORD: 'hunter2',
  })
  assert.match(message, /DATABASE_URL.*REDIS_URL.*CLAIMWIRE_HTTP_PASSWORD/)
  assert.doesNotMatch(message, /hunter2/)
})
