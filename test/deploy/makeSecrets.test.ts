import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { readEnv } from '../../config/env.ts'

const script = fileURLToPath(new URL('../../contrib/make-secrets.sh', import.meta.url))
const compose = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8')
const isBash = process.platform !== 'win32'

const folder = mkdtempSync(path.join(tmpdir(), 'claimwire-secrets-'))
after(() => rmSync(folder, { recursive: true }))
const secrets = path.join(folder, 'secrets')
const make = () => spawnSync('bash', [script, secrets], { encoding: 'utf8' })
const read = (name: string) => readFileSync(path.join(secrets, `${name}.txt`), 'utf8').trim()

test('make-secrets.sh writes what docker-compose.yml and config/env.ts read', { skip: !isBash }, () => {
  const made = make()
  assert.equal(made.status, 0, made.stderr)
  const wanted = Object.values((parse(compose) as { secrets: Record<string, { file: string }> }).secrets)
  const written = readdirSync(secrets).filter((name) => name.endsWith('.txt'))
  assert.deepEqual(written.sort(), wanted.map(({ file }) => path.basename(file)).sort())

  const { env } = readEnv({
    DATABASE_URL_FILE: path.join(secrets, 'database_url.txt'),
    REDIS_URL_FILE: path.join(secrets, 'redis_url.txt'),
    CLAIMWIRE_HTTP_PASSWORD_FILE: path.join(secrets, 'http_password.txt'),
  })
  assert.equal(new URL(env.databaseUrl!).password, read('postgres_password'))
  assert.equal(new URL(env.redisUrl!).password, read('redis_password'))
  assert.match(env.httpPassword!, /^[0-9a-f]{48}$/)
  assert.equal(new Set([read('postgres_password'), read('redis_password'), read('http_password')]).size, 3)
})

test('nobody else on the machine can read them, and git does not see them', { skip: !isBash }, () => {
  const modeOf = (file: string) => statSync(file).mode & 0o777
  assert.equal(modeOf(secrets), 0o700)
  const expected = process.getuid?.() === 0 ? 0o600 : 0o644
  assert.equal(modeOf(path.join(secrets, 'http_password.txt')), expected)
  assert.equal(readFileSync(path.join(secrets, '.gitignore'), 'utf8'), '*\n')
})

test('make-secrets.sh keeps secrets that are there', { skip: !isBash }, () => {
  const before = read('http_password')
  const again = make()
  assert.equal(again.status, 1)
  assert.match(again.stderr, /exists/)
  assert.equal(read('http_password'), before)
})
