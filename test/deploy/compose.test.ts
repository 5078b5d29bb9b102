import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { SETTINGS } from '../../config/env.ts'

interface Service {
  build?: string
  image: string
  user: string
  command?: string | string[]
  environment?: Record<string, string>
  ports?: string[]
  secrets?: string[]
  networks: string[]
  depends_on?: Record<string, { condition: string }>
  healthcheck?: unknown
  [key: string]: unknown
}
interface Compose {
  services: Record<string, Service>
  secrets: Record<string, Record<string, unknown>>
  networks: Record<string, { internal?: boolean }>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = readFileSync(`${root}docker-compose.yml`, 'utf8')
const compose = parse(text, { merge: true }) as Compose
const services = Object.entries(compose.services)
const ours = services.filter(([, service]) => service.build !== undefined)

// The schema spells the address of its draft with https, by which ajv does not know it.
const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false })
const validate = ajv.compile(
  JSON.parse(readFileSync(`${root}test/deploy/compose-spec/compose-spec.json`, 'utf8')) as object,
)

test('docker-compose.yml follows the Compose Specification', () => {
  assert.ok(validate(compose), ajv.errorsText(validate.errors, { separator: '\n' }))
})

test('the schema finds a misspelt key, a wrong type and an unknown condition', () => {
  const breaches: ((web: Service) => void)[] = [
    (web) => Object.assign(web, { enviroment: {} }),
    (web) => Object.assign(web, { read_only: 1 }),
    (web) => Object.assign(web, { stop_grace_period: 60 }),
    (web) => Object.assign(web, { ports: '8400' }),
    (web) => Object.assign(web, { depends_on: { redis: { condition: 'healthy' } } }),
  ]
  for (const breach of breaches) {
    const copy = structuredClone(compose)
    breach(copy.services['web']!)
    assert.equal(validate(copy), false, String(breach))
  }
})

test('the five services are there, ours with the command of their role', () => {
  assert.deepEqual(Object.keys(compose.services).sort(), ['postgres', 'redis', 'scheduler', 'web', 'worker'])
  const commands = Object.fromEntries(ours.map(([name, { command }]) => [name, command]))
  assert.deepEqual(commands, { web: ['serve'], worker: ['worker'], scheduler: ['schedule'] })
})

test('every published port is bound to 127.0.0.1, and the servers have none', () => {
  const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, String(port)] as const))
  assert.ok(published.length > 0)
  for (const [name, port] of published) assert.match(port, /^127\.0\.0\.1:/, `${name} ${port}`)
  for (const name of ['redis', 'postgres']) {
    assert.equal(compose.services[name]?.ports, undefined)
    assert.deepEqual(
      compose.services[name]?.networks.filter((network) => !compose.networks[network]?.internal),
      [],
    )
  }
})

test('no password stands in the file: each comes from a file that the repository does not hold', () => {
  for (const [name, secret] of Object.entries(compose.secrets)) {
    assert.deepEqual(Object.keys(secret), ['file'], name)
    assert.match(String(secret['file']), /^\.\/secrets\/\w+\.txt$/)
  }
  for (const [name, { secrets = [], environment = {} }] of services) {
    for (const secret of secrets) assert.ok(compose.secrets[secret], `${name} wants the secret "${secret}"`)
    for (const [key, value] of Object.entries(environment)) {
      const isSecret = /PASSWORD|SECRET|TOKEN|_URL/.test(key)
      if (isSecret) assert.match(`${key}=${value}`, /^\w+_FILE=\/run\/secrets\/\w+$/, name)
      if (isSecret) assert.ok(secrets.includes(value.replace('/run/secrets/', '')), `${name} is not given ${value}`)
    }
  }
  assert.doesNotMatch(text, /:\/\/[^\s/]*:[^\s/]*@/, 'a URL with a password')
  assert.doesNotMatch(text, /requirepass\s+[^'\s]/, 'a password of Redis')
})

test('our services set only what config/env.ts reads', () => {
  const known = Object.values(SETTINGS).flatMap(({ key }) => [key, `${key}_FILE`])
  for (const [name, { environment = {} }] of ours) {
    assert.deepEqual(
      Object.keys(environment).filter((key) => !known.includes(key)),
      [],
      name,
    )
  }
})

test('foreign images are pinned to a major version', () => {
  for (const [name, { image, build }] of services) {
    if (build === undefined) assert.match(image, /^[\w./-]+:\d+(?:\.\d+)*(?:-[\w.]+)?(?:@sha256:[0-9a-f]{64})?$/, name)
  }
})

test('every service is held in: no root, no capabilities, no writing, limits, a restart, time to stop', () => {
  for (const [name, service] of services) {
    assert.match(service.user, /^[1-9]\d*:[1-9]\d*$/, name)
    assert.equal(service['read_only'], true, name)
    assert.deepEqual(service['cap_drop'], ['ALL'], name)
    assert.deepEqual(service['security_opt'], ['no-new-privileges:true'], name)
    assert.match(String(service['mem_limit']), /^\d+[mg]$/, name)
    assert.equal(service['restart'], 'unless-stopped', name)
    assert.equal(service['stop_grace_period'], '60s', name)
    assert.ok(service['tmpfs'], name)
    // The image's own check asks the HTTP server, which is what web is.
    assert.equal(service.healthcheck === undefined, name === 'web', name)
  }
})

test('ours wait until both servers are healthy, and stop before they are killed', () => {
  for (const [name, { depends_on: needs, environment }] of ours) {
    assert.deepEqual(
      needs,
      { postgres: { condition: 'service_healthy' }, redis: { condition: 'service_healthy' } },
      name,
    )
    assert.ok(Number(environment?.['CLAIMWIRE_SHUTDOWN_MS']) < 60_000, name)
  }
})

test('Redis keeps every job: noeviction and an append-only file', () => {
  const command = [compose.services['redis']?.command].flat().join(' ')
  for (const option of ['--maxmemory-policy noeviction', '--appendonly yes', '--appendfsync everysec']) {
    assert.ok(command.includes(option), option)
  }
})
